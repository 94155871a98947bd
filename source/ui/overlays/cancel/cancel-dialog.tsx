import {Box} from 'ink';
import {Fragment} from 'react';
import {type Job, runTime} from '../../../domain/job.ts';
import {widestStatus} from '../../../domain/status.ts';
import {formatDuration, formatPause} from '../../../domain/time.ts';
import {displayWidth} from '../../../terminal/display-width.ts';
import {cutText, fitMiddle, fitText} from '../../../terminal/fit-text.ts';
import {plainAscii} from '../../../terminal/plain-ascii.ts';
import {countUnlisted} from '../../facts/count-jobs.ts';
import {knownUntil} from '../../facts/stale.ts';
import {Line} from '../../layout/line.tsx';
import {firstShown, outOfSightText} from '../../layout/scrolled.ts';
import {narrowWidth, shortUuidWidth} from '../../layout/widths.ts';
import type {CancelQuestion} from '../../state/question-state.ts';
import {CompactTable} from '../../tables/compact-table.tsx';
import {isForeign, type View} from '../../view.ts';
import {leftOutNote} from '../question/left-out.ts';
import {numberLine, wantsNumber} from '../question/typed-number.ts';
import {cancelRefusal, stillMeant} from './ask-to-cancel.ts';
import {crampedLines, isCramped, jobsShown} from './dialog-size.ts';

/** Marked jobs may be out of the filter, so that what is asked about is not what was in sight. */
function unseenText(view: View, {jobs}: CancelQuestion): string {
	if (view.ui.job !== null) return '';
	const unseen = countUnlisted(view, new Set(jobs.map(({uuid}) => uuid)));
	return unseen === 0 ? '' : `${unseen} not in the list shown.`;
}

/** Whether there is a way back after the answer. */
function undoText({monitor, keyWords}: View): string {
	if (monitor.cancelGraceMs === 0) return 'A cancel cannot be undone.';
	const held = formatPause(monitor.cancelGraceMs);
	return `For ${held} ${keyWords.one('list.withdraw')} takes it back.`;
}

type Row = Readonly<Record<string, string>>;

type Props = {readonly view: View; readonly question: CancelQuestion; readonly height: number};

/**
 * Asks whether exactly these jobs are to be cancelled, and shows what each is doing now. The words that matter most, what will
 * happen and which key does it, stand in the first and the last line.
 */
export function CancelDialog({view, question, height}: Props): React.ReactNode {
	const {paint, width} = view;
	const count = question.jobs.length;
	const remaining = stillMeant(view, question).length;
	const what = count > 1 ? `Cancel these ${count} jobs?` : 'Cancel this job?';
	const cramped = isCramped(question, height);
	const shown = jobsShown(question, height);
	const top = firstShown(question.top, count, shown);
	const jobs = question.jobs.slice(top, top + shown);
	// An administrator may cancel another person's job all the same.
	const hasForeign = question.jobs.some(job => isForeign(view, job));
	const outOfSight = outOfSightText(top, count - top - jobs.length);
	const gone = count - remaining;
	const out = question.leftOut.length;
	const note = [
		outOfSight === '' ? '' : `${outOfSight}; ${view.glyphs.updown} scrolls.`,
		gone > 0 ? `${gone} no longer to be cancelled.` : '',
		cramped && out > 0 ? `${out} left out.` : '',
		unseenText(view, question),
		undoText(view),
	];
	const rule = view.glyphs.line.repeat(width);
	const line = (text: string): React.ReactNode => (
		<Line text={view.glyphs.isAscii ? plainAscii(text) : text} />
	);
	return (
		<Box flexDirection="column" height={height} overflow="hidden">
			<Line text={paint('danger', rule)} />
			{line(`${paint('danger', what)}  ${cutText(note.filter(Boolean).join(' '), width - what.length - 2)}`)}
			{cramped ? (
				crampedRows(view, jobs, crampedLines(question, height)).map((text, index) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: a line of the dialog is its place.
					<Fragment key={index}>{line(text)}</Fragment>
				))
			) : (
				<CompactTable
					isAscii={view.glyphs.isAscii}
					rows={fitTable(
						jobs.map(job => tableRow(view, job, hasForeign)),
						width,
					)}
				/>
			)}
			{out > 0 && !cramped ? line(paint('dim', leftOutNote(question.leftOut, width))) : null}
			{line(question.isDrawn || question.hint !== null ? answerLine(view, question, remaining) : '')}
		</Box>
	);
}

