import {Failure} from '../../domain/failure.ts';
import {matchesFilter} from '../../domain/filter.ts';
import type {Job} from '../../domain/job.ts';
import {hasEnded} from '../../domain/status.ts';
import type {TapisApi} from '../../domain/tapis-api.ts';
import {readJobs} from '../../following/read-jobs.ts';
import type {CommandContext} from '../command-line/command.ts';
import {readFilter} from '../command-line/read-filter.ts';
import {resolveUuids, wordsFrom} from './resolve-uuids.ts';

/** A job named on the command line, and its row, or why there is none. */
export type CancelTarget = {
	readonly uuid: Job['uuid'];
	readonly job: Job | null;
	readonly failure: Failure | null;
};

/** The jobs a `cancel` is about, as the service knows them now. */
export async function readCancelTargets(
	context: CommandContext,
	api: TapisApi,
): Promise<readonly CancelTarget[]> {
	const {args, flags, signal, clock, stdin} = context;
	if (args.length > 0 && flags.filter !== undefined) {
		throw new Failure('usage', 'Give uuids or --filter, not both.', {
			advice: 'See `tapis-jobs cancel --help`.',
		});
	}
	if (args.length === 0 && flags.filter === undefined) {
		throw new Failure('usage', 'Which jobs? Give their uuids, or --filter.', {
			advice: 'See `tapis-jobs cancel --help`.',
		});
	}
	if (flags.filter !== undefined) {
		const filter = readFilter(flags);
		if (filter.tests.length === 0) {
			throw new Failure('usage', 'An empty filter would mean every job.', {
				advice: 'Write --filter status:active if you mean that.',
			});
		}
		const targets: CancelTarget[] = [];
		for await (const job of readJobs(api, {listType: 'MY_JOBS', signal})) {
			// Nobody who filters by an app asks for its ended jobs to be cancelled.
			if (hasEnded(job.status) || !matchesFilter(filter, job, clock.now())) continue;
			targets.push({uuid: job.uuid, job, failure: null});
		}
		return targets;
	}
	const uuids = await resolveUuids(await wordsFrom(args, stdin), api, signal);
	if (uuids.length === 0) return [];
	const page = await api.getJobsByUuid(uuids, {signal});
	const rows = new Map(page.jobs.map(job => [job.uuid, job]));
	const targets: CancelTarget[] = [];
	// One after the other: a long list at once would only wait for the few connections there are, until it is given up.
	for (const uuid of uuids) {
		const job = rows.get(uuid);
		if (job !== undefined) {
			targets.push({uuid, job, failure: null});
			continue;
		}
		try {
			// The search leaves out what it may not show, and hidden jobs; reading the job itself tells which it is.
			targets.push({uuid, job: await api.getJob(uuid, {signal}), failure: null});
		} catch (error) {
			if (!(error instanceof Failure) || error.kind === 'sign-in' || error.kind === 'aborted') throw error;
			targets.push({uuid, job: null, failure: error});
		}
	}
	return targets;
}
