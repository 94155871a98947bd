import {defaultCancelGraceMs, defaultIntervalMs, defaultListType} from '../domain/defaults.ts';
import {columnNames, type JobColumn} from '../domain/job-columns.ts';
import {sortKeys} from '../domain/order.ts';
import {listTypes} from '../domain/tapis-api.ts';
import {themeNames} from '../domain/theme-names.ts';
import {HOUR, MINUTE, SECOND} from '../domain/time.ts';

/** How the text of a setting is read. Durations are in milliseconds; columns stand with commas between them. */
export type SettingKind = 'switch' | 'columns' | 'order' | 'filter' | 'count' | 'duration' | 'choice';

export type SettingValue = boolean | string | readonly string[] | number | null;

export type SettingRow = {
	readonly kind: SettingKind;
	/** Null means: nothing is set, and the program decides. */
	readonly byDefault: SettingValue;
	readonly variable: string;
	readonly about: string;
	readonly choices?: readonly string[];
	/** Bounds of a count or a duration, both allowed. */
	readonly min?: number;
	readonly max?: number;
};

/** The one table of settings. `tapis-jobs config`, its completion and the README are written from it. */
export const settingRows = {
	theme: {
		kind: 'choice',
		byDefault: 'auto',
		variable: 'TAPIS_JOBS_THEME',
		choices: ['auto', ...themeNames],
		about: 'Colours of the monitor; auto is dark unless COLORFGBG tells of a light background.',
	},
	ascii: {
		kind: 'switch',
		byDefault: false,
		variable: 'TAPIS_JOBS_ASCII',
		about: 'Draw with plain ASCII characters only.',
	},
	'screen-reader': {
		kind: 'switch',
		byDefault: false,
		variable: 'TAPIS_JOBS_SCREEN_READER',
		about: 'Write a line for each change, as `watch` does, instead of drawing screens: for a screen reader.',
	},
	interval: {
		kind: 'duration',
		byDefault: defaultIntervalMs,
		min: 2 * SECOND,
		max: HOUR,
		variable: 'TAPIS_JOBS_INTERVAL',
		about: 'Pause between two looks at the service while jobs are active.',
	},
	'cancel-grace': {
		kind: 'duration',
		byDefault: defaultCancelGraceMs,
		min: 0,
		max: MINUTE,
		variable: 'TAPIS_JOBS_CANCEL_GRACE',
		about: 'How long a confirmed cancel is held back, so that it can still be taken back.',
	},
	limit: {
		kind: 'count',
		byDefault: null,
		min: 1,
		max: 1_000_000,
		variable: 'TAPIS_JOBS_LIMIT',
		about: 'At most so many jobs, the newest: of your own and of shared ones each, whatever the filter.',
	},
	'list-type': {
		kind: 'choice',
		byDefault: defaultListType,
		variable: 'TAPIS_JOBS_LIST_TYPE',
		choices: listTypes,
		about: 'Your own jobs, those shared with you, or both.',
	},
	'read-only': {
		kind: 'switch',
		byDefault: false,
		variable: 'TAPIS_JOBS_READ_ONLY',
		about: 'Take away every key that changes anything.',
	},
	columns: {
		kind: 'columns',
		byDefault: null,
		variable: 'TAPIS_JOBS_COLUMNS',
		about: `Columns of the job list, from the left; the program chooses when not set. ${columnNames}`,
	},
	sort: {
		kind: 'order',
		byDefault: null,
		variable: 'TAPIS_JOBS_SORT',
		about: `What to sort by, with a leading minus the other way round (-age): ${sortKeys.map(({key}) => key).join(', ')}.`,
	},
	filter: {
		kind: 'filter',
		byDefault: null,
		variable: 'TAPIS_JOBS_FILTER',
		about: 'Only jobs that match, such as "status:active app:opensees age<2h".',
	},
	notify: {
		kind: 'switch',
		byDefault: true,
		variable: 'TAPIS_JOBS_NOTIFY',
		about: 'Desktop notification through the terminal when a watched or cancelled job ends.',
	},
	bell: {
		kind: 'switch',
		byDefault: true,
		variable: 'TAPIS_JOBS_BELL',
		about: 'Ring the terminal’s bell when a watched or cancelled job ends.',
	},
	toast: {
		kind: 'switch',
		byDefault: true,
		variable: 'TAPIS_JOBS_TOAST',
		about: 'Show a line in the monitor when a watched or cancelled job ends.',
	},
	title: {
		kind: 'switch',
		byDefault: true,
		variable: 'TAPIS_JOBS_TITLE',
		about: 'Keep the counts of jobs in the terminal’s title.',
	},
} as const satisfies Readonly<Record<string, SettingRow>>;

export type SettingName = keyof typeof settingRows;

type ValueOfKind = {
	switch: boolean;
	columns: readonly JobColumn[];
	order: string;
	filter: string;
	count: number;
	duration: number;
	choice: string;
};

/** The type of a setting's value, from its row. */
export type SettingOf<Name extends SettingName> = (typeof settingRows)[Name] extends {
	readonly choices: readonly (infer Choice)[];
}
	? Choice
	:
			| ValueOfKind[(typeof settingRows)[Name]['kind']]
			| (null extends (typeof settingRows)[Name]['byDefault'] ? null : never);

export const settingNames = Object.keys(settingRows) as readonly SettingName[];

export function isSettingName(text: string): text is SettingName {
	return Object.hasOwn(settingRows, text);
}
