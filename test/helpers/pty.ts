import {type ChildProcess, spawn as spawnProcess, spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {type IPty, spawn} from '@lydell/node-pty';
import {onTestFinished} from 'vitest';
import {type CellLook, createEmulator, type Emulator, type EmulatorModes} from './emulator.ts';
import {keyBytes, pasteBytes} from './keys.ts';
import {programCommand, temporaryHome} from './run-program.ts';

export type TerminalOptions = {
	/** Arguments of the built program. */
	readonly args?: readonly string[];
	/** Another command instead of the built program. */
	readonly command?: readonly string[];
	/** Added to the little that every run has; undefined takes a variable away. */
	readonly env?: Readonly<Record<string, string | undefined>>;
	readonly columns?: number;
	readonly rows?: number;
	readonly cwd?: string;
	/** A home that outlives the run, shared by several; one of its own otherwise. */
	readonly home?: string;
	/** How long a wait may take before it fails with the screen in its message. */
	readonly limitMs?: number;
};

export type TerminalExit = {readonly exitCode: number; readonly signal: number};

export type RunningTerminal = {
	readonly pid: number;
	readonly home: string;
	/** Resolves once the screen shows this; fails with the screen when it never does. */
	readonly waitForText: (text: string | RegExp) => Promise<void>;
	/** Resolves once this text is gone from the screen. */
	readonly waitForNoText: (text: string | RegExp) => Promise<void>;
	/** Looks again whenever the terminal has received something. `what` stands in the failure's message. */
	readonly waitFor: (isSo: (terminal: RunningTerminal) => boolean, what?: string) => Promise<void>;
	/** Keys by name (`down`, `enter`, `ctrl-c`) or text as it is typed. */
	readonly press: (...keys: readonly string[]) => void;
	readonly paste: (text: string) => void;
	readonly write: (raw: string) => void;
	/** The visible lines, without the blanks at their ends. */
	readonly screen: () => string[];
	readonly screenText: () => string;
	readonly cells: () => CellLook[][];
	readonly modes: () => EmulatorModes;
	readonly title: () => string;
	readonly emulator: Emulator;
	readonly resize: (columns: number, rows: number) => void;
	/** Everything received so far, as it came. */
	readonly output: () => string;
	/** From now on: what is received is returned by the function it gives. */
	readonly mark: () => () => string;
	readonly kill: (signal?: NodeJS.Signals) => void;
	/** Closes the terminal as a window or a lost line does. */
	readonly hangUp: () => void;
	readonly exit: Promise<TerminalExit>;
	/** The line settings as `stty -a` prints them, also after the program has ended. */
	readonly stty: () => string;
	/** Ends the program if it still runs, and removes its home. Happens by itself at the end of the test. */
	readonly close: () => Promise<void>;
};

const usualLimitMs = 15_000;

/** The newest screen for a failure's message. */
function framed(lines: readonly string[]): string {
	return lines.map(line => `  │${line}`).join('\n');
}

/**
 * Runs the built program in a pseudo-terminal, with a terminal emulator reading what it writes and answering as a terminal does.
 * Nothing of the machine's own settings reaches the program.
 */
export function startInTerminal(options: TerminalOptions = {}): RunningTerminal {
	const {args = [], env = {}, columns = 100, rows = 30, limitMs = usualLimitMs} = options;
	const ownHome = options.home === undefined ? temporaryHome() : undefined;
	const home = options.home ?? ownHome!.path;
	const command = options.command ?? [...programCommand, ...args];
	const environment: Record<string, string | undefined> = {
		PATH: process.env['PATH'],
		HOME: home,
		XDG_CONFIG_HOME: join(home, '.config'),
		XDG_CACHE_HOME: join(home, '.cache'),
		XDG_DATA_HOME: join(home, '.local', 'share'),
		XDG_STATE_HOME: join(home, '.local', 'state'),
		TERM: 'xterm-256color',
		LANG: 'en_US.UTF-8',
		TZ: 'UTC',
		...env,
	};
	const pty = spawn(command[0]!, command.slice(1), {
		name: environment['TERM'] ?? 'xterm-256color',
		cols: columns,
		rows,
		cwd: options.cwd ?? home,
		env: Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined)),
	}) as IPty & {readonly fd: number; readonly ptsName: string};
	const emulator = createEmulator({columns, rows});
	const path = pty.ptsName;
	// Without a second owner the terminal, and its line settings with it, would be gone as soon as the program has ended.
	const owner: ChildProcess = spawnProcess('cat', [], {stdio: ['pipe', pty.fd, 'ignore']});
	owner.on('error', () => undefined);

	let output = '';
	let ended: TerminalExit | undefined;
	let pending = Promise.resolve();
	const watchers = new Set<() => void>();
	const look = (): void => {
		for (const watcher of [...watchers]) watcher();
	};
	pty.onData(data => {
		output += data;
		const replied = emulator.replies().length;
		pending = emulator.write(data).then(() => {
			for (const reply of emulator.replies().slice(replied)) if (!ended) pty.write(reply);
			look();
		});
	});
	const exit = new Promise<TerminalExit>(resolve => {
		pty.onExit(({exitCode, signal}) => {
			ended = {exitCode, signal: signal ?? 0};
			void pending.then(() => {
				resolve(ended!);
				look();
			});
		});
	});

	const waitFor = (isSo: (terminal: RunningTerminal) => boolean, what = isSo.toString()): Promise<void> => {
		// Taken here, so that the failure points at the line of the test.
		const failure = new Error();
		return new Promise((resolve, reject) => {
			const settle = (end: () => void): void => {
				watchers.delete(check);
				clearTimeout(timer);
				end();
			};
			const fail = (why: string): void => {
				failure.message = `${why}: ${what}\n${framed(emulator.lines())}`;
				settle(() => reject(failure));
			};
			const check = (): void => {
				if (isSo(terminal)) settle(resolve);
				else if (ended) fail(`The program ended (${JSON.stringify(ended)}) before this came`);
			};
			const timer = setTimeout(() => fail(`This did not come within ${limitMs} ms`), limitMs);
			watchers.add(check);
			check();
		});
	};
	const shows = (text: string | RegExp): boolean => {
		const screen = emulator.lines().join('\n');
		return typeof text === 'string' ? screen.includes(text) : text.test(screen);
	};
	const signal = (name: NodeJS.Signals): void => {
		if (!ended) process.kill(pty.pid, name);
	};

	const terminal: RunningTerminal = {
		pid: pty.pid,
		home,
		emulator,
		waitFor,
		waitForText: text => waitFor(() => shows(text), `text on the screen: ${text}`),
		waitForNoText: text => waitFor(() => !shows(text), `text gone from the screen: ${text}`),
		press: (...keys) => {
			for (const key of keys) pty.write(keyBytes(key));
		},
		paste: text => pty.write(emulator.modes().hasBracketedPaste ? pasteBytes(text) : text),
		write: raw => pty.write(raw),
		screen: emulator.lines,
		screenText: () => emulator.lines().join('\n'),
		cells: emulator.cells,
		modes: emulator.modes,
		title: emulator.title,
		resize: (toColumns, toRows) => {
			emulator.resize(toColumns, toRows);
			pty.resize(toColumns, toRows);
		},
		output: () => output,
		mark: () => {
			const from = output.length;
			return () => output.slice(from);
		},
		kill: (name = 'SIGTERM') => signal(name),
		hangUp: () => {
			owner.kill();
			// Resumes by itself only when the last owner of the terminal is gone.
			owner.once('exit', () => (pty as unknown as {destroy: () => void}).destroy());
		},
		exit,
		stty: () => spawnSync('stty', ['-a', '-F', path], {encoding: 'utf8'}).stdout,
		close: async () => {
			signal('SIGKILL');
			await exit;
			owner.kill();
			emulator.dispose();
			await ownHome?.remove();
		},
	};
	try {
		onTestFinished(terminal.close);
	} catch {
		// Outside of a test, as in a hook, the caller closes it.
	}
	return terminal;
}
