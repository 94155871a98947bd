import type {Environment} from '../domain/environment.ts';
import {Failure, isFailure} from '../domain/failure.ts';
import type {AppPaths} from './paths.ts';
import {readSetting, showSetting} from './setting-text.ts';
import {
	type SettingName,
	type SettingOf,
	type SettingValue,
	settingNames,
	settingRows,
} from './settings-table.ts';
import {openStoredFile} from './stored-file.ts';

export type ListedSetting = {
	readonly name: SettingName;
	/** As text that can be set again; empty when nothing is set. */
	readonly text: string;
	readonly value: SettingValue;
	/** Where the value comes from, for people: `--theme`, `TAPIS_JOBS_THEME`, the file, the profile. */
	readonly from: string;
	/** Whether nobody has set it. */
	readonly isDefault: boolean;
	readonly about: string;
};

export type Settings = {
	readonly path: string;
	readonly get: <Name extends SettingName>(name: Name) => SettingOf<Name>;
	readonly find: (name: SettingName) => ListedSetting;
	/** Writes a preference. Rejects with a `usage` Failure for a bad value; resolves to why it could not be saved, or null. */
	readonly set: (name: SettingName, text: string) => Promise<Failure | null>;
	/** Takes a preference back. */
	readonly unset: (name: SettingName) => Promise<Failure | null>;
	/** What could not be read or made no sense, one sentence each. */
	readonly warnings: () => readonly string[];
};

export type SettingSources = {
	readonly paths: Pick<AppPaths, 'config'>;
	readonly environment: Environment;
	/** Values of flags as typed; a bad one makes `openSettings` throw a `usage` Failure, unlike one from anywhere else. */
	readonly flags?: {readonly [Name in SettingName]?: string | undefined};
	/** The profile in use: its name and its own settings. */
	readonly profile?: {readonly name: string; readonly settings: Readonly<Record<string, string>>} | null;
};

/**
 * Opens `preferences.json` and resolves every setting: flag over environment over profile over preferences over default.
 * Only a bad flag throws; anything bad elsewhere becomes a warning, and the next source counts.
 */
export function openSettings({paths, environment, flags = {}, profile = null}: SettingSources): Settings {
	const file = openStoredFile({folder: paths.config, name: 'preferences', holdsSecrets: false});
	const warnings: string[] = [];

	type Source = {readonly from: string; readonly text: string | undefined; readonly isFlag?: true};

	/** Strongest first. */
	function sourcesOf(name: SettingName): readonly Source[] {
		const {variable} = settingRows[name];
		return [
			{from: `--${name}`, text: flags[name], isFlag: true},
			// An empty variable counts as not set, as shells leave them behind.
			{from: variable, text: environment[variable] || undefined},
			{from: `profile ${profile?.name}`, text: ownText(profile?.settings ?? {}, name)},
			{from: file.path, text: ownText(file.value(), name)},
		];
	}

	function find(name: SettingName): ListedSetting {
		const {about, byDefault} = settingRows[name];
		for (const {from, text, isFlag} of sourcesOf(name)) {
			if (text === undefined) continue;
			try {
				const value = readSetting(name, text);
				return {name, value, text: showSetting(name, value), from, isDefault: false, about};
			} catch (error) {
				if (!isFailure(error)) throw error;
				if (isFlag) throw new Failure('usage', error.message);
				const warning = `${error.message} It comes from ${from} and is not used.`;
				if (!warnings.includes(warning)) warnings.push(warning);
			}
		}
		return {
			name,
			value: byDefault,
			text: showSetting(name, byDefault),
			from: 'default',
			isDefault: true,
			about,
		};
	}

	// Bad values are told at the start, not when a screen happens to ask for them.
	for (const name of settingNames) find(name);

	return {
		path: file.path,
		find,
		get: <Name extends SettingName>(name: Name) => find(name).value as SettingOf<Name>,
		async set(name, text) {
			const value = showSetting(name, readSetting(name, text));
			return file.update(now => ({...now, [name]: value}));
		},
		unset: name =>
			file.update(now => Object.fromEntries(Object.entries(now).filter(([other]) => other !== name))),
		warnings: () => [...file.warnings(), ...warnings],
	};
}

/** People edit the file by hand too, so `true` and `15` count as what they say. */
function ownText(stored: Readonly<Record<string, unknown>>, name: string): string | undefined {
	const value = Object.hasOwn(stored, name) ? stored[name] : undefined;
	if (typeof value === 'string') return value;
	if (typeof value === 'boolean' || typeof value === 'number') return String(value);
	if (Array.isArray(value)) return value.filter(one => typeof one === 'string').join(',');
	return undefined;
}
