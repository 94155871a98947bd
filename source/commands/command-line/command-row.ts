import {type FlagName, type FlagRow, flagRows, questionRows} from './flags.ts';

export type Example = {readonly command: string; readonly does: string};

export type ArgumentRow = {
	readonly name: string;
	readonly about: string;
	/** The words it can be completed with. */
	readonly words?: readonly string[];
};

export type CommandRow = {
	/** Empty for the program itself, which opens the monitor. */
	readonly name: string;
	/** As commander reads it: `<uuid...>` is needed, `[path]` is not. */
	readonly arguments: readonly ArgumentRow[];
	/** One sentence. */
	readonly about: string;
	readonly flags: readonly FlagName[];
	readonly examples: readonly Example[];
	/** Paragraphs under the flags, for what a sentence cannot say. */
	readonly notes?: readonly string[];
};

/** Flags of every command that asks the service. */
export const toService = ['profile', 'baseUrl', 'debug'] as const satisfies readonly FlagName[];
/** Flags of what runs on a simulated service. */
export const simulated = ['jobs', 'speed', 'seed', 'fault'] as const satisfies readonly FlagName[];

/** The rows of all the flags a command takes, those that ask for help or the version last. */
export function flagsOf(row: CommandRow): readonly FlagRow[] {
	const questions = row.name === '' ? Object.values(questionRows) : [questionRows.help];
	return [...row.flags.map((name): FlagRow => flagRows[name]), ...questions];
}

/** An argument, or a flag with its value, as people name it: without what tells commander whether it is needed. */
export function plainArgument(name: string): string {
	return name.replace(/[<>[\]]/g, '');
}
