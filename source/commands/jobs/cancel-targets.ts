import {type Failure, isFailure} from '../../domain/failure.ts';
import type {Job} from '../../domain/job.ts';
import type {TapisApi} from '../../domain/tapis-api.ts';
import type {CommandContext} from '../command-line/command.ts';
import {readActiveTargets} from './active-targets.ts';

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
	const {signal} = context;
	const active = await readActiveTargets(context, api, 'cancel');
	if (active.kind === 'filtered') return active.jobs.map(job => ({uuid: job.uuid, job, failure: null}));
	const {uuids} = active;
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
			if (!isFailure(error) || !error.isOfOneJob) throw error;
			targets.push({uuid, job: null, failure: error});
		}
	}
	return targets;
}
