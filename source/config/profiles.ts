import {Failure} from '../domain/failure.ts';
import type {Instant} from '../domain/job.ts';
import {isRecord} from '../domain/json.ts';
import type {AppPaths} from './paths.ts';
import {openStoredFile, type Stored} from './stored-file.ts';

/** One sign-in at one tenant. A password has no place in it. */
export type Profile = {
	readonly name: string;
	readonly baseUrl: string;
	readonly tenant: string | null;
	readonly username: string | null;
	readonly accessToken: string | null;
	readonly refreshToken: string | null;
	/** When the access token expires. */
	readonly expiresAt: Instant | null;
	readonly clientId: string | null;
	readonly clientKey: string | null;
	/** Settings that hold for this profile only, as text by name; they win over the preferences. */
	readonly settings: Readonly<Record<string, string>>;
};

export type ProfileTokens = Pick<Profile, 'accessToken' | 'refreshToken' | 'expiresAt'>;

export type Profiles = {
	readonly path: string;
	readonly list: () => readonly Profile[];
	readonly find: (name: string) => Profile | null;
	/** The profile signed in to last, or the only one. */
	readonly current: () => Profile | null;
	/** Writes a profile, new or changed; null when saved, else why it holds for this session only. */
	readonly put: (profile: Profile) => Promise<Failure | null>;
	/** Forgets the tokens and keeps the rest, so that the next sign-in needs nothing but the password. */
	readonly forgetTokens: (name: string) => Promise<Failure | null>;
	/**
	 * Writes renewed tokens and nothing else, and only where those they were made from still stand: after a sign-out, or a sign-in
	 * of somebody else, they have no place there any more.
	 */
	readonly renewTokens: (
		name: string,
		before: {readonly accessToken: string},
		renewed: ProfileTokens,
	) => Promise<Failure | null>;
	/** Looks what another program wrote meanwhile. */
	readonly reread: () => void;
	readonly setCurrent: (name: string) => Promise<Failure | null>;
	/** Writes the text of one setting into a profile that there is, or with null takes it out. */
	readonly putSetting: (name: string, setting: string, text: string | null) => Promise<Failure | null>;
	readonly warnings: () => readonly string[];
};

/** A name that can be typed and shown; it is only ever a key in the file, never part of a path. */
export function checkProfileName(name: string): string {
	if (/^[A-Za-z0-9][\w.@-]{0,63}$/.test(name)) return name;
	throw new Failure(
		'usage',
		'A profile’s name has 1 to 64 letters, digits, or . _ - @, and begins with a letter or digit.',
	);
}

/** Opens `profiles.json` in the config folder (0600, never through a link). Never throws. */
export function openProfiles(paths: Pick<AppPaths, 'config'>): Profiles {
	const file = openStoredFile({
		folder: paths.config,
		name: 'profiles',
		holdsSecrets: true,
		isOwnShape: stored => isRecord(stored['profiles'] ?? {}),
	});

	const list = (): readonly Profile[] =>
		Object.entries(objectOf(file.value()['profiles'])).flatMap(([name, stored]) => {
			const profile = readProfile(name, stored);
			return profile ? [profile] : [];
		});
	const find = (name: string): Profile | null => list().find(profile => profile.name === name) ?? null;

	/** `edit` changes a copy of the profiles as they stand in the file, or leaves it. */
	function change(edit: (profiles: Record<string, unknown>) => void): Promise<Failure | null> {
		return file.update(now => {
			const profiles: Record<string, unknown> = {...objectOf(now['profiles'])};
			edit(profiles);
			return {...now, profiles};
		});
	}

	return {
		path: file.path,
		list,
		find,
		current() {
			const all = list();
			const name = file.value()['current'];
			return all.find(profile => profile.name === name) ?? (all.length === 1 ? all[0]! : null);
		},
		put: profile =>
			change(profiles => {
				const {name, ...fields} = profile;
				profiles[checkProfileName(name)] = {...objectOf(profiles[name]), ...fields};
			}),
		forgetTokens: name =>
			change(profiles => {
				if (!Object.hasOwn(profiles, name)) return;
				const none: ProfileTokens = {accessToken: null, refreshToken: null, expiresAt: null};
				profiles[name] = {...objectOf(profiles[name]), ...none};
			}),
		renewTokens: (name, before, {accessToken, refreshToken, expiresAt}) =>
			change(profiles => {
				const stored = objectOf(profiles[name]);
				if (stored['accessToken'] !== before.accessToken) return;
				profiles[name] = {...stored, accessToken, refreshToken, expiresAt};
			}),
		reread: file.reread,
		setCurrent: name => file.update(now => ({...now, current: name})),
		putSetting: (name, setting, text) =>
			change(profiles => {
				if (!Object.hasOwn(profiles, name)) return;
				const stored = objectOf(profiles[name]);
				const {[setting]: _before, ...others} = objectOf(stored['settings']);
				profiles[name] = {
					...stored,
					settings: text === null ? others : {...others, [setting]: text},
				};
			}),
		warnings: file.warnings,
	};
}

/** Reads a profile as far as it can be read; null without a base URL, since tokens must not go anywhere else. */
function readProfile(name: string, value: unknown): Profile | null {
	const stored = objectOf(value);
	const text = (field: string): string | null => {
		const found = stored[field];
		return typeof found === 'string' && found !== '' ? found : null;
	};
	const baseUrl = text('baseUrl');
	if (baseUrl === null) return null;
	const expiresAt = stored['expiresAt'];
	return {
		name,
		baseUrl,
		tenant: text('tenant'),
		username: text('username'),
		accessToken: text('accessToken'),
		refreshToken: text('refreshToken'),
		expiresAt: typeof expiresAt === 'number' && Number.isFinite(expiresAt) ? expiresAt : null,
		clientId: text('clientId'),
		clientKey: text('clientKey'),
		settings: Object.fromEntries(
			Object.entries(objectOf(stored['settings'])).filter(
				(entry): entry is [string, string] => typeof entry[1] === 'string',
			),
		),
	};
}

function objectOf(value: unknown): Stored {
	return isRecord(value) ? value : {};
}
