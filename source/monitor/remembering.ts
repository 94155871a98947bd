import {asFailure} from './ask.ts';
import type {MonitorEvent} from './monitor-state.ts';

/** Does a piece of work with the memory; `otherwise` when the memory cannot do it. Never rejects. */
export type Remember = <Answer>(work: () => Promise<Answer>, otherwise: Answer) => Promise<Answer>;

/**
 * A memory that cannot be read or written must not keep the person from anything, so the work goes on without it; `what` is lost,
 * which is told once.
 */
export function createRemembering(what: string, tell: (event: MonitorEvent) => void): Remember {
	let isTold = false;
	return async (work, otherwise) => {
		try {
			return await work();
		} catch (error) {
			if (!isTold) {
				isTold = true;
				tell({kind: 'note', text: `${what} ${asFailure(error).sentences}`});
			}
			return otherwise;
		}
	};
}
