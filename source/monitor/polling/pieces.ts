import type {Clock} from '../../domain/clock.ts';
import type {Failure} from '../../domain/failure.ts';
import {asFailure} from '../ask.ts';

export type Piece = 'changes' | 'page' | 'count';

/**
 * Does the pieces of work, and knows which of them fail. A page or a count that fails while changes succeed is counted by itself
 * and held back ever longer: the loop's own count begins anew with every success, so that it would ask again every few seconds
 * for ever.
 */
export type Pieces = {
	readonly run: (piece: Piece, signal: AbortSignal, work: () => Promise<void>) => Promise<void>;
	/** Another piece has made up for this one. */
	readonly forgive: (piece: Piece) => void;
	readonly hasFailed: () => boolean;
	/** Whether the last piece is one that is held back by itself. */
	readonly isLastHeld: () => boolean;
	/** Milliseconds until a page or a count may be asked for again; 0 when it may be now. */
	readonly heldMs: () => number;
	/** It may be asked for at once, but a failure still counts on. */
	readonly release: () => void;
	/** How often in a row a page or a count, of which only one is under way, has failed. */
	readonly attempts: () => number;
};

export type PiecesParts = {
	readonly clock: Pick<Clock, 'monotonic'>;
	readonly retryMs: (failure: Failure, attempts: number) => number;
	/** False while nothing else can be asked, so that the loop alone says when. */
	readonly canHold: () => boolean;
};

export function createPieces({clock, retryMs, canHold}: PiecesParts): Pieces {
	const failed = new Set<Piece>();
	let last: Piece = 'page';
	let attempts = 0;
	let heldUntil = 0;

	const isHeld = (piece: Piece): boolean => piece !== 'changes' && canHold();

	return {
		run: async (piece, signal, work) => {
			last = piece;
			failed.add(piece);
			try {
				await work();
			} catch (error) {
				const failure = asFailure(error);
				if (isHeld(piece) && !signal.aborted) heldUntil = clock.monotonic() + retryMs(failure, ++attempts);
				throw failure;
			}
			failed.delete(piece);
			if (piece === 'changes') return;
			attempts = 0;
			heldUntil = 0;
		},
		forgive: piece => failed.delete(piece),
		hasFailed: () => failed.size > 0,
		isLastHeld: () => isHeld(last),
		heldMs: () => Math.max(0, heldUntil - clock.monotonic()),
		release: () => {
			heldUntil = 0;
		},
		attempts: () => attempts,
	};
}
