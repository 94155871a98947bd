import {afterEach, describe, expect, it} from 'vitest';
import {RUNNING} from '../../source/domain/status.ts';
import {buildJob, worldStart} from '../helpers/build-job.ts';
import {buildJobDetail} from '../helpers/build-job-detail.ts';
import {type AppOptions, type DrivenApp, driveApp} from '../helpers/drive-app.ts';

let app: DrivenApp;

async function start(options: AppOptions = {}): Promise<void> {
	app = await driveApp({
		jobs: [buildJob(1, {name: 'mesh', status: RUNNING, remoteStarted: worldStart})],
		api: {
			getJob: async () => buildJobDetail(1, {name: 'mesh', status: RUNNING}),
			getResubmitRequest: async () =>
				Object.fromEntries(Array.from({length: 60}, (_, index) => [`field${index}`, index])),
			getJobOutputList: async () => [],
			readOutput: async (_job, _path, {offset}) => ({
				offset,
				bytes: Buffer.from('step 1\nstep 2\n'.slice(offset)),
			}),
		},
		...options,
	});
	await app.waitFor('live');
}

afterEach(() => app.end());

describe('the keys of the program itself', () => {
	it('draw anew and suspend at every place, also where text is typed and where a question is open', async () => {
		const done: string[] = [];
		await start({
			terminal: {redraw: () => void done.push('redraw'), suspend: () => void done.push('suspend')},
		});
		const both = async (): Promise<void> => {
			done.length = 0;
			await app.press('program.redraw', 'program.suspend');
			expect(done).toEqual(['redraw', 'suspend']);
		};
		await both();
		await app.press('list.filter');
		await both();
		await app.press('filter.leave', 'list.cancel');
		await app.waitFor('Cancel this job?');
		await both();
		await app.waitFor('Cancel this job?');
		await app.press('cancel.no', 'list.open');
		await both();
	});

	it('change the colours, and tell how to keep them', async () => {
		await start({themeName: 'dark'});
		const before = app.painted().split('\n')[0];
		await app.press('program.theme');
		await app.waitFor('Theme: light.');
		expect(app.painted().split('\n')[0]).not.toBe(before);
	});

	it('quit from the list and from a job', async () => {
		await start();
		await app.press('list.open');
		await app.waitFor('Overview');
		await app.press('program.quit');
		expect(app.hasEnded()).toBe(true);
	});
});

describe('a job of the list', () => {
	it('opens on its overview, and on its output at once', async () => {
		await start();
		await app.press('list.open');
		await app.waitFor('1 Overview');
		await app.press('job.back', 'list.output');
		await app.waitFor('step 2');
		await app.press('job.search');
		await app.type('nothing');
		await app.waitFor('nothing');
		await app.press('job-search.leave');
		await app.waitUntilGone('nothing');
	});

	it('is read half a page at a time', async () => {
		await start();
		await app.press('list.open', 'job.request');
		await app.waitFor('field0');
		await app.press('job.half-down', 'job.half-down', 'job.half-down');
		await app.waitUntilGone('"field0"');
		await app.press('job.half-up', 'job.half-up', 'job.half-up');
		await app.waitFor('"field0"');
	});
});
