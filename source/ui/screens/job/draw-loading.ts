import {formatDuration} from '../../../domain/time.ts';
import {cutText} from '../../../terminal/fit-text.ts';
import {isStale} from '../../facts/stale.ts';
import {oneLine, wrapWords} from '../../layout/styled.ts';
import type {Loaded} from '../../state/job-screen-state.ts';
import type {Role} from '../../theme.ts';
import type {View} from '../../view.ts';

/** Prose from us or from the service, wrapped, with an indent. */
export function paragraph(view: View, role: Role, text: string, indent = 0): readonly string[] {
	const room = Math.max(1, view.width - indent);
	const blank = ' '.repeat(Math.min(indent, view.width - 1));
	return wrapWords(oneLine(text), room).map(line => blank + view.paint(role, line));
}

/** What is said in place of something that has not come: that it is on its way, or why it is not and what to do. */
export function drawAbsent(
	view: View,
	{failure}: Pick<Loaded<unknown>, 'failure'>,
	what: string,
	isReasonSaid = false,
): readonly string[] {
	if (failure === null) return [view.paint('dim', cutText(`Loading ${what}…`, view.width))];
	const next = failure.canRetry
		? 'It is tried again by itself; a reload tries at once.'
		: 'A reload tries again.';
	return [
		view.paint('danger', cutText(`${capital(what)} could not be read.`, view.width)),
		...(isReasonSaid ? [] : paragraph(view, 'text', failure.message)),
		...paragraph(view, 'text', failure.advice),
		...paragraph(view, 'dim', next),
	];
}

/** Above everything of a job while nothing is heard of it: how old the picture is, and why. */
function drawStale(view: View): readonly string[] {
	const {asOf, link} = view.monitor;
	const age = asOf === null ? '' : `As of ${formatDuration(view.now - asOf)} ago.`;
	const why = 'failure' in link ? ` ${link.failure.message}` : '';
	return paragraph(view, 'warn', `${age}${why}`);
}

/**
 * How old what is shown is, and why, where it is not of the present. What stands there in place of a value that could not be had is
 * known from the list, and as old as that from the first lost answer on.
 */
export function drawAge(view: View, value: Loaded<unknown>): readonly string[] {
	const old = drawOld(view, value);
	const isOfLostList = value.value === null && value.failure !== null && 'failure' in view.monitor.link;
	return old.length > 0 || !(isStale(view) || isOfLostList) ? old : drawStale(view);
}

/** A line above a value that could not be renewed: how old it is, and why. */
export function drawOld(view: View, {failure, at, value}: Loaded<unknown>): readonly string[] {
	if (failure === null || value === null || at === null) return [];
	const text = `As of ${formatDuration(view.now - at)} ago; the last reload failed: ${failure.message}`;
	return [view.paint('warn', cutText(text, view.width))];
}

function capital(text: string): string {
	return text.slice(0, 1).toUpperCase() + text.slice(1);
}
