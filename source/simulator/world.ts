import type {ApiVersion} from './api-version.ts';
import type {JobsReplies} from './http/reply.ts';
import type {JobStore} from './jobs/job-store.ts';
import type {CancelQuirk, Lifecycle} from './jobs/lifecycle.ts';
import type {Subscriptions} from './jobs/subscriptions.ts';
import type {ServiceTime} from './service-time.ts';
import type {Tokens} from './sign-in/tokens.ts';

/** What the resources of the simulated service share. */
export type World = {
	readonly seed: number;
	readonly apiVersion: ApiVersion;
	readonly store: JobStore;
	readonly lifecycle: Lifecycle;
	readonly subscriptions: Subscriptions;
	readonly time: ServiceTime;
	readonly tokens: Tokens;
	readonly replies: JobsReplies;
	/** Base address, known once the server listens. */
	readonly url: () => string;
	/** Whether a fault wants this download to come as a ZIP whatever its size. */
	readonly mustZip: (path: string) => boolean;
	/** What a fault wants to be done with the next cancel, if any. */
	readonly cancelQuirk: (path: string) => CancelQuirk | 'unposted' | undefined;
};
