import type {Settings} from '../../config/settings.ts';
import type {Clock} from '../../domain/clock.ts';
import type {Credentials, Identity, ProfileChoice} from '../../domain/identity.ts';
import type {Instant} from '../../domain/job.ts';
import type {TapisApi} from '../../domain/tapis-api.ts';
import type {Monitor} from '../../monitor/monitor-port.ts';
import type {HttpCounters} from '../../tapis/http/http.ts';
import type {CommandContext, Streams} from '../command-line/command.ts';
import type {Flags} from '../command-line/flags.ts';

/** What the full-screen interface is started with. */
export type MonitorStart = Streams & {
	readonly monitor: Monitor;
	readonly api: TapisApi;
	/** When the token in use ends, where that matters: null for one that is renewed, and where nobody knows. */
	readonly tokenExpiresAt: () => Instant | null;
	/** Requests so far, and bytes that came. */
	readonly traffic: () => HttpCounters;
	readonly clock: Clock;
	readonly env: CommandContext['env'];
	/** Who is signed in; null before the first sign-in. */
	readonly identity: () => Identity | null;
	/** What is known for a sign-in, signed in or not. */
	readonly known: () => {readonly baseUrl: string | null; readonly user: string | null};
	readonly settings: Settings;
	/** Sentences about settings and profiles that could not be read. */
	readonly warnings: readonly string[];
	readonly isDemo: boolean;
	/** The sign-ins the person keeps. */
	readonly profiles: readonly ProfileChoice[];
	readonly flags: Flags;
	/** Aborted when the process is asked to end by a signal. */
	readonly signal: AbortSignal;
	/** Signs in, keeps the profile and lets the monitor go on. Rejects with a Failure. */
	readonly signIn: (credentials: Credentials) => Promise<Identity>;
};

export type RunMonitor = (start: MonitorStart) => Promise<number>;
