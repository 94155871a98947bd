import {showSetting} from '../config/setting-text.ts';
import type {SettingName} from '../config/settings-table.ts';
import type {FlagName, Flags} from './flags.ts';

/** Flags that stand above a setting for this one run. */
const settingOfFlag = {
	theme: 'theme',
	ascii: 'ascii',
	screenReader: 'screen-reader',
	interval: 'interval',
	limit: 'limit',
	listType: 'list-type',
	readOnly: 'read-only',
	sort: 'sort',
	filter: 'filter',
} as const satisfies Readonly<Partial<Record<FlagName, SettingName>>>;

/** The flags given, as the settings want them: as text, by the setting's name. */
export function settingFlags(flags: Flags): {readonly [Name in SettingName]?: string} {
	return Object.fromEntries(
		Object.entries(settingOfFlag).flatMap(([flag, setting]) => {
			const value = flags[flag as keyof typeof settingOfFlag];
			return value === undefined ? [] : [[setting, showSetting(setting, value)]];
		}),
	);
}
