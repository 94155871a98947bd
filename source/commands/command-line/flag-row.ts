import type {SettingName} from '../../config/settings-table.ts';

/** How the text after a flag is read. `wait` takes its value only as `--wait=10m`, so that a uuid may follow a bare `--wait`. */
export type FlagKind = 'switch' | 'text' | 'texts' | 'count' | 'number' | 'duration' | 'wait' | 'choice';

export type FlagRow = {
	readonly long: string;
	/** The setting that it stands above for this one run. */
	readonly setting?: SettingName;
	readonly short?: string;
	/** The word that stands for the value in help. */
	readonly value?: string;
	readonly kind: FlagKind;
	readonly choices?: readonly string[];
	/** What the words of the value can be completed with. */
	readonly completes?: 'file' | 'filter' | 'column' | 'order' | 'fault';
	readonly about: string;
	/** What holds without the flag, for help. */
	readonly without?: string;
};

/** `-f, --filter FILTER`: a flag as help writes it. */
export function describeFlag(row: FlagRow): string {
	const value = row.value === undefined ? '' : row.kind === 'wait' ? `[=${row.value}]` : ` ${row.value}`;
	return `${row.short === undefined ? '' : `${row.short}, `}${row.long}${value}`;
}

/** Whether this is the flag that was typed, without a value. */
export function isFlag(row: FlagRow, typed: string): boolean {
	return row.long === typed || row.short === typed;
}
