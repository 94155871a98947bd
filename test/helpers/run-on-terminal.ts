import {spawn} from '@lydell/node-pty';
import {programCommand, temporaryHome} from './run-program.ts';

export type TerminalRun = {
	/** Everything the terminal was sent so far. */
	readonly output: () => string;
	readonly type: (text: string) => void;
	/** Resolves once the output holds this; the test's time limit ends it otherwise. */
	readonly waitFor: (text: string | RegExp) => Promise<void>;
	readonly ended: Promise<number>;
	readonly kill: (signal?: string) => void;
};

export type TerminalOptions = {
	readonly env?: Readonly<Record<string, string>>;
	readonly columns?: number;
	readonly rows?: number;
};

/** Runs the built program in a pseudo-terminal, as a person would. */
export function runOnTerminal(
	args: readonly string[],
	{env = {}, columns = 120, rows = 30}: TerminalOptions = {},
): TerminalRun {
	const home = temporaryHome();
	let output = '';
	const watchers = new Set<() => void>();
	const terminal = spawn(programCommand[0], [...programCommand.slice(1), ...args], {
		name: env['TERM'] ?? 'xterm-256color',
		cols: columns,
		rows,
		env: {PATH: process.env['PATH'] ?? '', HOME: home.path, TZ: 'UTC', LANG: 'en_US.UTF-8', ...env},
	});
	terminal.onData(data => {
		output += data;
		for (const watcher of watchers) watcher();
	});
	return {
		output: () => output,
		type: text => terminal.write(text),
		waitFor: text =>
			new Promise(resolve => {
				const look = (): void => {
					if (typeof text === 'string' ? !output.includes(text) : !text.test(output)) return;
					watchers.delete(look);
					resolve();
				};
				watchers.add(look);
				look();
			}),
		ended: new Promise((resolve, reject) => {
			terminal.onExit(({exitCode, signal}) => {
				home.remove().then(() => resolve(signal ? 128 + signal : exitCode), reject);
			});
		}),
		kill: signal => terminal.kill(signal),
	};
}
