import {type Multiplexer, passThrough} from './passthrough.ts';

/** Terminals differ in how much they take; this many base64 characters pass nearly everywhere. */
const longestContent = 74_994;

/**
 * Sends text to the clipboard of the person's own terminal, over SSH as well (OSC 52). Whether the terminal accepts it cannot be
 * known, so say "sent", not "copied". False, and nothing sent, when the text is too long for that.
 */
export function copyToClipboard(
	text: string,
	{write, multiplexer}: {readonly write: (sequence: string) => void; readonly multiplexer: Multiplexer},
): boolean {
	const content = Buffer.from(text.toWellFormed()).toString('base64');
	if (content.length > longestContent) return false;
	const sequence = `\u001B]52;c;${content}\u0007`;
	// tmux takes the plain form into its own buffer and hands on either, depending on which of two settings is on.
	write(
		multiplexer === 'tmux' ? sequence + passThrough(sequence, 'tmux') : passThrough(sequence, multiplexer),
	);
	return true;
}
