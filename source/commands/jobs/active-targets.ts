import {Failure} from '../../domain/failure.ts';
import {matchesFilter} from '../../domain/filter/filter.ts';
import type {Job, JobUuid} from '../../domain/job.ts';
import {hasEnded} from '../../domain/status.ts';
import type {TapisApi} from '../../domain/tapis-api.ts';
import {readJobs} from '../../following/read-jobs.ts';
import type {CommandContext} from '../command-line/command.ts';
import {readFilter} from '../command-line/read-filter.ts';
import {resolveUuids, wordsFrom} from './resolve-uuids.ts';

/** The jobs a command was told to act on: those named, or those of the filter that have not ended, with their rows. */
export type ActiveTargets =
	| {readonly kind: 'named'; readonly uuids: readonly JobUuid[]}
	| {readonly kind: 'filtered'; readonly jobs: readonly Job[]};

/**
 * Reads which jobs uuids or `--filter` mean, of the caller's own. Rejects with a `usage` Failure where both are given, or neither,
 * and for a filter that would mean every job. `command` is named in its advice.
 */
export async function readActiveTargets(
	{args, flags, signal, clock, stdin}: CommandContext,
	api: TapisApi,
	command: 'cancel' | 'wait',
): Promise<ActiveTargets> {
	const advice = `See \`tapis-jobs ${command} --help\`.`;
	if (args.length > 0) {
		if (flags.filter !== undefined) throw new Failure('usage', 'Give uuids or --filter, not both.', {advice});
		return {kind: 'named', uuids: await resolveUuids(await wordsFrom(args, stdin), api, signal)};
	}
	if (flags.filter === undefined)
		throw new Failure('usage', 'Which jobs? Give their uuids, or --filter.', {advice});
	const filter = readFilter(flags);
	if (filter.tests.length === 0) {
		throw new Failure('usage', 'An empty filter would mean every job.', {
			advice: 'Write --filter status:active if you mean that.',
		});
	}
	const jobs: Job[] = [];
	for await (const job of readJobs(api, {listType: 'MY_JOBS', signal})) {
		// Nobody who filters by an app means its ended jobs, to cancel them or to wait for them.
		if (!hasEnded(job.status) && matchesFilter(filter, job, clock.now())) jobs.push(job);
	}
	return {kind: 'filtered', jobs};
}
