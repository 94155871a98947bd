import {cutListText} from '../../domain/tapis-api.ts';
import {cleanJson, cleanText} from '../../terminal/clean-text.ts';
import type {CommandContext} from './command.ts';

/**
 * What a command writes: data to stdout, words to stderr. Text from the service could do harm to a terminal, which may also stand
 * behind a pipe, so that all of it is made harmless.
 */
export type Printer = {
	/** A line of data. */
	readonly line: (text: string) => void;
	/** One line of data with tabs between its texts. */
	readonly columns: (texts: readonly string[]) => void;
	/** One object as one line of JSON. */
	readonly json: (value: unknown) => void;
	/** One object as JSON for people to read, over several lines. */
	readonly document: (value: unknown) => void;
	/** A sentence for the person; nothing with --quiet. */
	readonly say: (text: string) => void;
	/** A sentence that must be heard even with --quiet: what went wrong. */
	readonly warn: (text: string) => void;
	/** That only the first of many entries are written, which a script must not take for all. */
	readonly tellCut: (count: number) => void;
	/** True when stdout is a terminal. */
	readonly isTerminal: boolean;
};

export function createPrinter({stdout, stderr, flags}: CommandContext): Printer {
	const warn = (text: string): void => {
		stderr.write(`${text.split('\n').map(cleanText).join('\n')}\n`);
	};
	const write = (line: string): void => void stdout.write(`${line}\n`);
	return {
		isTerminal: stdout.isTTY === true,
		warn,
		line: text => write(cleanText(text)),
		columns: texts => write(texts.map(cleanText).join('\t')),
		json: value => write(cleanJson(JSON.stringify(value))),
		document: value => {
			for (const line of JSON.stringify(value, null, 2).split('\n')) write(cleanJson(line));
		},
		tellCut: count => warn(cutListText(count)),
		say: text => {
			if (flags.quiet !== true) warn(text);
		},
	};
}
