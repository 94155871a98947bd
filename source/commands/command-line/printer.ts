import {cutListText} from '../../domain/tapis-api.ts';
import {cleanText} from '../../terminal/clean-text.ts';
import type {CommandContext} from './command.ts';

/** What a command writes: data to stdout, words to stderr. */
export type Printer = {
	/** A line of data. */
	readonly line: (text: string) => void;
	/** Several lines of data. */
	readonly text: (text: string) => void;
	/** One object as one line of JSON. */
	readonly json: (value: unknown) => void;
	/** A sentence for the person; nothing with --quiet. */
	readonly say: (text: string) => void;
	/** A sentence that must be heard even with --quiet: what went wrong. */
	readonly warn: (text: string) => void;
	/** That only the first of many entries are written, which a script must not take for all. */
	readonly tellCut: (count: number) => void;
	/** True when stdout is a terminal, where text from the service could do harm. */
	readonly isTerminal: boolean;
};

export function createPrinter({stdout, stderr, flags}: CommandContext): Printer {
	const isTerminal = stdout.isTTY === true;
	const warn = (text: string): void => {
		stderr.write(`${stderr.isTTY ? text.split('\n').map(cleanText).join('\n') : text}\n`);
	};
	const line = (text: string): void => {
		stdout.write(`${isTerminal ? cleanText(text) : text}\n`);
	};
	return {
		isTerminal,
		warn,
		line,
		text: text => {
			for (const one of text.split('\n')) line(one);
		},
		tellCut: count => warn(cutListText(count)),
		// JSON has no control characters of its own, but what it quotes may hold bidi overrides.
		json: value => line(JSON.stringify(value)),
		say: text => {
			if (flags.quiet !== true) warn(text);
		},
	};
}
