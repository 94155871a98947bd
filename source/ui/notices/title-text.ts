import {BLOCKED, FAILED, PENDING, QUEUED, RUNNING, statusRow} from '../../domain/status.ts';
import {countJobs} from '../facts/count-jobs.ts';
import type {View} from '../view.ts';

/** One status of each kind that is counted in the title, where room is short. */
const shown = [RUNNING, QUEUED, PENDING, BLOCKED, FAILED];

/** `▶3 ◷12 ✗1 tapis-jobs`; a line that has stopped is told too, since the counts then are old. */
export function titleText(view: View): string {
	const counts = countJobs(view);
	const parts = shown.flatMap(status => {
		const count = counts[statusRow(status).tally] ?? 0;
		return count === 0 ? [] : [`${view.glyphs.status(status)}${count}`];
	});
	return [...parts, 'tapis-jobs', ...stopped(view)].join(' ');
}

function stopped({monitor}: View): readonly string[] {
	switch (monitor.link.kind) {
		case 'failing':
			return ['(no answer)'];
		case 'signed-out':
			return ['(signed out)'];
		case 'paused':
			return ['(paused)'];
		default:
			return [];
	}
}
