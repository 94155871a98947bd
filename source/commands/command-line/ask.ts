import {createInterface} from 'node:readline';
import {cleanText} from '../../terminal/clean-text.ts';
import type {CommandContext} from './command.ts';
import {stoppedFailure} from './stopped.ts';

type Asking = Pick<CommandContext, 'stdin' | 'stderr' | 'signal'>;

/** True when there is a person to ask: words go to stderr, answers come from stdin. */
export function canAsk({stdin, stderr}: Pick<CommandContext, 'stdin' | 'stderr'>): boolean {
	return stdin.isTTY === true && stderr.isTTY === true;
}

/** Asks one question and gives the line typed, without spaces around it; empty when the input ended instead. */
export function ask({stdin, stderr, signal}: Asking, question: string): Promise<string> {
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
export function askSecret({stdin, stderr, signal}: Asking, question: string): Promise<string> {
	return new Promise((resolve, reject) => {
		let typed = '';
		const finish = (): void => {
			stdin.off('data', onData);
			signal.removeEventListener('abort', onAbort);
			stdin.setRawMode(false);
			stdin.pause();
			stderr.write('\n');
		};
		const onAbort = (): void => {
			finish();
			reject(stoppedFailure());
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
		stdin.setEncoding('utf8').setRawMode(true);
		stdin.on('data', onData).resume();
		stderr.write(question);
	});
}
