import {type Job, runTime} from '../../domain/job.ts';
import {hasEnded} from '../../domain/status.ts';
import {formatDuration, MINUTE} from '../../domain/time.ts';
import {barOf} from '../layout/styled.ts';
import type {View} from '../view.ts';
import {knownUntil} from './stale.ts';

/** How much of its time limit a running job has used, with a bar of so many cells; empty when that cannot be said. */
export function runProgress(view: View, job: Job, cells: number): string {
	const ran = runTime(job, knownUntil(view));
	if (ran === null || job.maxMinutes === null || job.maxMinutes <= 0 || hasEnded(job.status)) return '';
	const share = ran / (job.maxMinutes * MINUTE);
	const bar = barOf(share, cells, view.glyphs.full, view.glyphs.empty);
	const used = `${formatDuration(ran)} of ${formatDuration(job.maxMinutes * MINUTE)}`;
	return [used, bar, `${Math.round(share * 100)}%`].filter(Boolean).join(' ');
}
