import {afterEach, describe, expect, it} from 'vitest';
import {RUNNING} from '../../source/domain/status.ts';
import {buildJob} from '../helpers/build-job.ts';
import {type DrivenApp, driveApp} from '../helpers/drive-app.ts';

let app: DrivenApp;
afterEach(() => app.end());

const profiles = [
	{name: 'tacc', user: 'jdoe', baseUrl: 'https://tacc.tapis.io', isCurrent: true},
	{name: 'designsafe', user: 'jane', baseUrl: 'https://designsafe.tapis.io', isCurrent: false},
];

describe('someone with sign-ins at several tenants', () => {
	it('sees them all, and goes on with the one that is chosen', async () => {
		app = await driveApp({jobs: [buildJob(1, {status: RUNNING})], profiles});
		await app.waitFor('live');
		await app.press('open.profiles');
		await app.waitFor('jane @ https://designsafe.tapis.io');
		await app.press('profiles.down', 'profiles.up', 'profiles.down', 'profiles.choose');
		expect(app.howEnded()).toEqual({profile: 'designsafe'});
	});

	it('is asked twice where a cancel is held back, which leaves with the first profile', async () => {
		app = await driveApp({
			jobs: [buildJob(1, {status: RUNNING, name: 'mesh'})],
			profiles,
			monitor: {cancelGraceMs: 60_000},
		});
		await app.waitFor('live');
		await app.press('list.cancel');
		await app.question().reads('Cancel this job?', 'mesh').answer('cancel.yes');
		await app.press('open.profiles', 'profiles.down');
		await app.waitFor('1 cancel held back until now: sent as you leave.');
		await app.press('profiles.choose');
		await app.waitFor('Enter again sends and changes the profile.');
		expect(app.howEnded()).toBeNull();
		await app.press('profiles.choose');
		expect(app.howEnded()).toEqual({profile: 'designsafe'});
	});

	it('stays where it is when the one in use is chosen, or the picker is closed', async () => {
		app = await driveApp({jobs: [buildJob(1, {status: RUNNING})], profiles});
		await app.waitFor('live');
		await app.press('open.profiles', 'profiles.choose', 'open.profiles', 'profiles.close');
		await app.waitUntilGone('Profiles');
		expect(app.howEnded()).toBeNull();
	});

	it('is told how to add one when there is only one', async () => {
		app = await driveApp({jobs: [buildJob(1, {status: RUNNING})], profiles: profiles.slice(0, 1)});
		await app.waitFor('live');
		await app.press('open.profiles');
		await app.waitFor('`tapis-jobs login` adds one');
	});
});
