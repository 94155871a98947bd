export type FaultOptionRow = {
	readonly name: string;
	readonly kind: 'number' | 'text';
	/** How it is written, each way with an example of a value. */
	readonly forms: readonly string[];
	/** What it does, for docs/simulator.md. */
	readonly meaning: string;
};

/** The one table of what can be asked of a fault beside its name; the first is meant by a number alone. */
const rows = [
	{name: 'times', kind: 'number', forms: ['N', 'times=N'], meaning: 'strikes so many times, then no more'},
	{name: 'chance', kind: 'number', forms: ['chance=0.2'], meaning: 'strikes each time with this chance'},
	{
		name: 'path',
		kind: 'text',
		forms: ['path=/list'],
		meaning:
			'strikes requests whose path has this in it, instead of those of the fault itself: `path=/v3/files`, `path=/v3/oauth2` for the other services',
	},
	{name: 'after', kind: 'number', forms: ['after=N'], meaning: 'lets so many requests pass first'},
	{name: 'amount', kind: 'number', forms: ['amount=N'], meaning: 'how much, as each fault has it'},
] as const satisfies readonly FaultOptionRow[];

export const faultOptionRows: readonly FaultOptionRow[] = rows;

/** Options as they were read; what is left out follows the row of the fault. */
export type FaultOptions = {
	readonly [Row in (typeof rows)[number] as Row['name']]?: Row['kind'] extends 'number' ? number : string;
};

/** How options are written, as the end of a sentence. */
export const faultOptionForms = `${rows.map(row => row.forms.join(' or ')).join(', ')}, with commas between them`;

/** Reads one option; undefined where it cannot be read. */
export function readFaultOption(text: string): FaultOptions | undefined {
	const [, name = rows[0].name, value = ''] = /^(?:([^=]*)=)?(.*)$/s.exec(text) ?? [];
	const row = faultOptionRows.find(one => one.name === name);
	if (row?.kind === 'text') return {[row.name]: value};
	return row && /^\d+(\.\d+)?$/.test(value) ? {[row.name]: Number(value)} : undefined;
}
