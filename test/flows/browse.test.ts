import {afterEach, describe, expect, it} from 'vitest';
import {Failure} from '../../source/domain/failure.ts';
import {FAILED, QUEUED, RUNNING} from '../../source/domain/status.ts';
import {buildJob, jobUuid, worldStart} from '../helpers/build-job.ts';
import {type AppOptions, type DrivenApp, driveApp} from '../helpers/drive-app.ts';

let app: DrivenApp;

async function start(options: AppOptions): Promise<void> {
	app = await driveApp(options);
	await app.waitFor('live');
}

afterEach(() => app.end());

const hundred = Array.from({length: 100}, (_, index) =>
	buildJob(index + 1, {status: index % 3 === 0 ? RUNNING : index % 3 === 1 ? QUEUED : FAILED}),
);

/** The name under the cursor. */
const underCursor = (): string | undefined =>
	app
		.frame()
		.find(line => line.startsWith('❯'))
		?.match(/job-\d+|newcomer/)?.[0];

describe('moving through the list', () => {
	it('takes every key of a run that came in one read', async () => {
		await start({jobs: hundred});
		await app.send('jjjjjjjjjj');
		expect(underCursor()).toBe('job-11');
	});

	it('pages, jumps to both ends, and shows only a window of the rows', async () => {
		await start({jobs: hundred});
		await app.press('list.last');
		expect(underCursor()).toBe('job-100');
		expect(app.frame().filter(line => line.includes('job-')).length).toBeLessThan(24);
		await app.press(
			'list.first',
			'list.page-down',
			'list.up',
			'list.half-down',
			'list.half-up',
			'list.page-up',
		);
		expect(underCursor()).toBe('job-1');
		await app.press('list.down');
		expect(underCursor()).toBe('job-2');
	});

	it.each([
		['list.page-down', 1],
		['list.half-down', 0.5],
	])('%s shows the jobs that follow, and passes none of them unseen', async (key, share) => {
		await start({jobs: hundred});
		const shown = (): readonly string[] => app.frame().flatMap(line => line.match(/job-\d+(?=\s)/) ?? []);
		const first = shown().slice(0, -1);
		expect(first[0]).toBe('job-1');
		await app.press(key);
		const step = Math.trunc(first.length * share);
		expect(shown()[0]).toBe(`job-${1 + step}`);
		expect(underCursor()).toBe(`job-${1 + step}`);
		await app.press('list.last', 'list.page-up');
		expect(underCursor()).toBe(`job-${100 - first.length}`);
	});

	it('keeps the cursor on its job when others come in above it', async () => {
		await start({jobs: hundred});
		await app.press('list.down', 'list.down');
		app.api.put(buildJob(200, {name: 'newcomer', created: worldStart + 1, lastUpdated: worldStart + 1}));
		await app.advance(10_000);
		await app.waitFor('newcomer');
		expect(underCursor()).toBe('job-3');
		await app.press('list.reverse');
		expect(underCursor()).toBe('job-3');
	});

	it('fills exactly the terminal at every size, and says so when it is too small', async () => {
		await start({jobs: hundred});
		for (const [columns, rows] of [
			[80, 24],
			[60, 15],
			[120, 40],
			[200, 60],
			[30, 8],
			[300, 100],
		] as const) {
			await app.resize(columns, rows);
			await app.waitFor('❯');
			expect(app.frame()).toHaveLength(rows);
			for (const line of app.frame()) expect(line.length).toBeLessThanOrEqual(columns);
		}
	});

	it('acts on nothing unseen where the terminal is too small, but can be suspended and left', async () => {
		let suspended = 0;
		await start({
			jobs: hundred,
			terminal: {
				suspend: () => {
					suspended += 1;
				},
			},
		});
		await app.resize(29, 7);
		await app.waitFor('tapis-jobs needs 30x8');
		await app.press('list.cancel', 'program.suspend');
		expect(suspended).toBe(1);
		await app.resize(80, 24);
		await app.waitFor('❯');
		expect(app.frame().join()).not.toContain('Cancel this job?');
		await app.resize(29, 7);
		await app.press('program.quit');
		expect(app.howEnded()).toBe('quit');
	});
});

