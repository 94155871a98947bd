import type {JobUuid} from '../../domain/job.ts';
import type {CancelClaim, MonitorMemory} from '../../domain/monitor-memory.ts';
import type {Cancellation, MonitorEvent} from '../monitor-state.ts';
import {createRemembering} from '../remembering.ts';
import {pendingOf} from './cancel-state.ts';

/** What came of reaching for a cancel; `isWritten` is false where nothing could be written down. */
export type Reached = CancelClaim & {readonly isWritten: boolean};

/** Pending cancels in the memory that several programs share. Nothing here rejects: without a memory the work goes on. */
export type CancelClaims = {
	readonly reach: (view: Cancellation) => Promise<Reached>;
	/** The same for one that another program has written down; null when that is gone. */
	readonly takeOver: (view: Cancellation) => Promise<Reached | null>;
	readonly update: (view: Cancellation) => Promise<void>;
	/** Leaves it to whichever program comes next. */
	readonly release: (view: Cancellation) => Promise<void>;
	readonly forget: (uuid: JobUuid) => Promise<void>;
};

export function createCancelClaims(memory: MonitorMemory, tell: (event: MonitorEvent) => void): CancelClaims {
	const remember = createRemembering(
		'Pending cancels cannot be written down, so they end with this program:',
		tell,
	);
	// Without a memory it is ours, for as long as this program runs.
	const unwritten: Reached = {isOurs: true, isWritten: false};
	const written = (claim: CancelClaim): Reached => ({...claim, isWritten: true});
	return {
		reach: view => remember(async () => written(await memory.claimCancel(pendingOf(view))), unwritten),
		takeOver: view =>
			remember(async () => {
				const claim = await memory.takeOverCancel(pendingOf(view));
				return claim === null ? null : written(claim);
			}, unwritten),
		release: view => remember(() => memory.releaseCancel(pendingOf(view)), undefined),
		update: view => remember(() => memory.updateCancel(pendingOf(view)), undefined),
		forget: uuid => remember(() => memory.forgetCancel(uuid), undefined),
	};
}
