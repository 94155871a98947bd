import {emptyFilter, type FilterProblem, type JobFilter} from '../../domain/filter/filter.ts';
import type {Instant, JobUuid} from '../../domain/job.ts';
import type {JobColumn} from '../../domain/job-columns.ts';
import {defaultOrder, type JobOrder} from '../../domain/order.ts';
import type {ThemeName} from '../../domain/theme-names.ts';
import type {JobScreenState} from './job-screen-state.ts';
import type {Notice, Toast} from './message-state.ts';
import type {Overlay} from './overlay-state.ts';
import type {TextField} from './text-field.ts';

/** Ready-made filters that `f` goes through. */
export const quickFilters = [
	{name: 'all', filterText: ''},
	{name: 'active', filterText: 'status:active'},
	{name: 'today', filterText: 'age<24h'},
	{name: 'failed', filterText: 'status:failed'},
] as const;

export type ListState = {
	/** The job under the cursor, kept through every refresh, sort and filter. */
	readonly selected: JobUuid | null;
	/** The job under the cursor as the list was last settled: it stays in sight when it no longer passes the filter. */
	readonly anchor: JobUuid | null;
	/** Its place among the visible jobs; where the cursor stays when the job itself is gone. */
	readonly index: number;
	/** The first visible row on the screen. */
	readonly top: number;
	readonly marked: ReadonlySet<JobUuid>;
	readonly order: JobOrder;
	readonly filterText: string;
	/** The last filter that could be read; it stays in force while a bad one is being typed. */
	readonly filter: JobFilter;
	readonly problem: FilterProblem | null;
	/** The filter line while it is being typed in. */
	readonly field: TextField | null;
	/** What to go back to when typing is given up. */
	readonly filterBefore: string;
	/** The job the cursor left when typing began, or moved to meanwhile: it goes back there as soon as what is typed lets it. */
	readonly typedFrom: JobUuid | null;
	/** Jobs whose status changed while nobody looked; marked until visited. */
	readonly changed: ReadonlySet<JobUuid>;
};

/** Everything the interface keeps for itself. Plain values; changed only by the functions in this folder. */
export type UiState = {
	readonly columns: number;
	readonly rows: number;
	/** The time drawn. Moves by ticks, so that two draws of one moment are the same. */
	readonly now: Instant;
	readonly list: ListState;
	/** The open job's screen, or null while the list is shown. */
	readonly job: JobScreenState | null;
	readonly overlay: Overlay | null;
	readonly toast: Toast | null;
	readonly notice: Notice | null;
	readonly themeName: ThemeName;
	readonly isAscii: boolean;
	readonly isReadOnly: boolean;
	/** The columns the person wants, or null for those the program chooses. */
	readonly chosenColumns: readonly JobColumn[] | null;
	/** A file being saved, whatever job is shown: bytes so far, and the size where it is known. */
	readonly saving: {readonly path: string; readonly bytes: number; readonly size: number | null} | null;
	/** What was begun on the service and is not at its end, "submitting 2 of 3", whether its question is still open or not. */
	readonly begun: readonly {readonly doing: string}[];
	/** When and with which key leaving was asked for while there was a reason to ask back; asked once more it leaves. */
	readonly leavingAsked: {readonly keyId: string; readonly at: Instant} | null;
	/** When a key was last pressed. */
	readonly lastKeyAt: Instant;
	/** A key that begins a text was refused, and the text may still be typed (keymap/refused-text.ts). */
	readonly isTextRefused: boolean;
};

export function initialUiState(
	options: Pick<UiState, 'columns' | 'rows' | 'now' | 'themeName' | 'isAscii' | 'isReadOnly'> & {
		readonly filterText?: string;
		readonly filter?: JobFilter;
		readonly order?: JobOrder;
		readonly chosenColumns?: readonly JobColumn[] | null;
	},
): UiState {
	const {filterText = '', filter = emptyFilter, order = defaultOrder, chosenColumns: _, ...rest} = options;
	return {
		...rest,
		list: {
			selected: null,
			anchor: null,
			index: 0,
			top: 0,
			marked: new Set(),
			order,
			filterText,
			filter,
			problem: null,
			field: null,
			filterBefore: '',
			typedFrom: null,
			changed: new Set(),
		},
		job: null,
		overlay: null,
		toast: null,
		notice: null,
		chosenColumns: options.chosenColumns ?? null,
		saving: null,
		begun: [],
		leavingAsked: null,
		lastKeyAt: rest.now,
		isTextRefused: false,
	};
}

/** Where a key is pressed: the overlay on top, else the field being typed in, else the screen. */
export type Place = 'list' | 'filter' | 'job' | 'job-search' | `overlay:${Overlay['kind']}`;

export function placeOf(state: UiState): Place {
	if (state.overlay !== null) return `overlay:${state.overlay.kind}`;
	if (state.job !== null) return state.job.search?.field ? 'job-search' : 'job';
	return state.list.field === null ? 'list' : 'filter';
}

/** The places that are whole screens, with nothing open over them and no line being typed. */
export const screens = ['list', 'job'] as const satisfies readonly Place[];

export function isScreen(place: Place): boolean {
	return place === 'list' || place === 'job';
}
