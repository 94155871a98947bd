import type {JobScreenState} from './job-screen-state.ts';

/** A line of the request as JSON. */
export type RequestRow = {
	/** Where it stands in the request: `/parameterSet/appArgs/0`. */
	readonly path: string;
	readonly depth: number;
	/** `"name": `, or empty in lists and at the top. */
	readonly label: string;
	/** The value, or a bracket; with the comma behind it. */
	readonly value: string;
	readonly kind: 'text' | 'number' | 'word' | 'bracket';
	/** Can be folded: the line opens an object or a list that is not empty. */
	readonly isFoldable: boolean;
	/** How many entries are hidden, when folded. */
	readonly hidden: number | null;
};

/** The request as lines of pretty JSON, without the insides of what is folded. */
export function requestRows(request: unknown, folded: ReadonlySet<string>): readonly RequestRow[] {
	const rows: RequestRow[] = [];
	add(rows, request, folded, '', 0, '', '');
	return rows;
}

function add(
	rows: RequestRow[],
	value: unknown,
	folded: ReadonlySet<string>,
	path: string,
	depth: number,
	label: string,
	comma: string,
): void {
	const row = {path, depth, label, hidden: null, isFoldable: false} as const;
	if (typeof value !== 'object' || value === null) {
		const kind = typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'word';
		rows.push({...row, value: `${JSON.stringify(value) ?? 'null'}${comma}`, kind});
		return;
	}
	const isList = Array.isArray(value);
	const [open, close] = isList ? ['[', ']'] : ['{', '}'];
	const entries = Object.entries(value);
	if (entries.length === 0) {
		rows.push({...row, value: `${open}${close}${comma}`, kind: 'bracket'});
		return;
	}
	if (folded.has(path)) {
		const text = `${open} … ${close}${comma}`;
		rows.push({...row, value: text, kind: 'bracket', isFoldable: true, hidden: entries.length});
		return;
	}
	rows.push({...row, value: open, kind: 'bracket', isFoldable: true});
	for (const [index, [name, one]] of entries.entries()) {
		const inner = isList ? '' : `${JSON.stringify(name)}: `;
		add(rows, one, folded, `${path}/${name}`, depth + 1, inner, index < entries.length - 1 ? ',' : '');
	}
	rows.push({...row, label: '', value: `${close}${comma}`, kind: 'bracket'});
}

/** Folds the object or list under the cursor of the request, or opens it again. The same state when there is none. */
export function toggleFold(job: JobScreenState, wanted?: 'folded' | 'open'): JobScreenState {
	const row =
		job.request.value === null ? undefined : requestRows(job.request.value, job.folded)[job.requestIndex];
	if (row === undefined || !row.isFoldable) return job;
	const isFolded = job.folded.has(row.path);
	if (wanted !== undefined && isFolded === (wanted === 'folded')) return job;
	const folded = new Set(job.folded);
	if (isFolded) folded.delete(row.path);
	else folded.add(row.path);
	return {...job, folded};
}
