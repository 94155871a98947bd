import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parseFilter} from '../../source/domain/filter/filter.ts';
import type {Job, JobUuid} from '../../source/domain/job.ts';
import {type SortKey, sortKeys} from '../../source/domain/order.ts';
import {FAILED, QUEUED, RUNNING} from '../../source/domain/status.ts';
import {MINUTE} from '../../source/domain/time.ts';
import {createVisibleJobs} from '../../source/ui/state/visible-jobs.ts';
import {buildJob, worldStart} from '../helpers/build-job.ts';

const statuses = [QUEUED, RUNNING, FAILED];

function filterOf(text: string) {
	const parsed = parseFilter(text);
	if (!parsed.ok) throw new Error(parsed.problem.message);
	return parsed.filter;
}

const listOf = (text = '', key: SortKey = 'age', isReversed = false) => ({
	filter: filterOf(text),
	order: {key, isReversed},
	anchor: null,
});

/** What happens to the jobs between two looks. */
const acts = fc.oneof(
	fc.record({kind: fc.constant('put' as const), number: fc.integer({min: 1, max: 60}), value: fc.nat(9)}),
	fc.record({kind: fc.constant('drop' as const), number: fc.integer({min: 1, max: 60})}),
	fc.record({kind: fc.constant('wait' as const), ms: fc.nat(3 * MINUTE)}),
);

describe('the jobs in sight', () => {
	it('are those that arranging all of them anew would give, whatever has changed', () => {
		fc.assert(
			fc.property(
				fc.constantFrom('', 'status:active', 'age<4m', '-updated>2m name:job'),
				fc.constantFrom(...sortKeys.map(({key}) => key)),
				fc.boolean(),
				fc.array(fc.array(acts, {maxLength: 6}), {maxLength: 12}),
				(filter, key, isReversed, rounds) => {
					const jobs = new Map<JobUuid, Job>();
					for (let number = 1; number <= 40; number++) jobs.set(buildJob(number).uuid, buildJob(number));
					const list = listOf(filter, key, isReversed);
					const visible = createVisibleJobs();
					let now = worldStart;
					let jobsRevision = 0;
					for (const round of rounds) {
						for (const act of round) {
							jobsRevision++;
							if (act.kind === 'wait') now += act.ms;
							else if (act.kind === 'drop') jobs.delete(buildJob(act.number).uuid);
							else {
								const job = buildJob(act.number, {
									name: `job-${act.value}`,
									status: statuses[act.value % 3]!,
									lastUpdated: now - act.value * MINUTE,
									remoteStarted: act.value > 5 ? null : now - act.value * 1000,
								});
								jobs.set(job.uuid, job);
							}
						}
						const shown = visible({jobs, jobsRevision}, list, now);
						expect(shown).toEqual(createVisibleJobs()({jobs, jobsRevision}, list, now));
					}
				},
			),
		);
	});

	it('stay the same array while none of them changes', () => {
		const jobs = new Map([1, 2, 3].map(number => [buildJob(number).uuid, buildJob(number)]));
		const list = listOf('name:job');
		const visible = createVisibleJobs();
		const first = visible({jobs, jobsRevision: 1}, list, worldStart);
		expect(visible({jobs, jobsRevision: 1}, list, worldStart + 10 * MINUTE)).toBe(first);
		const hidden = buildJob(4, {name: 'other'});
		jobs.set(hidden.uuid, hidden);
		expect(visible({jobs, jobsRevision: 2}, list, worldStart)).toBe(first);
	});

	it('leave when their time has come', () => {
		const jobs = new Map([[buildJob(1).uuid, buildJob(1, {created: worldStart})]]);
		const list = listOf('age<2m');
		const visible = createVisibleJobs();
		expect(visible({jobs, jobsRevision: 1}, list, worldStart + MINUTE)).toHaveLength(1);
		expect(visible({jobs, jobsRevision: 1}, list, worldStart + 3 * MINUTE)).toHaveLength(0);
	});
});
