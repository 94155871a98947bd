import {spawn} from 'node:child_process';
import {mkdtempSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** The built program, as npm would start it; another build of it, such as an installed one, when the environment names that. */
export const programPath =
	process.env['TAPIS_JOBS_PROGRAM'] ?? fileURLToPath(new URL('../../bin/tapis-jobs.js', import.meta.url));

export const isSingleFile = !programPath.endsWith('.js');

/** The command that starts it: a script is given to the Node of the tests, a single-file program needs none. */
export const programCommand: readonly [string, ...string[]] = isSingleFile
	? [programPath]
	: [process.execPath, programPath];

export type ProgramOptions = {
	/** Written to standard input, which is closed then; left open with nothing in it when undefined. */
	readonly stdin?: string;
	readonly env?: Readonly<Record<string, string>>;
	/** A home of its own for each run, unless one is shared here. */
	readonly home?: string;
	readonly onStart?: (child: RunningProgram) => void;
	/** Called with all of stdout so far at each piece; may end the child. */
	readonly onStdout?: (text: string, child: RunningProgram) => void;
	readonly onStderr?: (text: string, child: RunningProgram) => void;
};

export type RunningProgram = {
	readonly pid: number;
	readonly signal: (name: NodeJS.Signals) => void;
	/** Stops reading stdout, as `head` does. */
	readonly closeStdout: () => void;
	readonly closeStdin: () => void;
};

export type ProgramResult = {
	readonly code: number | null;
	readonly signal: NodeJS.Signals | null;
	readonly stdout: string;
	readonly stderr: string;
};

/** An empty home directory; `remove` deletes it. */
export function temporaryHome(): {readonly path: string; readonly remove: () => Promise<void>} {
	const path = mkdtempSync(join(tmpdir(), 'tapis-jobs-home-'));
	return {
		path,
		// The demo's simulator may still be writing its compiled code there as it ends. Node 22 tries again only in this kind of `rm`.
		remove: () => rm(path, {recursive: true, force: true, maxRetries: 20, retryDelay: 50}),
	};
}

/** Runs the built program without a terminal until it ends. Nothing of the machine's own settings reaches it. */
export async function runProgram(
	args: readonly string[],
	{stdin, env = {}, home, onStart, onStdout, onStderr}: ProgramOptions = {},
): Promise<ProgramResult> {
	const own = home === undefined ? temporaryHome() : undefined;
	const child = spawn(programCommand[0], [...programCommand.slice(1), ...args], {
		env: {
			PATH: process.env['PATH'] ?? '',
			HOME: home ?? own!.path,
			TZ: 'UTC',
			LANG: 'en_US.UTF-8',
			TERM: 'xterm-256color',
			...env,
		},
		stdio: ['pipe', 'pipe', 'pipe'],
	});
	const running: RunningProgram = {
		pid: child.pid ?? 0,
		signal: name => void child.kill(name),
		closeStdout: () => void child.stdout.destroy(),
		closeStdin: () => void child.stdin.end(),
	};
	let stdout = '';
	let stderr = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		stdout += text;
		onStdout?.(stdout, running);
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		stderr += text;
		onStderr?.(stderr, running);
	});
	child.stdin.on('error', () => undefined);
	if (stdin !== undefined) child.stdin.end(stdin);
	onStart?.(running);
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code, signal) => {
			const removal = own?.remove() ?? Promise.resolve();
			removal.then(() => resolve({code, signal, stdout, stderr}), reject);
		});
	});
}
