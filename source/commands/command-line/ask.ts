import {createInterface} from 'node:readline';
import {cleanText} from '../../terminal/clean-text.ts';
import {setRawMode} from '../../terminal/raw-mode.ts';
import type {CommandContext} from './command.ts';
import {stoppedFailure} from './stopped.ts';

type Asking = Pick<CommandContext, 'stdin' | 'stderr' | 'signal' | 'clock'>;

/** Longer than a line or a program in between holds back what was typed at once, and too short to be noticed. */
const quietMs = 100;

/** True when there is a person to ask: words go to stderr, answers come from stdin. */
export function canAsk({stdin, stderr}: Pick<CommandContext, 'stdin' | 'stderr'>): boolean {
	return stdin.isTTY === true && stderr.isTTY === true;
}

/**
 * Asks one question and gives the line typed, without spaces around it; empty when the input ended instead. What was typed before
 * the question could be read is no answer to it.
 */
export async function ask(asking: Asking, question: string): Promise<string> {
	await dropTypedAhead(asking);
	return asking.stdin.readableEnded ? '' : askLine(asking, question);
}

function askLine({stdin, stderr, signal}: Asking, question: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const lines = createInterface({input: stdin, output: stderr, terminal: true});
		let answer = '';
		lines.on('line', line => {
			answer = line.trim();
			lines.close();
		});
		// In this mode the terminal hands Ctrl-C to the reader instead of raising a signal.
		lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
		const onAbort = (): void => lines.close();
		signal.addEventListener('abort', onAbort, {once: true});
		lines.once('close', () => {
			signal.removeEventListener('abort', onAbort);
			stdin.pause();
			if (signal.aborted) reject(stoppedFailure());
			else resolve(answer);
		});
		lines.setPrompt(cleanText(question));
		lines.prompt();
	});
}

/** As `ask`, but nothing of what is typed is shown or kept in a history. */
export async function askSecret(asking: Asking, question: string): Promise<string> {
	await dropTypedAhead(asking);
	return asking.stdin.readableEnded ? '' : askHidden(asking, question);
}

/**
 * Reads until nothing has come for a moment. In raw mode, which brings an unfinished line too and shows nothing more of it; it
 * stays on, since who asks reads in it as well.
 */
function dropTypedAhead({stdin, signal, clock}: Asking): Promise<void> {
	// What comes through a pipe was all meant for the program.
	if (stdin.isTTY !== true) return Promise.resolve();
	return new Promise((resolve, reject) => {
		let stopTimer = (): void => undefined;
		const leave = (): void => {
			stopTimer();
			stdin.off('data', onData).off('end', finish);
			signal.removeEventListener('abort', onAbort);
		};
		const finish = (): void => {
			leave();
			resolve();
		};
		const onAbort = (): void => {
			leave();
			setRawMode(stdin, false);
			stdin.pause();
			reject(stoppedFailure());
		};
		const wait = (): void => {
			stopTimer();
			stopTimer = clock.after(quietMs, finish);
		};
		const onData = (typed: Buffer | string): void => {
			if (typed.toString().includes('\u0003')) process.kill(process.pid, 'SIGINT');
			wait();
		};
		signal.addEventListener('abort', onAbort, {once: true});
		setRawMode(stdin, true);
		stdin.on('data', onData).once('end', finish).resume();
		if (signal.aborted) onAbort();
		else wait();
	});
}

function askHidden({stdin, stderr, signal}: Asking, question: string): Promise<string> {
	return new Promise((resolve, reject) => {
		let typed = '';
		const finish = (): void => {
			stdin.off('data', onData).off('end', onEnd);
			signal.removeEventListener('abort', onAbort);
			setRawMode(stdin, false);
			stdin.pause();
			stderr.write('\n');
		};
		const onAbort = (): void => {
			finish();
			reject(stoppedFailure());
		};
		const onEnd = (): void => {
			finish();
			resolve('');
		};
		const onData = (text: string): void => {
			for (const letter of text) {
				if (letter === '\r' || letter === '\n' || letter === '\u0004') {
					finish();
					resolve(typed);
					return;
				}
				if (letter === '\u0003') {
					process.kill(process.pid, 'SIGINT');
					return;
				}
				if (letter === '\u007F' || letter === '\b') typed = [...typed].slice(0, -1).join('');
				else if (letter === '\u0015') typed = '';
				else if (letter >= ' ') typed += letter;
			}
		};
		signal.addEventListener('abort', onAbort, {once: true});
		setRawMode(stdin, true);
		stdin.setEncoding('utf8').on('data', onData).once('end', onEnd).resume();
		stderr.write(question);
	});
}
