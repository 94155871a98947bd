import {SECOND} from '../../domain/time.ts';
import type {CommandContext} from './command.ts';

export type Progress = {readonly stop: () => void};

/** One line on a terminal's stderr that is written over each second; nothing at all anywhere else. */
export function startProgress(
	{stderr, stdout, flags, clock}: Pick<CommandContext, 'stderr' | 'stdout' | 'flags' | 'clock'>,
	text: () => string,
): Progress {
	// Where stdout is the same terminal its lines would be torn by it; they tell the progress themselves.
	if (!stderr.isTTY || stdout.isTTY || flags.quiet === true) return {stop: () => undefined};
	const startedAt = clock.monotonic();
	let stopTimer = (): void => undefined;
	const draw = (): void => {
		const seconds = Math.floor((clock.monotonic() - startedAt) / SECOND);
		stderr.write(`\r\u001B[K${text()} (${seconds}s)`);
		stopTimer = clock.after(SECOND, draw);
	};
	draw();
	return {
		stop() {
			stopTimer();
			stderr.write('\r\u001B[K');
		},
	};
}
