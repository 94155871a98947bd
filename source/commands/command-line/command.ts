import type {Settings} from '../../config/settings.ts';
import type {Clock} from '../../domain/clock.ts';
import type {Environment} from '../../domain/environment.ts';
import type {MonitorMemory} from '../../domain/monitor-memory.ts';
import type {TapisApi} from '../../domain/tapis-api.ts';
import type {Flags} from './flags.ts';

/** The three streams of the process, handed in so that no command reaches for them itself. */
export type Streams = {
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	readonly stderr: NodeJS.WriteStream;
};

/** What a command that asks the service gets. Its connections end with the process, as every command does. */
export type Connected = {
	readonly api: TapisApi;
	readonly memory: MonitorMemory;
	readonly settings: Settings;
};

/** What a command is given. */
export type CommandContext = Streams & {
	readonly args: readonly string[];
	readonly flags: Flags;
	readonly env: Environment;
	readonly clock: Clock;
	/** Aborted when the process was asked to end: Ctrl-C, SIGTERM, SIGHUP, a reader of stdout that is gone. */
	readonly signal: AbortSignal;
	/** Hands over work that must be done before the process ends, such as writing a file; it is waited for, though not for long. */
	readonly atEnd: (work: Promise<unknown>) => void;
	readonly version: string;
	/** The command that starts this program once more. */
	readonly program: readonly string[];
	/** The way to the service. Rejects with a `sign-in` Failure when there is none yet. */
	readonly connect: () => Promise<Connected>;
	/** Draws a bordered table; the interface does it, which commands may not import. */
	readonly renderTable: (rows: readonly Readonly<Record<string, string>>[], width: number) => Promise<string>;
};

/** A one-shot command: resolves with its exit code, rejects with a Failure. */
export type RunCommand = (context: CommandContext) => Promise<number>;