describe('finding', () => {
	it('narrows the list as the filter is typed, and keeps it on Enter', async () => {
		await start({jobs: hundred});
		await app.press('list.filter');
		await app.type('status:failed');
		await app.waitFor('33 of 100');
		await app.press('filter.down', 'filter.up', 'filter.keep');
		await app.waitFor('/ status:failed');
		await app.press('list.back');
		await app.waitFor('100 jobs');
	});

	it('brings the cursor back to its job when what is typed lets it through again, or is given up', async () => {
		await start({jobs: hundred});
		await app.press('list.down', 'list.down', 'list.filter');
		await app.send('job-50');
		expect(underCursor()).toBe('job-50');
		await app.send('\u007F\u007F');
		expect(underCursor()).toBe('job-3');
		await app.send('50');
		await app.press('filter.leave');
		expect(underCursor()).toBe('job-3');
		await app.press('list.filter');
		await app.send('job-5');
		await app.press('filter.down');
		expect(underCursor()).toBe('job-52');
		await app.send('\u007F');
		expect(underCursor()).toBe('job-52');
	});

	it('says what is wrong with a filter, where it is wrong, and keeps the list as it was', async () => {
		await start({jobs: hundred});
		await app.press('list.filter');
		await app.type('color:red');
		await app.waitFor('There is no field “color”');
		expect(underCursor()).toBe('job-1');
		await app.press('filter.leave');
		await app.waitFor('100 jobs');
	});

	it('stays in the filter line on Enter while the filter cannot be read, with all that was typed', async () => {
		await start({jobs: hundred});
		await app.press('list.filter');
		await app.type('age<2q');
		await app.press('filter.keep');
		expect(app.frame()[2]).toContain('age<2q');
		await app.press('filter.leave');
		expect(app.frame()[2]).toContain('100 jobs');
		await app.press('list.filter');
		await app.type('status:');
		await app.press('filter.keep');

		expect(app.frame()[2]).toMatch(/status:.+ {2}\S+/);
	});

	it('says what is wrong with a filter that is as long as its line', async () => {
		await start({jobs: hundred});
		await app.press('list.filter');
		await app.send(`name:${'x'.repeat(80)} foo:bar`);
		await app.press('filter.keep');
		expect(app.frame().at(-1)).toContain('There is no field “foo”');
	});

	it('watches and copies all the marked jobs', async () => {
		await start({jobs: hundred});
		await app.press('list.mark', 'list.mark', 'list.mark', 'list.watch');
		await app.waitFor('You will be told when 2 jobs end.');
		await app.press('list.watch');
		await app.waitFor('2 jobs are no longer watched.');
		await app.press('act.copy-uuid');
		await app.waitFor('3 uuids were sent to your terminal’s clipboard.');
	});

	it('takes letters for text while a filter is typed, never for commands', async () => {
		await start({jobs: hundred});
		await app.press('list.filter');
		await app.type('cyq');
		expect(app.hasEnded()).toBe(false);
		await app.waitFor('/ cyq');
		await app.waitFor('No job passes the filter.');
	});

	it('goes on from the quick filter that is in force, however it came to be', async () => {
		await start({jobs: hundred, filter: 'status:active'});
		await app.waitFor('(active)');
		await app.press('list.quick-filter');
		await app.waitFor('(today)');
	});

	it('goes through the quick filters', async () => {
		await start({jobs: hundred});
		await app.press('list.quick-filter');
		await app.waitFor('/ status:active  (active)');
		await app.press('list.quick-filter', 'list.quick-filter', 'list.quick-filter');
		await app.waitFor('100 jobs');
	});

	it('marks jobs, shows how many, and takes the marks away with Esc', async () => {
		await start({jobs: hundred});
		await app.press('list.mark', 'list.mark');
		await app.waitFor('2 marked');
		await app.press('list.back');
		await app.waitUntilGone('marked');
	});
});

