import {describe, expect, it} from 'vitest';
import {jobKeys} from '../../source/ui/keymap/job-keys.ts';
import {worldStart} from '../helpers/build-job.ts';
import {buildJobDetail, statusEvent} from '../helpers/build-job-detail.ts';
import {type DrivenJobScreen, driveJobScreen, type JobScreenOptions} from '../helpers/drive-job-screen.ts';
import {textFile} from '../helpers/fake-job.ts';

const running = buildJobDetail(1, {
	name: 'wave',
	status: 'RUNNING',
	lastUpdated: worldStart,
	lastMessage: 'Setting job status to RUNNING.',
	tags: ['one', 'two'],
});

const request = {name: 'wave', parameterSet: {appArgs: [{arg: 'a'}, {arg: 'b'}]}, maxMinutes: 5};

async function open(options: Partial<JobScreenOptions> = {}): Promise<DrivenJobScreen> {
	const app = driveJobScreen({
		detail: running,
		row: running,
		before: job => {
			job.request = request;
		},
		...options,
	});
	await app.clock.settle();
	return app;
}

describe('the tabs', () => {
	it('are reached by their keys, and one after the other, round and round', async () => {
		const app = await open();
		await app.press('job.request');
		expect(app.state()?.tab).toBe('request');
		await app.press('job.next-tab');
		expect(app.state()?.tab).toBe('overview');
		await app.press('job.previous-tab', 'job.previous-tab');
		expect(app.state()?.tab).toBe('output');
	});
});

describe('the overview', () => {
	it('scrolls to its end and not beyond', async () => {
		const app = await open({rows: 15});
		expect(app.text()).not.toContain('output file');
		await app.press('job.last');
		expect(app.screen().at(-1)).toContain('output file');
		const top = app.state()!.top;
		await app.press('job.down', 'job.page-down');
		expect(app.state()!.top).toBe(top);
		await app.press('job.up');
		expect(app.state()!.top).toBe(top - 1);
		await app.press('job.first');
		expect(app.state()!.top).toBe(0);
	});

	it('shows the end that the row knows of, whatever older details come after it', async () => {
		const app = await open();
		app.job.silent.add('getJob');
		await app.setRow({...running, status: 'FAILED', ended: worldStart + 1, lastUpdated: worldStart + 1});
		expect(app.screen()[0]).toContain('FAILED');
		await app.release();
		expect(app.screen()[0]).toContain('FAILED');
	});
});

describe('the timeline', () => {
	it('grows with the time that passes', async () => {
		const app = await open();
		app.job.history = [statusEvent('QUEUED', worldStart - 60_000), statusEvent('RUNNING', worldStart)];
		await app.press('job.timeline');
		expect(app.text()).toMatch(/RUNNING .* 0s\+/);
		await app.clock.advance(90_000);
		await app.setMonitor({asOf: worldStart + 90_000});
		expect(app.text()).toMatch(/RUNNING .* 1m30s\+/);
		expect(app.text()).toContain('2m30s in all');
	});

	it('stands still and says since when, while nothing is heard of the job', async () => {
		const app = await open();
		app.job.history = [statusEvent('QUEUED', worldStart - 60_000), statusEvent('RUNNING', worldStart)];
		await app.press('job.timeline');
		await app.clock.advance(90_000);
		await app.setMonitor({asOf: worldStart + 10_000});
		expect(app.text()).toMatch(/RUNNING .* 10s\+/);
		expect(app.text()).toContain('As of 1m20s ago.');
	});
});

describe('the request', () => {
	it('folds and unfolds what is under the cursor', async () => {
		const app = await open();
		await app.press('job.request', 'job.down', 'job.down', 'job.open');
		expect(app.text()).toContain('❯+   "parameterSet": { … },  1 hidden');
		expect(app.text()).not.toContain('appArgs');
		await app.press('job.into');
		expect(app.text()).toContain('"arg": "b"');
	});

	it('goes back by left where there is nothing to fold', async () => {
		const app = await open();
		await app.press('job.request', 'job.down', 'job.down', 'job.out');
		expect(app.state()?.folded.size).toBe(1);
		await app.press('job.out');
		expect(app.state()).toBeNull();
	});

	it('keeps its cursor within what is left when something is folded', async () => {
		const app = await open();
		await app.press('job.request', 'job.last');
		expect(app.text()).toContain('❯  }');
		await app.press('job.first', 'job.open', 'job.down');
		expect(app.state()?.requestIndex).toBe(0);
	});

	it('is copied whole, whatever is folded; elsewhere the uuid is', async () => {
		const app = await open();
		await app.press('job.copy', 'job.request', 'job.open', 'job.copy');
		expect(app.copied[0]).toBe(running.uuid);
		expect(JSON.parse(app.copied[1]!)).toEqual(request);
	});

	it('says when it is too long for the clipboard', async () => {
		const app = await open({terminal: {copy: () => false}});
		await app.press('job.request', 'job.copy');
		expect(app.toasts.at(-1)).toContain('nothing was copied');
	});
});

describe('keys that cannot act now', () => {
	it('say why', async () => {
		const ended = {...running, status: 'FINISHED', ended: worldStart};
		const app = await open({detail: ended, row: ended});
		await app.press('job.cancel', 'job.open', 'job.save', 'job.follow', 'job.search-next');
		expect(app.toasts).toEqual([
			'wave: already FINISHED.',
			'There is nothing to open here; the tabs have more.',
			'There is no file here to save.',
			'Open a file of the output first.',
			'Open a file of the output first.',
		]);
	});

	it('save one file at a time', async () => {
		const app = await open({terminal: {save: () => new Promise(() => undefined)}});
		app.job.files.set('tapisjob.out', textFile('x'));
		await app.press('job.output-now', 'job.save', 'job.save');
		expect(app.toasts).toEqual(['A file is being saved already; one at a time.']);
	});
});

describe('cancelling from the job screen', () => {
	it('asks about this job and no other', async () => {
		const app = await open();
		await app.press('job.cancel');
		const {overlay} = app.view().ui;
		expect(overlay).toMatchObject({kind: 'cancel', jobs: [{uuid: running.uuid, name: 'wave'}]});
	});
});

describe('cancelling a job that was opened by its uuid', () => {
	it('lets the dialog see what the job is doing', async () => {
		const app = await open({row: null});
		await app.press('job.cancel');
		expect(app.view().monitor.jobs.get(running.uuid)?.status).toBe('RUNNING');
		expect(app.view().ui.overlay?.kind).toBe('cancel');
	});
});

describe('the rows of the key table for the job screen', () => {
	it('have keys of their own and a full sentence each', () => {
		const used = jobKeys.flatMap(row => row.places.flatMap(place => row.keys.map(key => `${place} ${key}`)));
		expect(new Set(used).size).toBe(used.length);
		for (const row of jobKeys) expect(row.help).toMatch(/^[A-Z].*\.$/);
	});
});
