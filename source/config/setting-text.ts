import {Failure} from '../domain/failure.ts';
import {parseFilter} from '../domain/filter/filter.ts';
import {parseColumns} from '../domain/job-columns.ts';
import {parseOrder} from '../domain/order.ts';
import {formatDuration, parseDuration} from '../domain/time.ts';
import {type SettingName, type SettingRow, type SettingValue, settingRows} from './settings-table.ts';

const switchWords: ReadonlyMap<string, boolean> = new Map([
	...['on', 'true', 'yes', '1'].map(word => [word, true] as const),
	...['off', 'false', 'no', '0'].map(word => [word, false] as const),
]);

/** Reads a setting's value from what a person wrote in a flag, a variable or a file. Throws a `usage` Failure. */
export function readSetting(name: SettingName, text: string): SettingValue {
	const row: SettingRow = settingRows[name];
	const trimmed = text.trim();
	const shown = trimmed.length > 40 ? `${trimmed.slice(0, 40)}…` : trimmed;
	const wrong = (wanted: string): Failure =>
		new Failure('usage', `\`${shown}\` is no value for ${name}: ${wanted}.`, {
			advice: `Set it with \`tapis-jobs config set ${name} VALUE\`.`,
		});
	switch (row.kind) {
		case 'switch': {
			const value = switchWords.get(trimmed.toLowerCase());
			if (value === undefined) throw wrong('it is on or off');
			return value;
		}
		case 'choice':
			if (!row.choices?.includes(trimmed)) throw wrong(`it is one of ${row.choices?.join(', ')}`);
			return trimmed;
		case 'count': {
			const value = /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : null;
			if (value === null || !isWithin(row, value))
				throw wrong(`it is a number from ${row.min} to ${row.max}`);
			return value;
		}
		case 'duration': {
			const value = parseDuration(trimmed);
			if (value === null || !isWithin(row, value))
				throw wrong(
					`it is a time from ${formatDuration(row.min ?? 0)} to ${formatDuration(row.max ?? 0)}, such as 10s`,
				);
			return value;
		}
		case 'columns': {
			const parsed = parseColumns(trimmed);
			if (!parsed.ok) throw wrong(unended(parsed.problem));
			return parsed.columns;
		}
		case 'order': {
			const parsed = parseOrder(trimmed);
			if (!parsed.ok) throw wrong(unended(parsed.problem));
			return trimmed;
		}
		case 'filter': {
			const parsed = parseFilter(trimmed);
			if (!parsed.ok) throw wrong(unended(parsed.problem.message));
			return trimmed;
		}
	}
}

/** A value as `config` lists it and as `readSetting` takes it back; empty when nothing is set. */
export function showSetting(name: SettingName, value: SettingValue): string {
	if (value === null) return '';
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	if (typeof value === 'number')
		return settingRows[name].kind === 'duration' ? `${value / 1000}s` : String(value);
	return typeof value === 'string' ? value : value.join(',');
}

/** A sentence as the end of another. */
function unended(sentence: string): string {
	return sentence.replace(/\.$/, '');
}

function isWithin(row: SettingRow, value: number): boolean {
	return value >= (row.min ?? Number.NEGATIVE_INFINITY) && value <= (row.max ?? Number.POSITIVE_INFINITY);
}
