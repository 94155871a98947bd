import {readdirSync, readFileSync} from 'node:fs';
import {setTimeout as pause} from 'node:timers/promises';
import {type IPty, spawn} from '@lydell/node-pty';
import {createEmulator} from '../../test/helpers/emulator.ts';
import {temporaryHome} from '../../test/helpers/run-program.ts';

/** What came back after something was typed. */
export type Answer = {
	/** From the key to the last byte of the answer, in milliseconds; the silence that showed its end is not counted. */
	readonly ms: number;
	readonly bytes: number;
	/** How often something could be read: at least as often as the program wrote. */
	readonly reads: number;
};

export type InTerminal = {
	readonly pid: number;
	/** Milliseconds from the start to the read after which the output held this. */
	readonly when: (text: string | RegExp) => Promise<number>;
	/** Resolves once this stands on the screen; the emulator that looks rests otherwise, so that it disturbs no measurement. */
	readonly whenShown: (text: RegExp) => Promise<void>;
	readonly type: (keys: string, quietMs?: number) => Promise<Answer>;
	/** Watches for so long: bytes, the longest silence, and the share of one core that all threads took. */
	readonly watch: (
		ms: number,
	) => Promise<{readonly bytes: number; readonly longestSilenceMs: number; readonly cpuShare: number}>;
	readonly residentBytes: () => number;
	readonly close: () => Promise<void>;
};

export type Place = {
	readonly columns?: number;
	readonly rows?: number;
	readonly env?: Readonly<Record<string, string>>;
	/** A home kept between runs, so that code is compiled once; one of its own otherwise. */
	readonly home?: string;
};

/** Longer than any gap between two pieces of one frame, shorter than anything the program does by itself. */
const usualQuietMs = 25;
const longestWaitMs = 60_000;
const longestEndMs = 4000;
const lookEveryMs = 50;

/** Runs a command in a real pseudo-terminal of 140x40. */
export function openInTerminal(
	[file, ...args]: readonly [string, ...string[]],
	{columns = 140, rows = 40, env = {}, home}: Place = {},
): InTerminal {
	const ownHome = home === undefined ? temporaryHome() : undefined;
	const startedAt = performance.now();
	const terminal: IPty = spawn(file, args, {
		name: 'xterm-256color',
		cols: columns,
		rows,
		encoding: null,
		env: {
			PATH: process.env['PATH'] ?? '',
			HOME: home ?? ownHome!.path,
			TZ: 'UTC',
			LANG: 'en_US.UTF-8',
			...env,
		},
	});
	const emulator = createEmulator({columns, rows});
	let unseen: Uint8Array[] = [];
	let output = '';
	let bytes = 0;
	let reads = 0;
	let lastAt = startedAt;
	let longestSilenceMs = 0;
	const watchers = new Set<() => void>();
	// Without an encoding the pieces are buffers, whatever the types say.
	terminal.onData(data => {
		const now = performance.now();
		longestSilenceMs = Math.max(longestSilenceMs, now - lastAt);
		lastAt = now;
		bytes += data.length;
		reads++;
		unseen.push(Buffer.from(data));
		// Beginnings are all that is looked for in the output itself; later it holds only changes.
		if (output.length < 100_000) output += data.toString();
		for (const watcher of [...watchers]) watcher();
	});
	const ended = new Promise<void>(resolve => {
		terminal.onExit(() => resolve());
	});
	const quiet = (ms: number): Promise<void> =>
		new Promise(resolve => {
			const look = (): void => {
				clearTimeout(timer);
				timer = setTimeout(done, ms);
			};
			const done = (): void => {
				watchers.delete(look);
				resolve();
			};
			let timer = setTimeout(done, ms);
			watchers.add(look);
		});
	return {
		pid: terminal.pid,
		when: text =>
			new Promise((resolve, reject) => {
				const look = (): void => {
					if (typeof text === 'string' ? !output.includes(text) : !text.test(output)) return;
					clearTimeout(timer);
					watchers.delete(look);
					resolve(performance.now() - startedAt);
				};
				const timer = setTimeout(() => {
					reject(
						new Error(`Never came: ${text}. The end of what came: ${JSON.stringify(output.slice(-500))}`),
					);
				}, longestWaitMs);
				watchers.add(look);
				look();
			}),
		whenShown: async text => {
			for (let waitedMs = 0; waitedMs < longestWaitMs; waitedMs += lookEveryMs) {
				const pieces = unseen;
				unseen = [];
				for (const piece of pieces) await emulator.write(piece);
				if (text.test(emulator.lines().join('\n'))) return;
				await pause(lookEveryMs);
			}
			throw new Error(`Never shown: ${text}. The screen:\n${emulator.lines().join('\n')}`);
		},
		type: async (keys, quietMs = usualQuietMs) => {
			const before = {bytes, reads};
			const at = performance.now();
			const first = new Promise<void>(resolve => {
				const look = (): void => {
					clearTimeout(timer);
					watchers.delete(look);
					resolve();
				};
				const timer = setTimeout(look, 1000);
				watchers.add(look);
			});
			terminal.write(keys);
			await first;
			await quiet(quietMs);
			return {ms: lastAt - at, bytes: bytes - before.bytes, reads: reads - before.reads};
		},
		watch: async ms => {
			const before = bytes;
			const cpu = cpuMs(terminal.pid);
			const at = performance.now();
			lastAt = at;
			longestSilenceMs = 0;
			await pause(ms);
			const took = performance.now() - at;
			return {
				bytes: bytes - before,
				longestSilenceMs: Math.max(longestSilenceMs, performance.now() - lastAt),
				cpuShare: (cpuMs(terminal.pid) - cpu) / took,
			};
		},
		residentBytes: () => residentBytes(terminal.pid),
		close: async () => {
			terminal.kill('SIGTERM');
			const timer = setTimeout(() => terminal.kill('SIGKILL'), longestEndMs);
			await ended;
			clearTimeout(timer);
			emulator.dispose();
			await ownHome?.remove();
		},
	};
}

/** What the processor did for all threads of a process, by the scheduler's own account. */
function cpuMs(pid: number): number {
	return readdirSync(`/proc/${pid}/task`)
		.map(task => Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]) / 1e6)
		.reduce((sum, ms) => sum + ms, 0);
}

function residentBytes(pid: number): number {
	const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!;
	return Number(kilobytes) * 1024;
}
