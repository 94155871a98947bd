/** 10,000 jobs: what one unchanged poll asks and gets, against reading the whole list; and how soon the first rows are there. */
import {FINISHED, RUNNING} from '../source/domain/status.ts';
import type {JobPage} from '../source/domain/tapis-api.ts';
import {MINUTE} from '../source/domain/time.ts';
import {buildJob, worldStart} from '../test/helpers/build-job.ts';
import {createWorld} from '../test/helpers/run-monitor.ts';
import {printTable} from './measure/measure.ts';

const roundTripMs = 200;

async function measure(count: number) {
	const {api, clock, run} = createWorld();
	let bytes = 0;
	const countBytes = (page: JobPage): JobPage => {
		bytes += JSON.stringify(page.jobs).length;
		return page;
	};
	for (let number = 1; number <= count; number++)
		api.put(
			buildJob(number, {
				status: number < 20 ? RUNNING : FINISHED,
				ended: number < 20 ? null : worldStart - 1,
			}),
		);
	api.set({onPage: countBytes});
	api.setDelay(roundTripMs);
	const {monitor, notified, end} = run();
	let firstRowsMs: number | undefined;
	monitor.subscribe(() => {
		if (monitor.getState().jobs.size > 0) firstRowsMs ??= clock.monotonic();
	});
	let allRowsMs = 0;
	for (; monitor.getState().loading !== null; allRowsMs = clock.monotonic()) await clock.advance(roundTripMs);
	const loading = {requests: api.calls.length, bytes};
	await clock.advance(2 * MINUTE);
	api.clearCalls();
	bytes = 0;
	const before = notified();
	await clock.advance(MINUTE);
	const polls = api.calls.length;
	const poll = {requests: 1, bytes: bytes / polls, drawn: notified() - before};
	await end();
	return {loading, poll, firstRowsMs: firstRowsMs ?? Number.NaN, allRowsMs};
}

export async function run(): Promise<void> {
	const small = await measure(100);
	const large = await measure(10_000);
	const share = (100 * large.poll.bytes) / large.loading.bytes;
	printTable(`Polling 10,000 jobs (rows as JSON; every answer takes ${roundTripMs} ms on a fake clock)`, [
		['reading the whole list: requests', String(large.loading.requests), ''],
		['reading the whole list: bytes of rows', large.loading.bytes.toLocaleString('en'), ''],
		['unchanged poll: requests', String(large.poll.requests), '1'],
		['unchanged poll: bytes of rows', large.poll.bytes.toFixed(0), 'under 2,000'],
		['unchanged poll: share of the whole list', `${share.toFixed(4)} %`, 'under 0.1 %'],
		['unchanged poll: listeners called', String(large.poll.drawn), '0'],
		['first rows with 100 jobs', `${small.firstRowsMs} ms`, ''],
		['first rows with 10,000 jobs', `${large.firstRowsMs} ms`, 'as with 100'],
		['all rows with 10,000 jobs', `${large.allRowsMs} ms`, ''],
	]);
}

if (import.meta.main) await run();
