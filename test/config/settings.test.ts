import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {appPaths} from '../../source/config/paths.ts';
import {readSetting, showSetting} from '../../source/config/setting-text.ts';
import {openSettings, type SettingSources} from '../../source/config/settings.ts';
import {settingNames, settingRows} from '../../source/config/settings-table.ts';

let config = '';
beforeEach(() => {
	config = mkdtempSync(join(tmpdir(), 'tapis-jobs-settings-'));
});
afterEach(() => rmSync(config, {recursive: true, force: true}));

const open = (more: Partial<SettingSources> = {}) =>
	openSettings({paths: {config}, environment: {}, ...more});

describe('a setting', () => {
	it('comes from the strongest source, which is named', async () => {
		await open().set('theme', 'light');
		const profile = {name: 'dev', settings: {theme: 'dark'}};
		const environment = {TAPIS_JOBS_THEME: 'none'};
		const flags = {theme: 'auto'};
		const found = [
			open({environment, flags, profile}),
			open({environment, profile}),
			open({profile}),
			open(),
			openSettings({paths: {config: join(config, 'none')}, environment: {}}),
		].map(settings => settings.find('theme'));

		expect(found.map(({text, from}) => [text, from])).toEqual([
			['auto', '--theme'],
			['none', 'TAPIS_JOBS_THEME'],
			['dark', 'profile dev'],
			['light', join(config, 'preferences.json')],
			['auto', 'default'],
		]);
	});

	it('is kept, and can be taken back', async () => {
		const settings = open();
		expect(await settings.set('interval', '30s')).toBeNull();
		expect(await settings.set('columns', ' name, age ,')).toBeNull();
		expect(settings.get('interval')).toBe(30_000);
		expect(open().get('columns')).toEqual(['name', 'age']);

		await settings.unset('interval');
		expect(open().get('interval')).toBe(10_000);
	});

	it('with a bad value is refused where a person gives it now', async () => {
		await expect(open().set('interval', '10')).resolves.toBeNull();
		await expect(open().set('interval', '1s')).rejects.toMatchObject({
			kind: 'usage',
			message: expect.stringMatching(/`1s` is no value for interval: it is a time from 2s to 1h00m/),
		});
		await expect(open().set('theme', 'pink')).rejects.toMatchObject({
			message: expect.stringMatching(/one of auto, dark, light, contrast, colour-blind, none/),
		});
		expect(() => open({flags: {limit: '-3'}})).toThrow(/no value for limit/);
	});

	it.each([
		['columns', 'nonsense', /no column “nonsense”/],
		['columns', ' , ', /No column was named/],
		['columns', 'naem,age', /Did you mean name\?/],
		['sort', 'nonsense', /cannot be sorted by “nonsense”/],
		['filter', 'foo:bar', /no field “foo”/],
		['filter', 'age<', /still needs a value/],
	] as const)('%s is not %s, which would be passed over in silence', async (name, value, sentence) => {
		await expect(open().set(name, value)).rejects.toMatchObject({
			kind: 'usage',
			message: expect.stringMatching(sentence),
		});
	});

	it('with a bad value elsewhere is a warning, and the next source counts', () => {
		writeFileSync(
			join(config, 'preferences.json'),
			'{"theme":"light","bell":"maybe","limit":true,"unknown":1}',
		);
		const settings = open({environment: {TAPIS_JOBS_THEME: 'pink', TAPIS_JOBS_ASCII: ''}});

		expect(settings.get('theme')).toBe('light');
		expect(settings.get('bell')).toBe(true);
		expect(settings.get('limit')).toBeNull();
		expect(settings.warnings()).toEqual([
			expect.stringMatching(/`pink`.*TAPIS_JOBS_THEME and is not used/),
			expect.stringMatching(/`true`.*limit.*preferences\.json/),
			expect.stringMatching(/`maybe`.*bell.*preferences\.json/),
		]);
	});

	it('typed into the file by hand counts as what it says', () => {
		writeFileSync(
			join(config, 'preferences.json'),
			'{"ascii":true,"limit":50,"interval":15,"columns":["age","name"]}',
		);
		const settings = open();

		expect([
			settings.get('ascii'),
			settings.get('limit'),
			settings.get('interval'),
			settings.get('columns'),
		]).toEqual([true, 50, 15_000, ['age', 'name']]);
	});

	it('of a newer version stays in the file', async () => {
		writeFileSync(join(config, 'preferences.json'), '{"from-the-future":1}');
		await open().set('bell', 'off');

		expect(JSON.parse(readFileSync(join(config, 'preferences.json'), 'utf8'))).toEqual({
			'from-the-future': 1,
			bell: 'off',
		});
	});
});

describe('the table of settings', () => {
	it('has for each row a default that can be written and read back, and a variable of its own', () => {
		for (const name of settingNames) {
			const {byDefault, about} = settingRows[name];
			if (byDefault !== null) expect(readSetting(name, showSetting(name, byDefault))).toEqual(byDefault);
			expect(about).toMatch(/\.$/);
		}
		expect(new Set(settingNames.map(name => settingRows[name].variable)).size).toBe(settingNames.length);
	});
});

describe('the program’s folders', () => {
	it('are those of XDG, when they are absolute', () => {
		expect(appPaths({XDG_CONFIG_HOME: '/x/c', XDG_STATE_HOME: 'relative', HOME: '/home/u'}, 'linux')).toEqual(
			{
				config: '/x/c/tapis-jobs',
				state: '/home/u/.local/state/tapis-jobs',
			},
		);
	});

	it('are those of the platform else', () => {
		expect(appPaths({HOME: '/Users/u'}, 'darwin').config).toBe('/Users/u/Library/Preferences/tapis-jobs');
		expect(appPaths({HOME: '/home/u'}, 'linux').config).toBe('/home/u/.config/tapis-jobs');
	});
});