describe('the line to the service', () => {
	it('keeps the last good rows when it is lost, says so, and recovers by itself', async () => {
		await start({jobs: hundred, columns: 100});
		app.api.fail(() => new Failure('unreachable', 'The service cannot be reached.'));
		await app.advance(15_000);
		await app.waitFor('not reached');
		expect(underCursor()).toBe('job-1');
		app.api.heal();
		await app.advance(300_000);
		await app.waitFor('live');
	});

	it('is asked at once on r, and pauses on p', async () => {
		await start({jobs: hundred});
		app.api.clearCalls();
		await app.press('program.refresh');
		expect(app.api.calls.length).toBe(1);
		await app.press('program.pause');
		await app.waitFor('paused');
		app.api.clearCalls();
		await app.advance(600_000);
		expect(app.api.calls).toEqual([]);
		await app.press('program.pause');
		await app.advance(10_000);
		await app.waitFor('live');
	});

	it('tells that it asks, and that nothing has changed', async () => {
		await start({jobs: hundred});
		await app.advance(3000);
		await app.press('program.refresh');
		await app.waitFor('Up to date as of 12:00:03.');
		expect(app.frame()[0]).toContain('as of 12:00:03');
		app.api.fail(() => new Failure('unreachable', 'tacc.tapis.io cannot be reached.'));
		await app.press('program.refresh');
		await app.waitFor('not reached');
		expect(app.frame().at(-1)).not.toContain('Asking');
	});

	it('shows as of when the rows are within two seconds of each answer', async () => {
		await start({jobs: hundred});
		await app.advance(2000);
		for (const seconds of [10, 20, 30, 40]) {
			await app.advance(10_000);
			await app.waitFor(`as of 12:00:${seconds}`);
		}
	});

	it('shows nothing as counted before anything has come, and names the limit of what is read', async () => {
		await start({jobs: hundred, monitor: {limit: 50}});
		await app.waitFor('newest 50 jobs');
	});

	it('draws no frame for polls that bring nothing new', async () => {
		await start({
			jobs: hundred.map(job => ({
				...job,
				created: worldStart - 5 * 86_400_000,
				lastUpdated: worldStart - 4 * 86_400_000,
			})),
		});
		await app.advance(1000);
		const before = app.painted();
		await app.advance(30_000);
		// The time of the last answer in the header is all that moved.
		const changed = app
			.painted()
			.split('\n')
			.filter((line, index) => line !== before.split('\n')[index]);
		expect(changed.length).toBeLessThanOrEqual(1);
	});
});

describe('a row with less, or other, than usual', () => {
	it('is shown, and breaks nothing', async () => {
		await start({
			jobs: [
				buildJob(1, {
					status: 'TELEPORTING',
					name: '',
					appId: '',
					created: null,
					lastUpdated: null,
					maxMinutes: null,
				}),
				buildJob(2, {name: '\u001B]0;owned\u0007\u202Eevil\n'.repeat(50)}),
				buildJob(3, {name: '日本語のジョブ名はとても長いです'.repeat(4)}),
			],
		});
		await app.waitFor('? TELEPORTING');
		await app.press('list.down', 'list.down');
		expect(app.painted()).not.toContain('\u001B]');
		expect(app.painted()).not.toContain('\u202E');
		expect(app.frame()).toHaveLength(24);
		expect(app.monitor.getState().jobs.get(jobUuid(3))?.name).toContain('日本語');
	});
});

describe('leaving', () => {
	it.each(['q', '\u0003', '\u001B[200~x\u001B[201~\u0003'])('ends the program on %j', async bytes => {
		await start({jobs: hundred});
		await app.send(bytes);
		expect(app.hasEnded()).toBe(true);
	});

	it('quits on Ctrl-C in a dialog and in a text field too', async () => {
		await start({jobs: hundred});
		await app.press('list.filter');
		await app.send('\u0003');
		expect(app.hasEnded()).toBe(true);
	});
});

describe('the columns a person has chosen', () => {
	const titles = (): string | undefined => app.frame().find(line => /AGE|NAME|TAGS/.test(line));

	it('stand in that order', async () => {
		await start({jobs: hundred, chosenColumns: ['name', 'age', 'tags', 'status']});
		expect(titles()).toMatch(/^ +NAME +AGE ▾ +TAGS +STATUS$/);
	});

	it('are the first of them where there is no room for more', async () => {
		await start({jobs: hundred, chosenColumns: ['tags', 'message', 'age'], columns: 40});
		expect(titles()).toMatch(/^ +TAGS$/);
		expect(underCursor()).toBeUndefined();
		await app.waitFor('❯');
	});
});
