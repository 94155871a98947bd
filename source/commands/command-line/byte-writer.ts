import {once} from 'node:events';
import {cleanText} from '../../terminal/clean-text.ts';
import type {CommandContext} from './command.ts';

/**
 * Writes bytes to stdout as fast as it takes them: unchanged into a file or a pipe; onto a terminal as text in which nothing can
 * steer it.
 */
export function createByteWriter({
	stdout,
}: Pick<CommandContext, 'stdout'>): (bytes: Uint8Array) => Promise<void> {
	const decoder = new TextDecoder();
	return async bytes => {
		const data = stdout.isTTY
			? decoder
					.decode(bytes, {stream: true})
					.split(/([\n\t])/)
					.map(part => (part === '\n' || part === '\t' ? part : cleanText(part.replace(/\r$/, ''))))
					.join('')
			: bytes;
		if (!stdout.write(data)) await once(stdout, 'drain');
	};
}
