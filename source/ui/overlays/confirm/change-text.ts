import type {RequestChange} from '../../../domain/job-request.ts';
import {cleanText} from '../../../terminal/clean-text.ts';
import {displayWidth} from '../../../terminal/display-width.ts';
import {cutStart, cutText} from '../../../terminal/fit-text.ts';

/** So much of what both sides begin with is left before the place where they part. */
const sharedKept = 6;

/**
 * A change of a request on one line of a width. Where it has no room, both sides are cut, and begin shortly before the place where
 * they part: two long paths would otherwise look the same. Of the name, the end tells the most.
 */
export function changeText({name, before, after}: RequestChange, arrow: string, width: number): string {
	const [was, is, label] = [cleanText(before), cleanText(after), cleanText(name)];
	const whole = `${label}: ${was} ${arrow} ${is}`;
	if (displayWidth(whole) <= width) return whole;
	const head = cutStart(label, Math.floor(width / 3));
	const room = width - displayWidth(`${head}:  ${arrow} `);
	const [one, other] = fromDifference(was, is);
	const half = Math.floor(room / 2);
	const oneText = cutText(one, Math.max(half, room - displayWidth(other)));
	return `${head}: ${oneText} ${arrow} ${cutText(other, room - displayWidth(oneText))}`;
}

function fromDifference(one: string, other: string): readonly [string, string] {
	const [points, others] = [[...one], [...other]];
	let shared = 0;
	while (shared < points.length && points[shared] === others[shared]) shared++;
	const from = shared - sharedKept;
	if (from <= 1) return [one, other];
	return [`…${points.slice(from).join('')}`, `…${others.slice(from).join('')}`];
}
