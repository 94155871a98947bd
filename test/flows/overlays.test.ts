import {afterEach, describe, expect, it} from 'vitest';
import {Failure} from '../../source/domain/failure.ts';
import {FAILED, FINISHED, QUEUED, RUNNING} from '../../source/domain/status.ts';
import {unstyled} from '../../source/ui/layout/styled.ts';
import {buildJob, jobUuid} from '../helpers/build-job.ts';
import {buildJobDetail} from '../helpers/build-job-detail.ts';
import {type AppOptions, type DrivenApp, driveApp} from '../helpers/drive-app.ts';

let app: DrivenApp;

async function start(options: AppOptions = {}): Promise<void> {
	app = await driveApp({jobs, ...options});
	await app.waitFor('live');
}

afterEach(() => app.end());

const jobs = [
	buildJob(1, {name: 'calibrate', status: RUNNING}),
	buildJob(2, {name: 'sweep', status: QUEUED}),
	buildJob(3, {name: 'quake', status: FAILED}),
];

const shown = (): string => app.frame().map(unstyled).join('\n');

describe('an overlay on the whole screen', () => {
	it('stands above the key bar and below the header, and takes every key while it is open', async () => {
		await start();
		await app.press('open.log');
		await app.waitFor('Log');
		expect(app.frame()).toHaveLength(24);
		expect(app.frame()[0]).toContain('tapis-jobs');
		expect(app.frame().at(-1)).toContain('close');
		await app.type('cyRH');

		expect(shown()).toContain('Log');
		expect(app.api.calls.some(({name}) => name === 'cancelJob')).toBe(false);
	});

	it('has its keys on the bar at once, whatever the bar said before', async () => {
		await start();
		await app.press('list.first', 'list.watch');
		await app.waitFor('You will be told when');
		await app.press('open.log');
		await app.waitFor('Log');

		expect(app.frame().at(-1)).toContain('close');
	});

	it('help finds a key by typing and presses it', async () => {
		await start();
		await app.press('open.help');
		await app.waitFor('Help');
		await app.type('sorted by');
		await app.press('help.run');
		await app.waitFor('Sort by');
		await app.press('sort.down', 'sort.choose');
		await app.waitUntilGone('Sort by');
	});

	it('a paste that came with a key in one read comes after it', async () => {
		await start();
		await app.send('/\u001B[200~quake\u001B[201~');
		await app.waitFor('/ quake');
		expect(shown()).not.toContain('calibrate');
	});

	it('a paste into a question does nothing', async () => {
		const sent: string[] = [];
		await start({api: {hideJob: async uuid => void sent.push(uuid)}});
		await app.press('list.last', 'act.hide');
		await app.waitFor('Hide this job?');
		await app.send('\u001B[200~yyyy\n\u001B[201~');
		await app.send('yyy');
		expect(sent).toEqual([]);
		expect(shown()).toContain('Hide this job?');
		await app.question().reads('Hide this job?', 'quake').answer('confirm.yes');
		await app.waitFor('quake hidden');
		expect(sent).toEqual([jobUuid(3)]);
		expect(shown()).not.toContain('✗ FAILED   quake');
	});

	it('a resubmitted job comes into the list, and the cursor stays where it was', async () => {
		await start({api: {resubmitJob: async () => buildJobDetail(9, {name: 'quake-again', status: QUEUED})}});
		await app.press('list.last', 'act.resubmit');
		await app.waitFor('Submit this job again?');
		await app.question().reads('Submit this job again?', 'quake').answer('confirm.yes');
		await app.waitFor('quake-again submitted again');

		expect(shown()).toMatch(/QUEUED +quake-again/);
		expect(app.frame().find(line => line.startsWith('❯'))).toMatch(/FAILED +quake /);
	});

	it('what was begun is not given up by leaving before it was said so', async () => {
		const waiting: (() => void)[] = [];
		const hideJob = (): Promise<void> => new Promise(resolve => waiting.push(resolve));
		await start({api: {hideJob}});
		await app.press('list.last', 'act.hide');
		await app.question().reads('Hide this job?', 'quake').answer('confirm.yes');
		await app.press('confirm.no');
		await app.waitFor('What was begun goes on; you are told when it is done.');
		await app.press('program.quit');
		await app.waitFor('Still hiding: q again gives up what is left and quits.');
		expect(app.hasEnded()).toBe(false);

		waiting[0]!();
		await app.waitFor('quake hidden');
		await app.press('program.quit');
		expect(app.howEnded()).toBe('quit');
	});

	it('the sign-in opens by itself when the token has ended, and polling goes on after it', async () => {
		await start();
		app.api.fail(() => new Failure('sign-in', 'Your token has expired.'));
		await app.advance(60_000);
		await app.waitFor('Sign in');
		expect(shown()).toContain('calibrate');
		await app.type('secret');
		expect(shown()).not.toContain('secret');
		app.api.heal();
		await app.press('sign-in.enter');
		await app.waitFor('Signed in as jdoe');
		await app.waitUntilGone('Password');
	});

	it('the sign-in waits until what is being typed is finished, so that no key of it lands in a password', async () => {
		await start();
		await app.press('list.filter');
		await app.type('cal');
		app.api.fail(() => new Failure('sign-in', 'Your token has expired.'));
		await app.advance(60_000);
		await app.waitFor('signed out');
		expect(shown()).not.toContain('Password');
		await app.type('ib');
		await app.press('filter.keep');
		await app.waitFor('Password');
		expect(shown()).toContain('calib');
		await app.press('sign-in.leave');
		await app.waitUntilGone('Password');

		expect(app.frame().at(-1)).toMatch(/^L sign in/);
	});

	it('a warning that has no room on the last line is told whole in the log, once', async () => {
		const warning = `The settings file could not be read: ${'it is broken, '.repeat(6)}and set aside.`;
		await start({warnings: [warning]});
		await app.waitFor('l tells all');
		expect(shown()).not.toContain('and set aside');
		await app.press('open.log');
		await app.waitFor('and set aside.');

		expect(shown().match(/could not be read/g)).toHaveLength(1);
	});

	it('what happened while nobody looked is summed up on the first key, and marked', async () => {
		await start();
		app.api.setStatus(jobUuid(1), FINISHED);
		app.api.setStatus(jobUuid(2), RUNNING);
		await app.advance(200_000);
		await app.press('list.first');
		await app.waitFor('since you looked: 1 finished, 1 started');
		const marked = (name: string): boolean =>
			app.frame().some(line => line.includes('•') && line.includes(name));
		expect(marked('calibrate')).toBe(true);
		expect(marked('sweep')).toBe(true);
		expect(marked('quake')).toBe(false);
		await app.press('list.down', 'list.down', 'list.up');
		expect(marked('sweep')).toBe(false);
	});

	it('what happened while nobody looked waits behind what the first key opens', async () => {
		await start();
		app.api.setStatus(jobUuid(1), FINISHED);
		await app.advance(200_000);
		await app.press('open.log');
		await app.waitFor('Esc close');
		expect(shown()).not.toContain('since you looked');
		await app.advance(60_000);
		await app.press('log.close');
		await app.waitFor('since you looked: 1 finished');
	});

	it('why a key does nothing is said beside what happened while nobody looked', async () => {
		await start();
		await app.press('list.last');
		app.api.setStatus(jobUuid(1), FINISHED);
		await app.advance(200_000);
		await app.press('list.cancel');
		await app.waitFor(/quake: already FAILED\. .*since you looked: 1 finished/);
	});

	it('what went wrong outlives a key that came just after it, and goes with a later one', async () => {
		await start();
		await app.press('list.first', 'list.watch');
		app.api.setStatus(jobUuid(1), FAILED);
		await app.advance(11_000);
		await app.waitFor('calibrate: FAILED');
		await app.press('list.down', 'list.down');
		expect(shown()).toContain('calibrate: FAILED');
		await app.advance(8_000);
		expect(shown()).not.toContain('calibrate: FAILED');
	});

	it('draws no more often while such a notice waits for a key', async () => {
		await start();
		await app.advance(200_000);
		const before = app.frameCount();
		await app.advance(600_000);
		const quiet = app.frameCount() - before;
		app.api.setStatus(jobUuid(1), FAILED);
		await app.advance(200_000);
		await app.press('list.first');
		await app.waitFor('since you looked');
		const noticed = app.frameCount();
		await app.advance(600_000);

		expect(app.frameCount() - noticed).toBeLessThanOrEqual(quiet + 10);
	});
});
