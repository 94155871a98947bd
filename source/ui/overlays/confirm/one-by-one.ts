import type {Failure} from '../../../domain/failure.ts';
import type {Job} from '../../../domain/job.ts';
import type {Acts} from '../../acts.ts';
import {closeOverlay} from '../../state/overlay-changes.ts';
import type {ConfirmAsked, RequestDraft} from '../../state/question-state.ts';
import {askService} from '../ask-service.ts';
import {isAbout, setWorking} from '../question/question.ts';
import {askAgain} from './ask-to-confirm.ts';

export type OneByOne<Value> = {
	readonly act: ConfirmAsked['act'];
	readonly jobs: readonly Job[];
	/** The request that was edited, to be asked about once more when it was not taken. */
	readonly draft?: RequestDraft;
	/** "submitting", "submitted": for what is shown meanwhile and at the end. */
	readonly doing: string;
	readonly done: string;
	readonly request: (job: Job, signal: AbortSignal) => Promise<Value>;
	readonly onDone: (job: Job, value: Value) => void;
};

/**
 * Asks the service for one job after the other, with the question still open that showed which. Returns the values when all went
 * well; else the question comes again about those that are left, with what went wrong, and null is returned.
 */
export async function oneByOne<Value>(acts: Acts, parts: OneByOne<Value>): Promise<readonly Value[] | null> {
	const {jobs} = parts;
	const values: Value[] = [];
	const left: Job[] = [];
	let failure: Failure | null = null;
	const tell = createTold(acts);
	for (const [index, job] of jobs.entries()) {
		const count = jobs.length === 1 ? '' : ` ${index + 1} of ${jobs.length}`;
		tell(`${parts.doing}${count}`);
		setWorking(acts, jobs, `${parts.doing}${count}…`);
		const answer = await askService(acts, signal => parts.request(job, signal));
		if (!('failure' in answer)) {
			values.push(answer.value);
			parts.onDone(job, answer.value);
			continue;
		}
		failure ??= answer.failure;
		left.push(job);
		if (answer.failure.isOfOneJob) continue;
		left.push(...jobs.slice(index + 1));
		break;
	}
	tell(null);
	if (failure === null) {
		if (isAbout(acts, jobs)) acts.update(closeOverlay);
		return values;
	}
	const trouble = tellFailure(parts, values.length, failure);
	askAgain(acts, jobs, parts.act, left, {draft: parts.draft ?? null, trouble});
	return null;
}

/** Keeps in sight of the whole program what goes on, also once the question has been left; null: nothing any more. */
function createTold({update}: Acts): (doing: string | null) => void {
	let last: {readonly doing: string} | null = null;
	return doing => {
		const before = last;
		const now = doing === null ? null : {doing};
		last = now;
		update(state => ({
			...state,
			begun: [...state.begun.filter(one => one !== before), ...(now === null ? [] : [now])],
		}));
	};
}

function tellFailure(
	{jobs, done}: Pick<OneByOne<unknown>, 'jobs' | 'done'>,
	count: number,
	failure: Failure,
): string {
	const head = jobs.length === 1 ? `Not ${done}.` : `${count} of ${jobs.length} ${done}.`;
	return `${failure.mayHaveHappened ? headOfUnsure(jobs.length, count, done) : head} ${failure.sentences}`;
}

function headOfUnsure(of: number, count: number, done: string): string {
	if (of === 1) return `It is not known whether it was ${done}: look before you try again.`;
	return `${count} of ${of} ${done}; of the next it is not known: look before you try again.`;
}
