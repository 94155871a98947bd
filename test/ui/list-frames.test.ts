import {afterEach, describe, expect, it} from 'vitest';
import {Failure} from '../../source/domain/failure.ts';
import type {Job} from '../../source/domain/job.ts';
import {BLOCKED, CANCELLED, FAILED, FINISHED, QUEUED, RUNNING} from '../../source/domain/status.ts';
import {seenMs} from '../../source/ui/overlays/question/once-seen.ts';
import {buildJob, worldStart} from '../helpers/build-job.ts';
import {type AppOptions, type DrivenApp, driveApp} from '../helpers/drive-app.ts';

const minutes = 60_000;

const jobs: readonly Job[] = [
	buildJob(1, {
		name: 'mesh-refine-12',
		status: RUNNING,
		remoteStarted: worldStart - 133 * minutes,
		maxMinutes: 480,
		remoteJobId: '8831245',
		created: worldStart - 140 * minutes,
		lastMessage: 'Setting job status to RUNNING.',
	}),
	buildJob(2, {name: 'sweep-0041', status: QUEUED, created: worldStart - 141 * minutes}),
	buildJob(3, {
		name: '風洞-run-🙂-with-a-name-that-goes-on-and-on',
		status: QUEUED,
		appId: 'wrf',
		appVersion: '4.5',
		created: worldStart - 142 * minutes,
	}),
	buildJob(4, {
		name: 'calibrate-b',
		status: 'PROCESSING_INPUTS',
		appId: 'python-batch',
		appVersion: '1.0',
		execSystemId: 'frontera',
		created: worldStart - 150 * minutes,
	}),
	buildJob(5, {name: 'notebook-a', status: BLOCKED, created: worldStart - 160 * minutes}),
	buildJob(6, {
		name: 'quake-07',
		status: FAILED,
		condition: 'SCHEDULER_TIMEOUT',
		remoteStarted: worldStart - 1600 * minutes,
		ended: worldStart - 1400 * minutes,
		created: worldStart - 1700 * minutes,
		lastUpdated: worldStart - 1400 * minutes,
	}),
	buildJob(7, {
		name: 'membrane',
		status: CANCELLED,
		ended: worldStart - 1500 * minutes,
		created: worldStart - 1800 * minutes,
		lastUpdated: worldStart - 1500 * minutes,
	}),
	buildJob(8, {
		name: 'fit-54',
		status: FINISHED,
		condition: 'NORMAL_COMPLETION',
		ended: worldStart - 3000 * minutes,
		created: worldStart - 3100 * minutes,
		lastUpdated: worldStart - 3000 * minutes,
	}),
	buildJob(9, {name: 'from-the-future', status: 'TELEPORTING', created: worldStart - 3200 * minutes}),
];

const many = Array.from({length: 14}, (_, index) =>
	buildJob(index + 1, {status: QUEUED, created: worldStart - index * 1000}),
);

const offline = (): Failure =>
	new Failure('unreachable', 'tacc.tapis.io cannot be reached: connection refused.');

type Scene = {
	readonly options?: AppOptions;
	/** Brings the screen into the state that is looked at. */
	readonly play?: (app: DrivenApp) => Promise<void>;
	readonly before?: string;
};

/** A question with its answers, which come when it has been on the screen for a moment. */
async function asked(app: DrivenApp, ...keys: readonly string[]): Promise<void> {
	await app.press(...keys);
	await app.advance(seenMs);
	await app.waitFor(/ keeps? |: _/);
}

