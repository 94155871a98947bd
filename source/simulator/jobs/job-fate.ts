import {NORMAL_COMPLETION} from '../../domain/condition.ts';
import {ARCHIVING, FAILED, FINISHED} from '../../domain/status.ts';
import {share} from '../random.ts';
import type {Fate, SampleApp} from './job-record.ts';
import {failureCases} from './sample-data.ts';

type Kind = Pick<SampleApp, 'jobType'>;

/** What a job of an application comes to, by its seed. */
export function fateOf(seed: number, app: Kind): Fate {
	return share(seed, 'fate') < 0.8 ? finishedFate(app) : failedFate(seed, app);
}

export function finishedFate(app: Kind): Fate {
	return {end: FINISHED, condition: NORMAL_COMPLETION, endsIn: ARCHIVING, exitCode: exitCode('0:0', app)};
}

export function failedFate(seed: number, app: Kind): Fate {
	const cases = failureCases.filter(one => app.jobType === 'BATCH' || !one.isOfScheduler);
	const failure = cases[Math.floor(share(seed, 'failure') ** 1.5 * cases.length)]!;
	const {condition, endsIn} = failure;
	return {end: FAILED, condition, endsIn, exitCode: exitCode(failure.exitCode, app)};
}

/** A scheduler adds a signal to the exit code; of a process that none runs there is the code alone. */
function exitCode(ofScheduler: string | null, {jobType}: Kind): string | null {
	return jobType === 'BATCH' ? ofScheduler : (ofScheduler?.split(':')[0] ?? null);
}
