import type {JobsReplies} from '../http/reply.ts';
import type {JobStore} from '../jobs/job-store.ts';
import type {ServiceTime} from '../service-time.ts';
import type {Tokens} from '../sign-in/tokens.ts';
import type {FaultNameOf, FaultStage} from './faults.ts';

/** A fault of a stage that strikes now, with the amount that goes for it. */
export type Strike<Stage extends FaultStage> = {readonly name: FaultNameOf<Stage>; readonly amount: number};

/** What faults need to know of the service. */
export type FaultParts = {
	readonly seed: number;
	readonly store: JobStore;
	readonly time: ServiceTime;
	readonly tokens: Pick<Tokens, 'check' | 'revoke'>;
	readonly replies: JobsReplies;
};

/** An answer as bytes. */
export type Prepared = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Uint8Array;
};