const scenes: Readonly<Record<string, Scene>> = {
	list: {},
	ascii: {options: {isAscii: true}},
	'read-only': {options: {isReadOnly: true}},
	marked: {play: app => app.press('list.mark', 'list.mark')},
	filtered: {
		play: async app => {
			await app.press('list.filter');
			await app.type('status:queued');
		},
	},
	'bad-filter': {
		play: async app => {
			await app.press('list.filter');
			await app.type('app:wrf colour:red');
		},
	},
	'nothing-found': {
		play: async app => {
			await app.press('list.filter');
			await app.type('no-such-job');
			await app.press('filter.keep');
		},
	},
	cancel: {play: app => asked(app, 'list.cancel')},
	'cancel-many': {options: {jobs: many}, play: app => asked(app, 'list.mark-all', 'list.cancel')},
	'cancel-some-ended': {play: app => asked(app, 'list.mark-all', 'list.cancel')},
	pending: {
		play: async app => {
			await app.press('list.cancel');
			await app.question().reads('Cancel this job?', 'mesh-refine-12').answer('cancel.yes');
			await app.advance(12_000);
			await app.waitFor('cancel asked 11s ago');
		},
	},
	refused: {play: app => app.press('list.last', 'list.up', 'list.cancel')},
	offline: {
		play: async app => {
			app.api.fail(offline);
			await app.advance(12_000);
			await app.waitFor('not reached');
		},
	},
	old: {
		play: async app => {
			app.api.setDelay(null);
			await app.advance(80_000);
			await app.waitFor('old');
		},
	},
	'no-jobs': {options: {jobs: []}},
};

let app: DrivenApp;
afterEach(() => app.end());

/** At the first every usual column has room. */
const sizes = [
	[180, 30],
	[120, 40],
	[80, 24],
	[60, 15],
] as const;

describe.each(Object.entries(scenes))('the list: %s', (name, {options, play}) => {
	it.each(name === 'list' ? sizes : sizes.slice(1))('at %ix%i', async (columns, rows) => {
		app = await driveApp({jobs, ...options, columns, rows});
		await app.waitFor('live');
		await play?.(app);
		const frame = app.frame();
		expect(frame).toHaveLength(rows);
		await expect(`${frame.map(line => line.trimEnd()).join('\n')}\n`).toMatchFileSnapshot(
			`../frames/list/${name}-${columns}x${rows}.txt`,
		);
	});
});

describe('the list before anything was received', () => {
	it.each([
		['connecting', undefined],
		['unreachable', offline],
		['signed-out', () => new Failure('sign-in', 'Your token has expired.')],
	] as const)('%s', async (name, failure) => {
		app = await driveApp({
			api: {
				getJobList: () => (failure === undefined ? new Promise(() => undefined) : Promise.reject(failure())),
			},
		});
		await app.advance(500);
		await app.advance(0);
		await expect(
			`${app
				.frame()
				.map(line => line.trimEnd())
				.join('\n')}\n`,
		).toMatchFileSnapshot(`../frames/list/${name}-80x24.txt`);
	});
});

describe('a filter that finds nothing', () => {
	it('is told what it may have been meant as, where it names a status', async () => {
		app = await driveApp({jobs: [buildJob(1, {name: 'wave'})], columns: 80, rows: 24});
		await app.waitFor('live');
		await app.press('list.filter');
		await app.type('running');
		await app.press('filter.keep');
		expect(app.frame().join('\n')).toContain('Did you mean status:running?');
	});
});

describe('colours', () => {
	it('are those of the theme’s roles, and the selected name is turned round', async () => {
		app = await driveApp({jobs, columns: 80, rows: 24});
		await app.waitFor('live');
		const row = app
			.painted()
			.split('\n')
			.find(line => line.includes('mesh-refine-12'))!;
		expect(row).toContain('\u001B[92m▶ RUNNING');
		expect(row).toContain('\u001B[7mmesh-refine-12\u001B[27m');
	});

	it('are none at all with the theme none, and nothing is told by them alone', async () => {
		app = await driveApp({jobs, themeName: 'none'});
		await app.waitFor('live');
		expect(app.painted()).not.toMatch(/\u001B\[[0-9;]*(3[0-7]|9[0-7])m/);
		expect(app.frame().join('\n')).toContain('▶ RUNNING');
	});
});
