import {describe, expect, it} from 'vitest';
import {Failure} from '../../source/domain/failure.ts';
import {SECOND} from '../../source/domain/time.ts';
import {worldStart} from '../helpers/build-job.ts';
import {buildJobDetail, statusEvent} from '../helpers/build-job-detail.ts';
import {driveJobScreen} from '../helpers/drive-job-screen.ts';

const running = buildJobDetail(1, {name: 'wave', status: 'RUNNING', lastUpdated: worldStart});
const unreachable = (): Failure => new Failure('unreachable', 'The service cannot be reached.');

describe('the details of the open job', () => {
	it('are read once, and again only when its row has changed', async () => {
		const app = driveJobScreen({detail: running, row: running});
		await app.clock.settle();
		expect(app.callsOf('getJob')).toHaveLength(1);
		expect(app.text()).toContain('4 nodes of 48 cores');

		await app.clock.advance(600 * SECOND);
		expect(app.callsOf('getJob')).toHaveLength(1);

		await app.setRow({...running, lastUpdated: worldStart + 1});
		expect(app.callsOf('getJob')).toHaveLength(2);
	});

	it('are asked for one request at a time, and once more when the row changed meanwhile', async () => {
		const app = driveJobScreen({
			detail: running,
			row: running,
			before: job => job.silent.add('getJob'),
		});
		await app.setRow({...running, lastUpdated: worldStart + 1});
		await app.setRow({...running, lastUpdated: worldStart + 2});
		expect(app.callsOf('getJob')).toHaveLength(1);

		await app.release();
		expect(app.callsOf('getJob')).toHaveLength(2);
		expect(app.aborted).toEqual([]);
	});

	it('stay on the screen with their age when a reload fails, and are tried again', async () => {
		const app = driveJobScreen({detail: running, row: running, rows: 40});
		await app.clock.settle();
		await app.clock.advance(90 * SECOND);
		app.job.failures.set('getJob', unreachable());
		await app.setRow({...running, lastUpdated: worldStart + 1});

		expect(app.text()).toContain('As of 1m30s ago; the last reload failed: The service cannot be reached.');
		expect(app.text()).toContain('4 nodes of 48 cores');

		app.job.failures.clear();
		await app.clock.advance(10 * SECOND);
		expect(app.text()).not.toContain('the last reload failed');
		expect(app.clock.timerCount()).toBe(0);
	});

	it('say why they are missing and what to do, beside what the row tells', async () => {
		const failure = new Failure('not-yours', 'This job belongs to somebody else.');
		const app = driveJobScreen({
			detail: running,
			row: running,
			rows: 40,
			before: job => job.failures.set('getJob', failure),
		});
		await app.clock.settle();

		expect(app.text()).toContain('wave');
		expect(app.text()).toContain('This job belongs to somebody else.');
		expect(app.text()).toContain('Only the owner of a job');
		expect(app.clock.timerCount()).toBe(0);
	});

	it('are read for a job that is not in the list, again and again until it has ended', async () => {
		const app = driveJobScreen({detail: running});
		await app.clock.settle();
		expect(app.text()).toContain('wave');

		app.job.detail = {...running, status: 'FINISHED', ended: worldStart, lastUpdated: worldStart + 9000};
		await app.clock.advance(15 * SECOND);
		expect(app.text()).toContain('FINISHED');

		const asked = app.callsOf('getJob').length;
		await app.clock.advance(600 * SECOND);
		expect(app.callsOf('getJob')).toHaveLength(asked);
	});

	it('are asked for anew by hand, with a word while that lasts', async () => {
		const app = driveJobScreen({detail: running, row: running});
		await app.clock.settle();
		app.job.silent.add('getJob');
		await app.press('job.reload');
		expect(app.screen()[0]).toContain('reloading');
		expect(app.refreshes()).toBe(1);
		expect(app.callsOf('getJob')).toHaveLength(2);
	});

	it('stop being reloaded by hand once they are here', async () => {
		const app = driveJobScreen({detail: running, row: running});
		await app.clock.settle();
		await app.press('job.reload');
		expect(app.callsOf('getJob')).toHaveLength(2);
		expect(app.screen()[0]).not.toContain('reloading');
	});

	it('are tried again after a new sign-in', async () => {
		const app = driveJobScreen({detail: running, row: running});
		const failure = new Failure('sign-in', 'The token has expired.');
		app.job.failures.set('getJob', failure);
		await app.setMonitor({link: {kind: 'signed-out', failure, since: worldStart}});
		await app.setRow({...running, lastUpdated: worldStart + 1});
		const asked = app.callsOf('getJob').length;
		app.job.failures.clear();
		await app.setMonitor({link: {kind: 'live'}});

		expect(app.callsOf('getJob')).toHaveLength(asked + 1);
		expect(app.text()).toContain('4 nodes of 48 cores');
	});
});

