import {cutText} from './fit-text.ts';
import {type Multiplexer, passThrough} from './passthrough.ts';

export type NotificationOptions = {
	readonly write: (sequence: string) => void;
	readonly multiplexer: Multiplexer;
	readonly hasBell: boolean;
	/** Whether to ask the terminal for a notification on the desktop. */
	readonly hasDesktop: boolean;
};

const longestTitle = 60;
const longestBody = 200;

/**
 * Tells the person through their own terminal, over SSH as well: the bell, and a notification in the two forms that terminals
 * know (OSC 9 and OSC 777); each ignores the other's.
 */
export function notify(
	title: string,
	body: string,
	{write, multiplexer, hasBell, hasDesktop}: NotificationOptions,
): void {
	if (hasDesktop) {
		const cleanTitle = cutText(title, longestTitle).replaceAll(';', ',');
		const cleanBody = cutText(body, longestBody);
		// Without a semicolon after its first word OSC 9 is a notification; some terminals have commands of their own there.
		write(passThrough(`\u001B]9;${cleanTitle}: ${cleanBody}\u0007`, multiplexer));
		write(passThrough(`\u001B]777;notify;${cleanTitle};${cleanBody}\u0007`, multiplexer));
	}
	if (hasBell) write('\u0007');
}