function stateOf(view: View, job: Job | undefined): string {
	if (job === undefined) return 'gone';
	const refusal = cancelRefusal(view, job);
	return refusal === null ? `${view.glyphs.status(job.status)} ${job.status}` : `${job.status}: left out`;
}

function tableRow(view: View, {uuid, name}: Job, hasForeign: boolean): Row {
	const job = view.monitor.jobs.get(uuid);
	const ran = job === undefined ? null : runTime(job, knownUntil(view));
	return {
		name,
		...(hasForeign ? {owner: job?.owner ?? ''} : {}),
		uuid,
		status: stateOf(view, job),
		system: job?.execSystemId ?? '',
		ran: ran === null ? '-' : formatDuration(ran),
	};
}

/** Columns that go when even the shortest uuid and name leave no room for them; the others always stay. */
const dropOrder = ['system', 'ran'] as const;
/** A status may change while the dialog is open, and no column moves for it. */
const statusWidth = widestStatus + 2;
const shortName = 36;

function fitTable(rows: readonly Row[], width: number): readonly Row[] {
	let columns = ['name', 'owner', 'uuid', 'status', 'system', 'ran'].filter(
		column => column in (rows[0] ?? {}),
	);
	const limits: Record<string, number> = {name: 64, owner: 12, uuid: 40, status: 26, system: 16, ran: 8};
	const widest = (column: string): number =>
		Math.min(limits[column]!, Math.max(column.length, ...rows.map(row => displayWidth(row[column]!))));
	const widthOf = (column: string): number =>
		column === 'status' && width >= narrowWidth ? Math.max(statusWidth, widest(column)) : widest(column);
	const over = (): number => columns.reduce((sum, column) => sum + widthOf(column) + 3, 1) - width;
	const shorten = (column: string, least: number): void => {
		if (over() > 0) limits[column] = Math.max(least, widest(column) - over());
	};
	shorten('uuid', shortUuidWidth);
	shorten('name', shortName);
	for (const column of dropOrder) if (over() > 0) columns = columns.filter(one => one !== column);
	shorten('name', 6);
	return rows.map(row =>
		Object.fromEntries(
			columns.map(column => {
				const fitting = column === 'name' ? fitMiddle : fitText;
				return [column, fitting(row[column]!, widthOf(column))];
			}),
		),
	);
}

/** A line for each job; a single one has its uuid below where there is room. */
function crampedRows(view: View, jobs: readonly Job[], room: number): readonly string[] {
	const rows = jobs.map(({uuid, name}) => ({
		uuid,
		what: `  ${stateOf(view, view.monitor.jobs.get(uuid))}  ${name}`,
	}));
	const [only] = rows;
	const lines =
		only !== undefined && rows.length === 1 && room > 1
			? [only.what, `  ${only.uuid}`]
			: rows.map(({what, uuid}) => `${what}  ${uuid}`);
	return lines.map(line => cutText(line, view.width));
}

function answerLine(view: View, question: CancelQuestion, remaining: number): string {
	const {paint, width, keyWords} = view;
	if (question.hint !== null) return paint('warn', cutText(question.hint, width));
	if (remaining === 0)
		return cutText(`Nothing is left to cancel. ${keyWords.one('cancel.no')} closes.`, width);
	if (wantsNumber(question)) return numberLine(view, question, 'cancel them', 'keeps them');
	const them = question.jobs.length > 1 ? 'them' : 'it';
	const keep = `${keyWords.all('cancel.enter', 'cancel.no')} keeps ${them}`;
	const yes = keyWords.one('cancel.yes');
	return `${paint('danger', yes)}${cutText(` cancels ${them}     ${keep}`, width - yes.length)}`;
}
