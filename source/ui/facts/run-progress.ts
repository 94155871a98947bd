import {type Job, runTime} from '../../domain/job.ts';
import {hasEnded} from '../../domain/status.ts';
import {formatDuration, MINUTE} from '../../domain/time.ts';
import {barOf} from '../layout/styled.ts';
import type {View} from '../view.ts';
import {knownUntil} from './stale.ts';

/** How much of its time limit a running job has used, 1 for all of it; null when that cannot be said. */
export function runShare(job: Job, view: Pick<View, 'monitor' | 'now'>): number | null {
	const ran = runTime(job, knownUntil(view));
	if (ran === null || job.maxMinutes === null || job.maxMinutes <= 0 || hasEnded(job.status)) return null;
	return ran / (job.maxMinutes * MINUTE);
}

/** The same in words, with a bar of so many cells; empty when it cannot be said. */
export function runProgress(view: View, job: Job, cells: number): string {
	const share = runShare(job, view);
	if (share === null) return '';
	const limitMs = job.maxMinutes! * MINUTE;
	const bar = barOf(share, cells, view.glyphs.full, view.glyphs.empty);
	const used = `${formatDuration(share * limitMs)} of ${formatDuration(limitMs)}`;
	return [used, bar, `${Math.round(share * 100)}%`].filter(Boolean).join(' ');
}
