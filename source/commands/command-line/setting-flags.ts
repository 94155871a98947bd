import {showSetting} from '../../config/setting-text.ts';
import type {SettingName} from '../../config/settings-table.ts';
import type {FlagRow} from './flag-row.ts';
import {type FlagName, type Flags, flagRows} from './flags.ts';

/** The flags given that stand above a setting, as the settings want them: as text, by the setting's name. */
export function settingFlags(flags: Flags): {readonly [Name in SettingName]?: string} {
	return Object.fromEntries(
		(Object.keys(flags) as FlagName[]).flatMap(name => {
			const {setting}: FlagRow = flagRows[name];
			const value = flags[name];
			return setting === undefined || value === undefined ? [] : [[setting, showSetting(setting, value)]];
		}),
	);
}
