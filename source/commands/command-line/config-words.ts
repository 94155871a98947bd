import {type ConnectionPartName, connectionPartNames} from '../../config/connection-parts.ts';
import {type SettingName, settingNames} from '../../config/settings-table.ts';

/** What `config` can be told to do, with the words each action takes after its own. Its help, its completion and its refusals are written from here. */
export const configActionRows = {
	list: [],
	get: ['KEY'],
	set: ['KEY', 'VALUE'],
	unset: ['KEY'],
	path: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ConfigAction = keyof typeof configActionRows;

export const configActions = Object.keys(configActionRows) as readonly ConfigAction[];

export type ConfigKey = ConnectionPartName | SettingName;

/** What `config` lists: the way to the service first, then the settings. */
export const configKeys: readonly ConfigKey[] = [...connectionPartNames, ...settingNames];
