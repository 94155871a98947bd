import {conditionRow} from '../../../domain/condition.ts';
import {failureOf} from '../../../domain/describe-job.ts';
import {type Job, type JobUuid, runTime} from '../../../domain/job.ts';
import {statusRow} from '../../../domain/status.ts';
import {formatDuration, formatInstant} from '../../../domain/time.ts';
import type {CancelOutcome} from '../../../monitor/monitor-state.ts';
import {cleanText} from '../../../terminal/clean-text.ts';
import {cutText, displayWidth} from '../../../terminal/fit-text.ts';
import {wrapWords} from '../../layout/styled.ts';
import {describePending, isCancelPending} from '../../pending-cancel.ts';
import {runProgress} from '../../run-progress.ts';
import type {Role} from '../../theme.ts';
import {selectedJob, type View} from '../../view.ts';

/** Two lines about the selected job, under the list: which one it is exactly, and what is going on with it. */
export function drawSelected(view: View): readonly string[] {
	const job = selectedJob(view);
	if (job === undefined) return ['', ''];
	const {width, paint} = view;
	const which = [cutText(job.name, 40), cutText(job.uuid, 44), scheduler(job)].filter(Boolean).join('   ');
	const room = width - displayWidth(which) - 3;
	const used =
		[20, 10, 0].map(cells => runProgress(view, job, cells)).find(text => displayWidth(text) <= room) ?? '';
	const news = whatIsNew(view, job);
	const first = used === '' ? which : `${which}   ${used}`;
	return [cutText(first, width), paint(news.role, cutText(news.text, width))];
}

/** The pane at the right of a wide terminal: the same, and more, of the selected job. */
export function drawPreview(view: View, width: number, height: number): readonly string[] {
	const job = selectedJob(view);
	if (job === undefined) return [];
	const {paint, now} = view;
	const row = statusRow(job.status);
	const news = whatIsNew(view, job);
	const lines: string[] = [
		paint('title', cutText(job.name, width)),
		paint('dim', cutText(job.uuid, width)),
		'',
		paint(row.tone, cutText(`${view.glyphs.status(job.status)} ${job.status}`, width)),
		...wrapWords(row.meaning, width),
		'',
	];
	const facts: readonly (readonly [string, string | null])[] = [
		['app', `${job.appId} ${job.appVersion}`.trim()],
		['system', job.execSystemId],
		['owner', job.owner],
		['scheduler', job.remoteJobId],
		['created', job.created === null ? null : formatInstant(job.created)],
		['started', job.remoteStarted === null ? null : formatInstant(job.remoteStarted)],
		['ended', job.ended === null ? null : formatInstant(job.ended)],
		['ran', ranOf(job, now)],
		['tags', job.tags.join(', ') || null],
	];
	for (const [label, value] of facts) {
		if (value) lines.push(`${paint('dim', label.padEnd(10))}${cutText(value, width - 10)}`);
	}
	const bar = runProgress(view, job, Math.max(4, width - 24));
	if (bar !== '') lines.push(cutText(bar, width));
	if (news.text !== '')
		lines.push('', ...wrapWords(cleanText(news.text), width).map(line => paint(news.role, line)));
	return lines.slice(0, height);
}

function ranOf(job: Job, now: number): string | null {
	const ran = runTime(job, now);
	return ran === null ? null : formatDuration(ran);
}

function scheduler(job: Job): string {
	return job.remoteJobId === null ? '' : `scheduler id ${cutText(job.remoteJobId, 30)}`;
}

/** The one thing most worth saying about a job now. */
function whatIsNew(view: View, job: Job): {readonly text: string; readonly role: Role} {
	const cancellation = view.monitor.cancels.get(job.uuid);
	if (cancellation !== undefined && isCancelPending(cancellation)) {
		return {text: describePending(cancellation, view.now), role: 'pending'};
	}
	if (cancellation?.outcome) return describeOutcome(job.uuid, cancellation.outcome);
	const condition = job.condition === null ? undefined : conditionRow(job.condition);
	if (condition !== undefined)
		return {text: `${condition.meaning} ${condition.advice}`, role: statusRow(job.status).tone};
	return {text: job.lastMessage ?? job.condition ?? '', role: 'dim'};
}

/** How a cancellation ended, for the person. */
export function describeOutcome(
	uuid: JobUuid,
	outcome: CancelOutcome,
): {readonly text: string; readonly role: Role} {
	switch (outcome.kind) {
		case 'cancelled': {
			const left =
				outcome.remoteJobId === null
					? ''
					: ` Some runtimes leave it running: make sure that ${outcome.remoteJobId} is gone from the system.`;
			return {text: `Cancelled, says the service.${left}`, role: 'good'};
		}
		case 'ended-otherwise':
			return {text: `It ended as ${outcome.status} before the cancel took effect.`, role: 'warn'};
		case 'refused':
			return {
				text: `The cancel was refused: ${failureOf(uuid, outcome.failure)} ${outcome.failure.advice}`,
				role: 'danger',
			};
		case 'unknown':
			return {
				text: 'The cancel was accepted but has not taken effect in time. Look at the job, and cancel again if it still runs.',
				role: 'danger',
			};
		case 'withdrawn':
			return {text: 'The cancel was taken back before it was sent.', role: 'dim'};
	}
}
