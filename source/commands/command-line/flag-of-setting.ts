import {showSetting} from '../../config/setting-text.ts';
import {type SettingKind, type SettingName, settingRows} from '../../config/settings-table.ts';
import type {FlagKind} from './flag-row.ts';

/** How the value of a flag is read that stands above a setting of this kind; what is text here the setting reads. */
const flagKinds = {
	switch: 'switch',
	count: 'count',
	duration: 'duration',
	choice: 'choice',
	columns: 'text',
	order: 'text',
	filter: 'text',
} as const satisfies Readonly<Record<SettingKind, FlagKind>>;

/** What a flag that stands above a setting for one run shares with it: the name, the meaning, the default. */
export type FlagOfSetting<Name extends SettingName> = {
	readonly setting: Name;
	readonly long: `--${Name}`;
	readonly kind: (typeof flagKinds)[(typeof settingRows)[Name]['kind']];
	readonly about: string;
	readonly without?: string;
};

export function flagOfSetting<Name extends SettingName>(name: Name): FlagOfSetting<Name> {
	const {kind, about, byDefault} = settingRows[name];
	const isWorthTelling = typeof byDefault !== 'boolean' && byDefault !== null;
	return {
		setting: name,
		long: `--${name}`,
		kind: flagKinds[kind] as FlagOfSetting<Name>['kind'],
		about,
		...(isWorthTelling ? {without: showSetting(name, byDefault)} : {}),
	};
}
