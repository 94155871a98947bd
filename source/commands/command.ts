import type {Clock} from '../domain/clock.ts';
import type {Flags} from './flags.ts';

/** The three streams of the process, handed in so that no command reaches for them itself. */
export type Streams = {
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	readonly stderr: NodeJS.WriteStream;
};

/** What a command is given. */
export type CommandContext = Streams & {
	readonly args: readonly string[];
	readonly flags: Flags;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly clock: Clock;
	/** Aborted when the process was asked to end: Ctrl-C, SIGTERM, SIGHUP, a reader of stdout that is gone. */
	readonly signal: AbortSignal;
	readonly version: string;
};

/** A one-shot command: resolves with its exit code, rejects with a Failure. */
export type RunCommand = (context: CommandContext) => Promise<number>;
