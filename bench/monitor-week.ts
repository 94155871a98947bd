/** A week in fast motion: polls, random faults of all kinds, a cancel each half hour; memory and outcomes. */
import {Failure, type FailureKind} from '../source/domain/failure.ts';
import type {JobUuid} from '../source/domain/job.ts';
import {CANCELLED, FINISHED, hasEnded, QUEUED, RUNNING} from '../source/domain/status.ts';
import {DAY, HOUR, MINUTE, SECOND} from '../source/domain/time.ts';
import {randomFrom} from '../source/simulator/random.ts';
import {buildJob, jobUuid} from '../test/helpers/build-job.ts';
import {createWorld} from '../test/helpers/run-monitor.ts';
import {heapBytes, printTable} from './measure/measure.ts';

/** More than are cancelled in the week, so that something is always active. */
const jobCount = 400;
const kinds: readonly FailureKind[] = [
	'unreachable',
	'timeout',
	'server',
	'limit',
	'reply',
	'sign-in',
	'tls',
];

export async function run(): Promise<void> {
	// The first week has the code compiled, which would look like growth of the heap.
	await liveThroughWeek();
	printTable('A week in fast motion', await liveThroughWeek());
}

async function liveThroughWeek(): Promise<Parameters<typeof printTable>[1]> {
	// Every run meets the same week.
	const random = randomFrom(7);
	const {api, clock, run: start} = createWorld(random);
	for (let number = 1; number <= jobCount; number++) api.put(buildJob(number));
	const {monitor, end} = start();
	const expected = new Map<JobUuid, string>();
	const fates = ['cancelled', 'lost', 'overtaken'] as const;
	const fateOf = (uuid: JobUuid): (typeof fates)[number] =>
		fates[Number.parseInt(uuid.slice(30, 36), 16) % 3]!;
	api.set({
		onCancel: uuid => {
			const fate = fateOf(uuid);
			if (fate === 'cancelled' || (fate === 'lost' && (api.accepted.get(uuid) ?? 0) > 1))
				api.setStatus(uuid, CANCELLED);
			else if (fate === 'overtaken') api.setStatus(uuid, FINISHED);
		},
	});
	let polls = 0;
	let requests = 0;
	let wrong = 0;
	let checked = 0;
	let longestGapMs = 0;
	let lastPollAt = 0;
	let isTroubled = false;
	let afterHour = 0;
	const heaps: number[] = [];
	let number = 0;

	const count = (): void => {
		for (const call of api.calls) {
			requests++;
			if (call.name !== 'getJobList' || call.query.updatedSince === undefined) continue;
			polls++;
			if (!isTroubled) longestGapMs = Math.max(longestGapMs, call.at - lastPollAt);
			lastPollAt = call.at;
		}
		api.clearCalls();
	};

	for (let at = 0; at < 7 * DAY; at += MINUTE) {
		if (at % (30 * MINUTE) === 0 && at < 7 * DAY - 4 * HOUR) {
			const uuid = jobUuid(1 + (number++ % jobCount));
			const job = monitor.getState().jobs.get(uuid);
			if (job !== undefined && !hasEnded(job.status)) {
				expected.set(uuid, fateOf(uuid) === 'overtaken' ? 'ended-otherwise' : 'cancelled');
				monitor.cancel([job]);
			}
		}
		const alive = jobUuid(1 + Math.floor(random() * jobCount));
		if (!hasEnded(api.job(alive).status)) api.setStatus(alive, RUNNING);
		// Fills the log in the first hour, since a log that fills up looks like growth.
		for (let one = 0; at < HOUR && one < 50; one++) {
			const uuid = jobUuid(1 + Math.floor(random() * jobCount));
			const {status} = api.job(uuid);
			if (!hasEnded(status)) api.setStatus(uuid, status === RUNNING ? QUEUED : RUNNING);
		}
		if (random() < 0.02) {
			const kind = kinds[Math.floor(random() * kinds.length)]!;
			const details = kind === 'limit' ? {retryAfterMs: 30 * SECOND} : {};
			api.fail(() => new Failure(kind, 'A fault.', details), 1 + Math.floor(random() * 8));
			isTroubled = true;
		}
		if (random() < 0.005) api.setDelay(random() < 0.5 ? 0 : 400);
		await clock.advance(MINUTE);
		if (monitor.getState().link.kind === 'signed-out') monitor.signedIn();
		count();
		if (monitor.getState().link.kind === 'live') isTroubled = false;
		if (at === HOUR) afterHour = heapBytes();
		if (at % DAY === 0 && at > 0) heaps.push(heapBytes());
	}
	api.heal();
	monitor.signedIn();
	await clock.advance(4 * HOUR);
	count();
	for (const [uuid, kind] of expected) {
		checked++;
		if (monitor.getState().cancels.get(uuid)?.outcome?.kind !== kind) wrong++;
	}
	const grown = ((heaps.at(-1) ?? 0) - afterHour) / 1e6;
	const logEntries = monitor.getState().log.length;
	await end();
	return [
		['polls', polls.toLocaleString('en'), ''],
		['requests', requests.toLocaleString('en'), ''],
		[
			'longest gap between polls while the line was good',
			`${(longestGapMs / SECOND).toFixed(1)} s`,
			'about 10 s',
		],
		['entries in the log', String(logEntries), ''],
		['cancels', String(checked), ''],
		['cancels with a wrong outcome', String(wrong), '0'],
		['heap after the first hour', `${(afterHour / 1e6).toFixed(1)} MB`, ''],
		['heap after each day', heaps.map(bytes => (bytes / 1e6).toFixed(1)).join(' '), ''],
		['growth since the first hour', `${grown.toFixed(1)} MB`, 'about 0'],
		['timers left after the end', String(clock.timerCount()), '0'],
	];
}

if (import.meta.main) await run();
