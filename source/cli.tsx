/**
 * The program's start: reads the command line, hands every part what it needs, and is the only place that decides how the
 * process ends. It loads nothing before it knows what is asked, so that `--help` answers at once.
 */
import {isSea} from 'node:sea';
import type {CommandContext, RunCommand} from './commands/command-line/command.ts';
import type {CommandName} from './commands/command-line/command-rows.ts';
import {failureText} from './commands/command-line/failure-text.ts';
import {helpText, type KeyLine} from './commands/command-line/help.ts';
import {parseCommandLine} from './commands/command-line/parse-command-line.ts';
import {systemClock} from './domain/clock.ts';
import {exitCodes} from './domain/exit-codes.ts';
import {isFailure} from './domain/failure.ts';
import {messageOf} from './domain/thrown.ts';

declare const __VERSION__: string;

const {stdin, stdout, stderr} = process;

async function loadCommand(name: CommandName): Promise<RunCommand> {
	if (name === '') return (await import('./open-screen.ts')).openScreen;
	if (name === 'simulator') return (await import('./commands/setup/simulator.ts')).runSimulator;
	return (await import('./commands/one-shots.ts')).oneShots[name];
}

const signalCodes = {
	SIGINT: exitCodes.interrupted,
	SIGTERM: exitCodes.terminated,
	SIGHUP: exitCodes.hangup,
} as const;

/** How long the parts have to put everything back, such as the terminal and the files, in milliseconds. */
const longestEndMs = 3000;

const stopping = new AbortController();
const lastWorks: Promise<unknown>[] = [];
let endedBy: number | undefined;

function stopWith(code: number): void {
	// The second wish to end is obeyed at once, whatever still hangs. A terminal or a reader that goes says so several times: by a
	// signal of the kernel, one of the shell, and to everybody who writes to it; nobody is there to be in a hurry.
	if (endedBy !== undefined && (code === exitCodes.hangup || code === exitCodes.done)) return;
	if (endedBy !== undefined) process.exit(endedBy);
	endedBy = code;
	// Where nothing is left to wait for, Node ends by itself.
	process.exitCode = code;
	stopping.abort();
	// Whatever does not hear of it, a screen or a request that hangs, must not keep the process.
	setTimeout(() => process.exit(code), longestEndMs).unref();
}

for (const [name, code] of Object.entries(signalCodes)) process.on(name, () => stopWith(code));

// `| head` closes the pipe when it has seen enough; that is no failure.
stdout.on('error', (error: NodeJS.ErrnoException) => {
	if (error.code === 'EPIPE') {
		stopWith(exitCodes.done);
		return;
	}
	// The terminal itself is gone: what a hang-up means, by another way.
	if (error.code === 'EIO') {
		stopWith(exitCodes.hangup);
		return;
	}
	stderr.write(`tapis-jobs: Standard output cannot be written: ${error.message}.\n`);
	process.exit(exitCodes.failed);
});
stderr.on('error', () => undefined);

/** Only the monitor has keys, and only its help pays for loading their table. */
async function keysOf({name}: {readonly name: string}): Promise<readonly KeyLine[]> {
	return name === '' ? (await import('./ui/keymap/key-lines.ts')).keyLines() : [];
}

async function main(): Promise<number> {
	const invocation = parseCommandLine(process.argv.slice(2));
	switch (invocation.kind) {
		case 'version':
			stdout.write(`${__VERSION__}\n`);
			return exitCodes.done;
		case 'help':
			stdout.write(
				helpText(invocation.row, Math.min(100, stdout.columns || 100), await keysOf(invocation.row)),
			);
			return exitCodes.done;
		case 'run': {
			const context: CommandContext = {
				stdin,
				stdout,
				stderr,
				args: invocation.args,
				flags: invocation.flags,
				env: process.env,
				clock: systemClock,
				signal: stopping.signal,
				atEnd: work => void lastWorks.push(work),
				version: __VERSION__,
				// A single-file program is its own command; otherwise Node is, with the path of the script.
				program: isSea() ? [process.execPath] : [process.execPath, process.argv[1]!],
				connect: async () => (await import('./commands/one-shots.ts')).connect(context),
				renderTable: async (rows, width) =>
					(await import('./ui/tables/print-table.tsx')).printTable(rows, width),
			};
			const run = await loadCommand(invocation.command);
			return run(context);
		}
	}
}

function report(error: unknown): number {
	if (isFailure(error)) {
		if (error.kind === 'aborted' && endedBy !== undefined) return endedBy;
		stderr.write(`tapis-jobs: ${failureText(error)}\n`);
		return error.exitCode;
	}
	if (endedBy !== undefined) return endedBy;
	stderr.write(
		`tapis-jobs: Something went wrong that the program did not expect: ${messageOf(error)}\n` +
			'Please report it with the command you gave; `--debug FILE` keeps what happened before.\n',
	);
	return exitCodes.crash;
}

/** What is written to a pipe may still be on its way when the work is done; ending earlier would cut it off. */
function drained(stream: NodeJS.WriteStream): Promise<void> {
	return new Promise(resolve => {
		if (stream.destroyed || stream.writableEnded) resolve();
		else stream.write('', () => resolve());
	});
}

function lapse(ms: number): Promise<void> {
	return new Promise(resolve => void setTimeout(resolve, ms).unref());
}

/** Ends with this code although what runs at the exit is broken too: Ink draws once more then, and may throw again. */
function endWith(code: number): never {
	try {
		process.exit(code);
	} catch {
		process.exit(code);
	}
}

process.on('uncaughtException', error => endWith(report(error)));

// Not awaited at the top level, which a single-file executable has no module for.
void main()
	.catch(report)
	.then(async code => {
		await Promise.race([Promise.allSettled(lastWorks), lapse(longestEndMs)]);
		await Promise.all([drained(stdout), drained(stderr)]);
		process.exit(endedBy ?? code);
	});
