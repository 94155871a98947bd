import {render} from 'ink-testing-library';
import {describe, expect, it} from 'vitest';
import {FINISHED, RUNNING} from '../../source/domain/status.ts';
import {displayWidth} from '../../source/terminal/display-width.ts';
import {drawScreen} from '../../source/ui/frame/draw-screen.ts';
import {unstyled} from '../../source/ui/layout/styled.ts';
import {CancelDialog} from '../../source/ui/overlays/cancel/cancel-dialog.tsx';
import {cancelDialogHeight} from '../../source/ui/overlays/cancel/dialog-size.ts';
import {type CancelQuestion, unanswered} from '../../source/ui/state/question-state.ts';
import type {View} from '../../source/ui/view.ts';
import {buildJob} from '../helpers/build-job.ts';
import {buildView} from '../helpers/build-view.ts';
import {createFakeActs} from '../helpers/fake-acts.ts';
import {overlayJobs, overlayStates} from '../helpers/overlay-states.ts';

/** On both sides of every width and height at which something changes its form. */
const widths = [30, 39, 40, 59, 60, 79, 80, 99, 100, 119, 120];
const heights = [8, 9, 10, 11, 12, 13, 15, 16, 19, 20, 24, 40];

function eachSize(look: (columns: number, rows: number) => void): void {
	for (const columns of widths) for (const rows of heights) look(columns, rows);
}

describe('an overlay at every size', () => {
	it.each(Object.keys(overlayStates))('fills the screen exactly, with a row behind it: %s', name => {
		const {overlay, ...options} = overlayStates[name]!;
		const broken: string[] = [];
		eachSize((columns, rows) => {
			const ui = {overlay, columns, rows};
			const view = buildView({columns, rows, jobs: overlayJobs, ...options, ui});
			const {above, sheet, below} = drawScreen({...view, width: columns, height: rows}, () => 0);
			const lines = [...above, ...sheet, ...below];
			if (lines.length !== rows || sheet.length < 2) broken.push(`${columns}x${rows}: ${lines.length} lines`);
			for (const line of lines)
				if (displayWidth(unstyled(line)) > columns) broken.push(`${columns}x${rows}: ${line}`);
		});
		expect(broken).toEqual([]);
	});
});

describe('the question whether to cancel, at every size', () => {
	const many = Array.from({length: 12}, (_, at) => buildJob(at + 1));
	const asked: Readonly<Record<string, Omit<CancelQuestion, 'kind'>>> = {
		'one job': {jobs: many.slice(0, 1), leftOut: [], ...unanswered, isDrawn: true},
		'one job and one left out': {
			jobs: many.slice(0, 1),
			leftOut: [{name: 'calibrate-b', reason: `already ${FINISHED}`}],
			...unanswered,
			isDrawn: true,
		},
		'a few': {jobs: many.slice(0, 3), leftOut: [], ...unanswered, isDrawn: true},
		many: {jobs: many, leftOut: [], ...unanswered, typed: '12', isDrawn: true},
	};

	it.each(Object.keys(asked))('has its title first, its answer last, and all its lines between: %s', name => {
		const question: CancelQuestion = {kind: 'cancel', ...asked[name]!};
		eachSize((columns, rows) => {
			// Ink takes its time; the sizes that matter here are fewer.
			if (![30, 59, 80].includes(columns) || rows > 20) return;
			const view: View = buildView({columns, rows, jobs: many, ui: {overlay: question, columns, rows}});
			const {above, sheetHeight, below} = drawScreen(view, room => cancelDialogHeight(question, room));
			const where = `${columns}x${rows}`;
			expect(above.length + sheetHeight + below.length, where).toBe(rows);
			const {lastFrame, unmount} = render(
				<CancelDialog view={view} question={question} height={sheetHeight} />,
			);
			const lines = unstyled(lastFrame() ?? '').split('\n');
			unmount();

			expect(lines, where).toHaveLength(sheetHeight);
			expect(lines[1], where).toMatch(/^Cancel th/);
			expect(lines.slice(2, -1).join('\n'), where).toContain(question.jobs[0]!.name.slice(0, 3));
			expect(lines.at(-1), where).toMatch(question.typed === '' ? /^y cancels/ : /: 12_/);
		});
	});
});

describe('a question about more jobs than have room', () => {
	it.each([
		['act.hide', FINISHED, 'confirm'],
		['list.cancel', RUNNING, 'cancel'],
	] as const)('is scrolled from end to end without a press that does nothing: %s', (opener, status, kind) => {
		for (const rows of [8, 9, 12, 14, 16, 20, 24, 40]) {
			const jobs = Array.from({length: 40}, (_, at) => buildJob(at + 1, {status}));
			const fake = createFakeActs({jobs, columns: 80, rows});
			fake.acts.update(state => ({
				...state,
				list: {...state.list, marked: new Set(jobs.map(({uuid}) => uuid))},
			}));
			fake.press(opener);
			const top = (): number => (fake.ui().overlay as CancelQuestion).top;
			for (let at = 1; at <= 40; at++) fake.press(`${kind}.down`);
			const most = top();
			expect(most, `${rows} rows`).toBeGreaterThan(0);
			fake.press(`${kind}.up`);
			expect(top(), `${rows} rows`).toBe(most - 1);
			const {sheet} = drawScreen(fake.view(), () => 0);
			const told = /(\d+) above, (\d+) below/.exec(sheet.join('\n'));
			if (told !== null) expect(told.slice(1), `${rows} rows`).toEqual([String(most - 1), '1']);
		}
	});
});
