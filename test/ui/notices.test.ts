import {describe, expect, it} from 'vitest';
import {Failure} from '../../source/domain/failure.ts';
import type {Job} from '../../source/domain/job.ts';
import {
	BLOCKED,
	CANCELLED,
	FAILED,
	FINISHED,
	type JobStatus,
	QUEUED,
	RUNNING,
} from '../../source/domain/status.ts';
import type {Cancellation, CancelOutcome, MonitorEvent} from '../../source/monitor/monitor-state.ts';
import {gatherMs, summaryWithinMs} from '../../source/ui/notices/gather-ends.ts';
import {awayMs} from '../../source/ui/notices/since-you-looked.ts';
import {startNotices} from '../../source/ui/notices/start-notices.ts';
import {buildJob, jobUuid, worldStart} from '../helpers/build-job.ts';
import {createFakeActs, type FakeActs, type FakeActsOptions} from '../helpers/fake-acts.ts';

type World = FakeActs & {
	readonly bytes: () => string;
	readonly bells: () => number;
	readonly titles: readonly string[];
	/** The person presses any key. */
	readonly key: () => void;
	readonly stop: () => void;
};

const allOn = {bell: true, notify: true, title: true, toast: true};

function start(options: FakeActsOptions = {}, settings: Partial<typeof allOn> = {}): World {
	const fake = createFakeActs(options);
	let bytes = '';
	const titles: string[] = [];
	const stop = startNotices(fake.acts, fake.subscribe, {
		write: more => {
			bytes += more;
		},
		multiplexer: 'none',
		setTitle: text => {
			if (titles.at(-1) !== text) titles.push(text);
		},
		settings: {...allOn, ...settings},
	});
	return {
		...fake,
		bytes: () => bytes,
		bells: () => bytes.replace(/\u001B\][^\u0007]*\u0007/g, '').length,
		titles,
		key: () => fake.acts.update(state => ({...state, lastKeyAt: fake.clock.now()})),
		stop,
	};
}

function ended(
	number: number,
	status: JobStatus,
	more: Partial<Job> = {},
	isInteresting = true,
): MonitorEvent {
	return {kind: 'job-ended', job: buildJob(number, {status, ...more}), from: RUNNING, isInteresting};
}

function cancellation(number: number, outcome: CancelOutcome | null = null): Cancellation {
	return {
		uuid: jobUuid(number),
		name: `job-${number}`,
		phase: outcome === null ? 'asked' : 'ended',
		askedAt: worldStart,
		sendAt: null,
		sentAt: null,
		sendCount: 1,
		acceptedCount: 1,
		trouble: null,
		outcome,
		isHeldElsewhere: false,
		isWritten: true,
	};
}

const asked = (number: number): MonitorEvent => ({kind: 'cancel-asked', cancellation: cancellation(number)});
const cancelEnded = (number: number, outcome: CancelOutcome): MonitorEvent => ({
	kind: 'cancel-ended',
	cancellation: cancellation(number, outcome),
});
const cancelled: CancelOutcome = {kind: 'cancelled', remoteJobId: null};

describe('the end of a job that is watched', () => {
	it('is told by a toast, one bell and a desktop notification', async () => {
		const world = start();
		world.emit(ended(1, FINISHED));
		await world.clock.advance(gatherMs);

		expect(world.toasts()).toEqual([`job-1: ${FINISHED}`]);
		expect(world.bells()).toBe(1);
		expect(world.bytes()).toContain(`\u001B]9;tapis-jobs: job-1: ${FINISHED}\u0007`);
		expect(world.bytes()).toContain(`\u001B]777;notify;tapis-jobs;job-1: ${FINISHED}\u0007`);
	});

	it('says why it FAILED', async () => {
		const world = start();
		world.emit(ended(1, FAILED, {condition: 'SCHEDULER_TIMEOUT'}));
		await world.clock.advance(gatherMs);

		expect(world.toasts()[0]).toMatch(/^job-1: FAILED: SCHEDULER_TIMEOUT: .+/);
		expect(world.ui().notice?.tone).toBe('danger');
	});

	it('is not told when nobody watches it', async () => {
		const world = start();
		world.emit(ended(1, FINISHED, {}, false), {kind: 'status-changed', job: buildJob(2), from: QUEUED});
		await world.clock.advance(gatherMs);

		expect(world.toasts()).toEqual([]);
		expect(world.bytes()).toBe('');
	});

	it('comes as one notice and one bell with others of the same moment', async () => {
		const world = start();
		world.emit(ended(1, FINISHED), ended(2, FINISHED));
		await world.clock.advance(gatherMs / 2);
		world.emit(ended(3, FAILED, {name: 'wrf-12'}), ended(4, FINISHED));
		await world.clock.advance(gatherMs);

		expect(world.toasts()).toEqual([`3 ended as ${FINISHED}, 1 ended as ${FAILED} (wrf-12)`]);
		expect(world.bells()).toBe(1);
	});

	it('cannot steer the terminal by its name', async () => {
		const world = start();
		world.emit(ended(1, FINISHED, {name: 'a\u0007\u001B]2;owned\u0007;b\u202E'}));
		await world.clock.advance(gatherMs);

		expect(world.bells()).toBe(1);
		expect(world.bytes()).not.toContain('\u001B]2;');
		expect(world.bytes()).not.toContain('\u202E');
		expect(world.toasts()[0]).not.toMatch(/[\p{Cc}\u202E]/u);
	});

	it('is told by what the person wants to be told by, and by nothing else', async () => {
		for (const setting of ['bell', 'notify', 'toast'] as const) {
			const world = start({}, {bell: false, notify: false, toast: false, title: false, [setting]: true});
			world.emit(ended(1, FINISHED));
			await world.clock.advance(gatherMs);

			expect(world.toasts()).toHaveLength(setting === 'toast' ? 1 : 0);
			expect(world.bells()).toBe(setting === 'bell' ? 1 : 0);
			expect(world.bytes().includes(']9;')).toBe(setting === 'notify');
			expect(world.titles).toEqual([]);
		}
	});
});

