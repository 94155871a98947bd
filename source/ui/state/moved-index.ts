/** What moves a cursor or a window: by so many rows, or to an end. */
export type Move = number | 'first' | 'last';

/** An index moved and kept among so many. It may have stood beyond them, as after the screen has grown: no press is lost for that. */
export function movedIndex(index: number, move: Move, count: number): number {
	const last = Math.max(0, count - 1);
	if (move === 'first') return 0;
	return move === 'last' ? last : Math.max(0, Math.min(last, Math.min(index, last) + move));
}
