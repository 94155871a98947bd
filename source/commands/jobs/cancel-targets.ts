import {Failure, isFailure} from '../../domain/failure.ts';
import type {Job} from '../../domain/job.ts';
import type {TapisApi} from '../../domain/tapis-api.ts';
import {formatDuration} from '../../domain/time.ts';
import {patientApi} from '../../following/patient-api.ts';
import {countDown} from '../../following/until.ts';
import {eventText} from '../../monitor/event-text.ts';
import type {CommandContext} from '../command-line/command.ts';
import {createPrinter} from '../command-line/printer.ts';
import {readActiveTargets} from './active-targets.ts';

/** A job named on the command line, and its row, or why there is none. */
export type CancelTarget = {
	readonly uuid: Job['uuid'];
	readonly job: Job | null;
	readonly failure: Failure | null;
};

/**
 * The jobs a `cancel` is about, as the service knows them now; read within so many milliseconds, of which a lost line may take some.
 */
export async function readCancelTargets(
	context: CommandContext,
	connected: TapisApi,
	withinMs: number,
): Promise<readonly CancelTarget[]> {
	const {clock, signal} = context;
	const printer = createPrinter(context);
	const api = patientApi(connected, {
		clock,
		signal,
		leftMs: countDown(clock, withinMs),
		timeOver: last => last ?? noAnswer(withinMs),
		onTrouble: failure => printer.say(eventText({kind: 'link-lost', failure})),
	});
	const active = await readActiveTargets(context, api, 'cancel');
	if (active.kind === 'filtered') return active.jobs.map(job => ({uuid: job.uuid, job, failure: null}));
	const {uuids} = active;
	if (uuids.length === 0) return [];
	const page = await api.getJobsByUuid(uuids);
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
			targets.push({uuid, job: await api.getJob(uuid), failure: null});
		} catch (error) {
			if (!isFailure(error) || !error.isOfOneJob) throw error;
			targets.push({uuid, job: null, failure: error});
		}
	}
	return targets;
}

function noAnswer(withinMs: number): Failure {
	return new Failure('deadline', `The service did not answer within ${formatDuration(withinMs)}.`, {
		advice: 'Nothing was cancelled; the jobs go on.',
	});
}
