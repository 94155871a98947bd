/** 100,000 jobs in the store: memory, a merge of 100 changed rows, sorting and filtering. */
import {matchesFilter, parseFilter} from '../source/domain/filter/filter.ts';
import type {Job} from '../source/domain/job.ts';
import {sortJobs} from '../source/domain/order.ts';
import {FINISHED, RUNNING} from '../source/domain/status.ts';
import {createJobStore} from '../source/monitor/job-store.ts';
import {buildJob, worldStart} from '../test/helpers/build-job.ts';
import {heapBytes, medianMs, printTable} from './measure/measure.ts';

const count = 100_000;

/** A row as it comes from a reply: every text a string of its own. */
function rowFromReply(number: number, different: Partial<Job> = {}): Job {
	const job = buildJob(number, {
		status: number % 10 === 0 ? RUNNING : FINISHED,
		remoteJobId: String(8_000_000 + number),
		remoteStarted: worldStart - number,
		ended: number % 10 === 0 ? null : worldStart,
		lastMessage: `Setting job status to ${number % 10 === 0 ? RUNNING : FINISHED}.`,
		...different,
	});
	return JSON.parse(JSON.stringify(job)) as Job;
}

export async function run(): Promise<void> {
	const before = heapBytes();
	const store = createJobStore();
	for (let number = 1; number <= count; number++) store.put(rowFromReply(number));
	const perJob = (heapBytes() - before) / count;

	const merge = medianMs(100, round => {
		for (let one = 0; one < 100; one++) {
			const number = 1 + ((round + 5) * 100 + one) * 9;
			store.put(buildJob(number, {lastUpdated: worldStart + round * 1000 + one, name: `changed-${round}`}));
		}
	});
	const jobs = [...store.jobs.values()];
	const parsed = parseFilter('status:active app:opensees');
	const now = worldStart;
	const filter = medianMs(15, () => {
		if (!parsed.ok) throw new Error('not a filter');
		for (const job of jobs) matchesFilter(parsed.filter, job, now);
	});
	const sort = medianMs(15, () => sortJobs(jobs, {key: 'age', isReversed: false}, now));

	printTable(`The store with ${count.toLocaleString('en')} jobs (medians)`, [
		['memory per job', `${perJob.toFixed(0)} B`, 'under 1,000 B'],
		['merge of 100 changed rows', `${merge.toFixed(3)} ms`, 'under 2 ms'],
		['filter', `${filter.toFixed(1)} ms`, ''],
		['sort by age', `${sort.toFixed(1)} ms`, ''],
		['filter and sort', `${(filter + sort).toFixed(1)} ms`, 'under 30 ms'],
	]);
}

if (import.meta.main) await run();