describe('the line to the service', () => {
	it('is tried at once by the list when the job screen gets an answer', async () => {
		const app = driveJobScreen({detail: running, row: running});
		await app.clock.settle();
		const failure = new Failure('unreachable', 'tacc.tapis.io cannot be reached.');
		await app.setMonitor({link: {kind: 'failing', failure, since: worldStart, attempts: 3}});
		const before = app.refreshes();
		await app.press('job.timeline');

		expect(app.refreshes()).toBeGreaterThan(before);
	});
});

describe('leaving the job screen', () => {
	it('gives up what is under way, and releases every timer', async () => {
		const app = driveJobScreen({detail: running});
		app.job.silent.add('getJobHistory');
		await app.clock.settle();
		await app.press('job.timeline', 'job.back');

		expect(app.state()).toBeNull();
		expect(app.aborted).toEqual(['getJobHistory']);
		expect(app.clock.timerCount()).toBe(0);
	});

	it('changes nothing when an answer for the job before comes late', async () => {
		const app = driveJobScreen({detail: running, row: running});
		await app.clock.settle();
		await app.press('job.back');
		await app.setRow({...running, lastUpdated: worldStart + 1});
		expect(app.state()).toBeNull();
		expect(app.callsOf('getJob')).toHaveLength(1);
	});
});

describe('the other tabs', () => {
	it('are loaded only when they are looked at', async () => {
		const app = driveJobScreen({detail: running, row: running});
		app.job.history = [statusEvent('RUNNING', worldStart)];
		app.job.request = {name: 'wave'};
		await app.clock.settle();
		expect(app.calls.map(call => call.name)).toEqual(['getJob']);

		await app.press('job.timeline', 'job.output', 'job.request');
		expect(app.calls.map(call => call.name)).toEqual([
			'getJob',
			'getJobHistory',
			'getJobOutputList',
			'getResubmitRequest',
		]);
	});

	it('load the history again when the job moves on', async () => {
		const app = driveJobScreen({detail: running, row: running});
		app.job.history = [statusEvent('RUNNING', worldStart)];
		await app.press('job.timeline');
		app.job.history = [...app.job.history, statusEvent('ARCHIVING', worldStart + 60_000)];
		await app.setRow({...running, status: 'ARCHIVING', lastUpdated: worldStart + 1});

		expect(app.text()).toContain('ARCHIVING');
		expect(app.callsOf('getJobHistory')).toHaveLength(2);
	});

	it('give up the listing of a directory that was left', async () => {
		const app = driveJobScreen({detail: running, row: running});
		app.job.folders[''] = [{name: 'plots', path: 'plots', kind: 'dir', size: 0, lastModified: null}];
		await app.press('job.output');
		app.job.silent.add('getJobOutputList');
		await app.press('job.open');
		app.job.silent.clear();
		await app.press('job.back');

		expect(app.aborted).toEqual(['getJobOutputList']);
		expect(app.text()).toContain('plots/');
	});
});
