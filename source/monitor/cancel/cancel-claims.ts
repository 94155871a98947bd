import type {JobUuid} from '../../domain/job.ts';
import type {CancelClaim, MonitorMemory, PendingCancel} from '../../domain/monitor-memory.ts';
import type {Cancellation, MonitorEvent} from '../monitor-state.ts';
import {createRemembering} from '../remembering.ts';
import {pendingOf} from './cancel-state.ts';

/** What came of reaching for a cancel; `isWritten` is false where nothing could be written down. */
export type Reached = CancelClaim & {readonly isWritten: boolean};

/** Pending cancels in the memory that several programs share. Nothing here rejects: without a memory the work goes on. */
export type CancelClaims = {
	readonly reach: (view: Cancellation) => Promise<Reached>;
	readonly update: (view: Cancellation) => Promise<void>;
	readonly forget: (uuid: JobUuid) => Promise<void>;
	readonly isStillPending: (uuid: JobUuid) => Promise<boolean>;
};

export function createCancelClaims(memory: MonitorMemory, tell: (event: MonitorEvent) => void): CancelClaims {
	const remember = createRemembering(
		'Pending cancels cannot be written down, so they end with this program:',
		tell,
	);
	return {
		// Without a memory it is ours, for as long as this program runs.
		reach: async view => {
			const claim = await remember<CancelClaim | null>(() => memory.claimCancel(pendingOf(view)), null);
			return claim === null ? {isOurs: true, isWritten: false} : {...claim, isWritten: true};
		},
		update: view => remember(() => memory.updateCancel(pendingOf(view)), undefined),
		forget: uuid => remember(() => memory.forgetCancel(uuid), undefined),
		isStillPending: async uuid => {
			// What cannot be read has not come to its end for that.
			const all = await remember<readonly PendingCancel[] | null>(() => memory.loadCancels(), null);
			return all === null || all.some(pending => pending.uuid === uuid);
		},
	};
}