describe('the end of a cancel', () => {
	const outcomes: readonly (readonly [CancelOutcome, RegExp])[] = [
		[cancelled, /^job-1: cancelled$/],
		[{kind: 'cancelled', remoteJobId: '8831245'}, /cancelled \(make sure that job 8831245 is gone/],
		[{kind: 'ended-otherwise', status: FINISHED}, /ended as FINISHED before the cancel took effect/],
		[
			{kind: 'refused', failure: new Failure('not-yours', 'The job belongs to asmith.')},
			/not cancelled: The job belongs to asmith\./,
		],
		[
			{kind: 'refused', failure: new Failure('not-yours', `Job ${jobUuid(1)} belongs to someone else.`)},
			/^job-1: not cancelled: it belongs to someone else\.$/,
		],
		[{kind: 'unknown', status: RUNNING}, /still RUNNING/],
	];
	for (const [outcome, words] of outcomes) {
		it(`says how it ended: ${outcome.kind}, ${words.source}`, async () => {
			const world = start();
			world.emit(asked(1));
			await world.clock.advance(gatherMs);
			world.emit(cancelEnded(1, outcome));
			await world.clock.advance(gatherMs);

			expect(world.toasts()).toHaveLength(1);
			expect(world.toasts()[0]).toMatch(words);
			expect(world.bells()).toBe(1);
		});
	}

	it('and the end of the job itself are one notice', async () => {
		const world = start();
		world.emit(asked(1));
		await world.clock.advance(gatherMs);
		world.emit(cancelEnded(1, cancelled), ended(1, CANCELLED));
		await world.clock.advance(gatherMs);

		expect(world.toasts()).toEqual(['job-1: cancelled']);
		expect(world.bells()).toBe(1);
	});

	it('that was taken back is no news', async () => {
		const world = start();
		world.emit(asked(1), cancelEnded(1, {kind: 'withdrawn'}));
		await world.clock.advance(gatherMs);

		expect(world.toasts()).toEqual([]);
		expect(world.bells()).toBe(0);
	});

	it('of many jobs is one summary, when the last of them has ended', async () => {
		const world = start();
		world.emit(asked(1), asked(2), asked(3), asked(4));
		await world.clock.advance(gatherMs);
		world.emit(cancelEnded(1, cancelled), ended(1, CANCELLED));
		await world.clock.advance(60_000);
		world.emit(cancelEnded(2, cancelled), cancelEnded(3, {kind: 'ended-otherwise', status: FINISHED}));
		await world.clock.advance(60_000);
		expect(world.toasts()).toEqual([]);
		world.emit(cancelEnded(4, {kind: 'refused', failure: new Failure('not-yours', 'Not yours.')}));
		await world.clock.advance(gatherMs);

		expect(world.toasts()).toEqual([
			'2 cancelled (job-1, job-2), 1 ended as FINISHED before the cancel took effect (job-3), 1 not cancelled: Not yours. (job-4)',
		]);
		expect(world.bells()).toBe(1);
		expect(world.clock.timerCount()).toBe(0);
	});

	it('of many jobs is not kept back for ever by one that hangs', async () => {
		const world = start();
		world.emit(asked(1), asked(2), asked(3));
		await world.clock.advance(gatherMs);
		world.emit(cancelEnded(1, cancelled), cancelEnded(2, cancelled));
		await world.clock.advance(gatherMs + summaryWithinMs);
		expect(world.toasts()).toEqual(['2 cancelled, 1 not confirmed yet']);
		world.emit(cancelEnded(3, cancelled));
		await world.clock.advance(gatherMs);

		expect(world.toasts().at(-1)).toBe('job-3: cancelled');
	});
});

describe('the terminal’s title', () => {
	it('carries the counts, and is sent only when they change', () => {
		const jobs = [
			buildJob(1),
			buildJob(2, {status: QUEUED}),
			buildJob(3, {status: QUEUED}),
			buildJob(4, {status: FAILED}),
			buildJob(5, {status: FINISHED}),
			buildJob(6, {status: BLOCKED}),
		];
		const world = start({jobs});
		expect(world.titles).toEqual(['▶1 ◷2 ▲1 ✗1 tapis-jobs']);
		world.key();
		world.changeMonitor({});
		expect(world.titles).toHaveLength(1);
		world.changeMonitor({jobs: new Map(jobs.slice(1).map(job => [job.uuid, job]))});
		expect(world.titles.at(-1)).toBe('◷2 ▲1 ✗1 tapis-jobs');
	});

	it('does not look alive when the line is lost', () => {
		const world = start({jobs: [buildJob(1)]});
		world.changeMonitor({
			link: {kind: 'failing', failure: new Failure('timeout', 'No answer.'), since: worldStart, attempts: 2},
		});
		expect(world.titles.at(-1)).toBe('▶1 tapis-jobs (no answer)');
		world.changeMonitor({
			link: {kind: 'signed-out', failure: new Failure('sign-in', 'Expired.'), since: worldStart},
		});
		expect(world.titles.at(-1)).toBe('▶1 tapis-jobs (signed out)');
	});
});

describe('since you looked', () => {
	async function comeBack(world: World, afterMs: number): Promise<void> {
		world.emit(
			ended(1, FINISHED, {}, false),
			ended(2, FAILED, {name: 'wrf-12'}, false),
			{kind: 'status-changed', job: buildJob(3), from: QUEUED},
			{kind: 'status-changed', job: buildJob(4), from: QUEUED},
			ended(4, FINISHED, {}, false),
			{kind: 'status-changed', job: buildJob(5, {status: QUEUED}), from: BLOCKED},
			{kind: 'job-added', job: buildJob(6, {status: QUEUED})},
		);
		await world.clock.advance(afterMs);
		world.key();
	}

	it('sums up what happened, on the first key after some minutes', async () => {
		const world = start();
		await comeBack(world, awayMs);

		expect(world.toasts()).toEqual(['since you looked: 2 finished, 1 failed (wrf-12), 1 started, 1 new']);
		expect(world.ui().list.changed).toEqual(
			new Set([jobUuid(1), jobUuid(2), jobUuid(3), jobUuid(4), jobUuid(6)]),
		);
	});

	it('says nothing to a person who was there, nor twice', async () => {
		const world = start();
		await comeBack(world, awayMs - 1000);
		expect(world.toasts()).toEqual([]);
		expect(world.ui().list.changed.size).toBe(0);
		await world.clock.advance(awayMs);
		world.key();

		expect(world.toasts()).toEqual([]);
	});

	it('keeps each mark until the cursor visits its row', async () => {
		const world = start();
		await comeBack(world, awayMs);
		await world.clock.advance(1000);
		world.acts.update(state => ({...state, list: {...state.list, selected: jobUuid(2)}}));
		expect(world.ui().list.changed.has(jobUuid(2))).toBe(false);
		expect(world.ui().list.changed.has(jobUuid(1))).toBe(true);
	});

	it('leaves the mark of the row under the cursor until the next key', async () => {
		const world = start();
		world.acts.update(state => ({...state, list: {...state.list, selected: jobUuid(1)}}));
		await comeBack(world, awayMs);
		expect(world.ui().list.changed.has(jobUuid(1))).toBe(true);
		await world.clock.advance(1000);
		world.key();

		expect(world.ui().list.changed.has(jobUuid(1))).toBe(false);
	});
});

describe('notices', () => {
	it('tell what the monitor wants the person to know', () => {
		const world = start();
		world.emit({kind: 'note', text: 'Watched jobs cannot be written down.'});

		expect(world.toasts()).toEqual(['Watched jobs cannot be written down.']);
	});

	it('stop with everything they began', async () => {
		const world = start();
		world.emit(asked(1), asked(2));
		await world.clock.advance(gatherMs);
		world.emit(cancelEnded(1, cancelled), ended(3, FINISHED));
		world.stop();
		world.emit(ended(4, FINISHED));
		await world.clock.advance(10 * summaryWithinMs);

		expect(world.toasts()).toEqual([]);
		expect(world.clock.timerCount()).toBe(0);
	});
});
