import type {View} from '../view.ts';

/** Whether the person has paused polling: nothing is asked until it goes on. */
export function isPaused({monitor}: Pick<View, 'monitor'>): boolean {
	return monitor.link.kind === 'paused';
}
