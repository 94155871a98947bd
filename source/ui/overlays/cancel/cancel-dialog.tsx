import {Box} from 'ink';
import {type Job, runTime} from '../../../domain/job.ts';
import {formatDuration} from '../../../domain/time.ts';
import {cutText, displayWidth} from '../../../terminal/fit-text.ts';
import {CompactTable, tableFrame} from '../../compact-table.tsx';
import {Line} from '../../line.tsx';
import type {CancelDialog as CancelDialogState} from '../../state/overlay-state.ts';
import type {View} from '../../view.ts';
import {cancelRefusal, remainingTargets, typedFrom} from './ask-to-cancel.ts';

/** How many lines the dialog takes of those there are. */
export function cancelDialogHeight(dialog: CancelDialogState, height: number): number {
	return 3 + tableFrame + rowsShown(dialog, height) + (dialog.leftOut.length > 0 ? 1 : 0);
}

function rowsShown(dialog: CancelDialogState, height: number): number {
	const room = height - 3 - tableFrame - (dialog.leftOut.length > 0 ? 1 : 0);
	return Math.max(1, Math.min(dialog.targets.length, room, 10));
}

/** Too little room for a bordered table: one line for each job. */
function isCramped(height: number): boolean {
	return height < 3 + tableFrame + 1;
}

type Row = Readonly<Record<string, string>>;

type Props = {readonly view: View; readonly dialog: CancelDialogState; readonly height: number};

/**
 * Asks whether exactly these jobs are to be cancelled, and shows what each is doing now. The words that matter most, what will
 * happen and which key does it, stand in the first and the last line.
 */
export function CancelDialog({view, dialog, height}: Props): React.ReactNode {
	const {paint, width} = view;
	const remaining = remainingTargets(view, dialog).length;
	const many = dialog.targets.length > 1;
	const what = many ? `Cancel these ${dialog.targets.length} jobs?` : 'Cancel this job?';
	const shown = isCramped(height) ? Math.max(1, height - 3) : rowsShown(dialog, height);
	const targets = dialog.targets.slice(dialog.top, dialog.top + shown);
	const hidden = dialog.targets.length - targets.length;
	const gone = dialog.targets.length - remaining;
	const note = [
		hidden > 0 ? `${hidden} more; ${view.keyWords.one('cancel.down')} scrolls.` : '',
		gone > 0 ? `${gone} ended meanwhile.` : '',
		'A cancel cannot be undone.',
	];
	const rule = view.glyphs.line.repeat(width);
	return (
		<Box flexDirection="column" height={height} overflow="hidden">
			<Line text={paint('danger', rule)} />
			<Line
				text={`${paint('danger', what)}  ${cutText(note.filter(Boolean).join(' '), width - what.length - 2)}`}
			/>
			{isCramped(height) ? (
				targets.map(target => <Line key={target.uuid} text={crampedRow(view, target)} />)
			) : (
				<CompactTable
					rows={fitTable(
						targets.map(target => tableRow(view, target)),
						width,
					)}
				/>
			)}
			{dialog.leftOut.length > 0 && !isCramped(height) ? (
				<Line text={paint('dim', cutText(leftOutNote(dialog), width))} />
			) : null}
			<Line text={answerLine(view, dialog, remaining)} />
		</Box>
	);
}

function stateOf(view: View, job: Job | undefined): string {
	if (job === undefined) return 'gone';
	const refusal = cancelRefusal(view, job);
	return refusal === null ? `${view.glyphs.status(job.status)} ${job.status}` : `${job.status}: left out`;
}

function tableRow(view: View, target: CancelDialogState['targets'][number]): Row {
	const job = view.monitor.jobs.get(target.uuid);
	const ran = job === undefined ? null : runTime(job, view.now);
	return {
		name: target.name,
		uuid: target.uuid,
		status: stateOf(view, job),
		system: job?.execSystemId ?? '',
		ran: ran === null ? '-' : formatDuration(ran),
	};
}

/** Columns that go first when the table is too wide; the name, the uuid's beginning and the status always stay. */
const dropOrder = ['ran', 'system'] as const;

function fitTable(rows: readonly Row[], width: number): readonly Row[] {
	let columns = ['name', 'uuid', 'status', 'system', 'ran'];
	const limits: Record<string, number> = {name: 30, uuid: 40, status: 26, system: 16, ran: 8};
	const widest = (column: string): number =>
		Math.min(limits[column]!, Math.max(column.length, ...rows.map(row => displayWidth(row[column]!))));
	const total = (): number => columns.reduce((sum, column) => sum + widest(column) + 3, 1);
	for (const column of dropOrder) if (total() > width) columns = columns.filter(one => one !== column);
	// A uuid is known by its beginning; the name is cut only when even that is not enough.
	if (total() > width) limits['uuid'] = Math.max(8, 40 - (total() - width));
	if (total() > width) limits['name'] = Math.max(6, 30 - (total() - width));
	return rows.map(row =>
		Object.fromEntries(columns.map(column => [column, cutText(row[column]!, widest(column))])),
	);
}

function crampedRow(view: View, target: CancelDialogState['targets'][number]): string {
	const job = view.monitor.jobs.get(target.uuid);
	return cutText(`  ${stateOf(view, job)}  ${target.name}  ${target.uuid}`, view.width);
}

function leftOutNote(dialog: CancelDialogState): string {
	const [first] = dialog.leftOut;
	const more = dialog.leftOut.length > 1 ? `, and ${dialog.leftOut.length - 1} more` : '';
	return `Left out: ${first!.name} (${first!.reason})${more}.`;
}

function answerLine(view: View, dialog: CancelDialogState, remaining: number): string {
	const {paint, width, keyWords} = view;
	if (dialog.hint !== null) return paint('warn', cutText(dialog.hint, width));
	const no = keyWords.one('cancel.no');
	if (remaining === 0) return cutText(`Nothing is left to cancel. ${no} closes.`, width);
	const them = dialog.targets.length > 1 ? 'them' : 'it';
	if (dialog.targets.length >= typedFrom) {
		const count = dialog.targets.length;
		const enter = keyWords.one('cancel.enter');
		const answers = [
			`Type ${count} and ${enter} to cancel them: ${dialog.typed}_   ${no} keeps them.`,
			`Type ${count} and ${enter} to cancel: ${dialog.typed}_`,
		];
		// What has been typed must be seen, however narrow the terminal.
		const fitting = answers.find(answer => displayWidth(answer) <= width);
		return cutText(fitting ?? `Type ${count}, ${enter}: ${dialog.typed}_`, width);
	}
	const keep = `${keyWords.all('cancel.enter', 'cancel.no')} keeps ${them}`;
	const yes = keyWords.one('cancel.yes');
	return `${paint('danger', yes)}${cutText(` cancels ${them}     ${keep}`, width - yes.length)}`;
}
