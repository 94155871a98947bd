import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {resolveConnection} from '../../source/config/connection.ts';
import {openProfiles} from '../../source/config/profiles.ts';
import {readSetting, showSetting} from '../../source/config/setting-text.ts';
import {openSettings} from '../../source/config/settings.ts';
import {settingNames} from '../../source/config/settings-table.ts';
import {isFailure} from '../../source/domain/failure.ts';
import {resolveBaseUrl} from '../../source/tapis/http/base-url.ts';
import {runs} from '../trust/figures.ts';

let config = '';
beforeAll(() => {
	config = mkdtempSync(join(tmpdir(), 'tapis-jobs-hostile-'));
});
afterAll(() => rmSync(config, {recursive: true, force: true}));

const value = fc.oneof(
	fc.jsonValue(),
	fc.string({unit: 'binary'}),
	fc.constantFrom('on', '10s', 'tacc', 5, true),
);
const fields = fc.constantFrom(
	'baseUrl',
	'accessToken',
	'refreshToken',
	'expiresAt',
	'settings',
	'__proto__',
	'clientKey',
);
const profilesFile = fc.record({
	current: value,
	profiles: fc.oneof(value, fc.dictionary(fc.string(), fc.oneof(value, fc.dictionary(fields, value)))),
});
const preferencesFile = fc.dictionary(fc.constantFrom(...settingNames, '__proto__', 'constructor'), value);

describe('files with anything in them', () => {
	it('give profiles and settings of the promised types, or a sentence, and never a crash', () => {
		fc.assert(
			fc.property(
				fc.oneof(profilesFile, value),
				fc.oneof(preferencesFile, value),
				(profilesText, preferences) => {
					mkdirSync(config, {recursive: true});
					writeFileSync(join(config, 'profiles.json'), JSON.stringify(profilesText));
					writeFileSync(join(config, 'preferences.json'), JSON.stringify(preferences));
					const profiles = openProfiles({config});
					for (const profile of profiles.list()) {
						expect(typeof profile.baseUrl).toBe('string');
						expect(profile.accessToken === null || typeof profile.accessToken === 'string').toBe(true);
					}
					const connection = resolveConnection({environment: {}, profiles, resolve: resolveBaseUrl});
					const settings = openSettings({paths: {config}, environment: {}, profile: connection.profile});
					expect(typeof settings.get('ascii')).toBe('boolean');
					expect(Number.isFinite(settings.get('interval'))).toBe(true);
					expect(settingNames.map(settings.find)).toHaveLength(settingNames.length);
					rmSync(config, {recursive: true});
				},
			),
			{numRuns: runs(150)},
		);
	});

	it('or any text for a setting give a value that can be written and read back, or a usage failure', () => {
		fc.assert(
			fc.property(fc.constantFrom(...settingNames), fc.string({unit: 'binary'}), (name, text) => {
				try {
					const read = readSetting(name, text);
					expect(readSetting(name, showSetting(name, read))).toEqual(read);
				} catch (error) {
					if (!isFailure(error, 'usage')) throw error;
				}
			}),
			{numRuns: runs(500)},
		);
	});
});
