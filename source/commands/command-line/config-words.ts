import {type ConnectionPartName, connectionPartNames} from '../../config/connection-parts.ts';
import {type SettingName, settingNames} from '../../config/settings-table.ts';

/** What `config` can be told to do. Its help, its completion and its refusals are written from here. */
export const configActions = ['list', 'get', 'set', 'unset', 'path'] as const;

export type ConfigAction = (typeof configActions)[number];

export type ConfigKey = ConnectionPartName | SettingName;

/** What `config` lists: the way to the service first, then the settings. */
export const configKeys: readonly ConfigKey[] = [...connectionPartNames, ...settingNames];
