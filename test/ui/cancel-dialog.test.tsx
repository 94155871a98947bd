import {render} from 'ink-testing-library';
import {describe, expect, it} from 'vitest';
import {FINISHED, QUEUED, RUNNING} from '../../source/domain/status.ts';
import {unstyled} from '../../source/ui/layout/styled.ts';
import {CancelDialog} from '../../source/ui/overlays/cancel/cancel-dialog.tsx';
import {cancelDialogHeight} from '../../source/ui/overlays/cancel/dialog-size.ts';
import {type CancelQuestion, unanswered} from '../../source/ui/state/question-state.ts';
import {buildJob, jobUuid} from '../helpers/build-job.ts';
import {buildView} from '../helpers/build-view.ts';

const question: CancelQuestion = {
	...unanswered,
	kind: 'cancel',
	jobs: [buildJob(1, {name: 'mesh-refine-12'}), buildJob(2, {name: '\u001B[31mred\u202E'})],
	leftOut: [],
	isDrawn: true,
};

function framesOf(state: CancelQuestion, columns: number, height: number, second = QUEUED as string): string {
	const view = buildView({
		columns,
		jobs: [buildJob(1, {name: 'mesh-refine-12', status: RUNNING}), buildJob(2, {status: second})],
	});
	const {lastFrame, unmount} = render(<CancelDialog view={view} question={state} height={height} />);
	const frame = lastFrame() ?? '';
	unmount();
	return unstyled(frame);
}

describe('the cancel dialog', () => {
	it('shows each target in a bordered table, by name, uuid and present status', () => {
		const frame = framesOf(question, 100, cancelDialogHeight(question, 20));
		expect(frame).toContain('Cancel these 2 jobs?');
		expect(frame).toContain('┌');
		expect(frame).toContain(`│ mesh-refine-12 │`);
		expect(frame).toContain(jobUuid(1).slice(0, 35));
		expect(frame).toContain('▶ RUNNING');
		expect(frame).toContain('◷ QUEUED');
		expect(frame.split('\n')).toHaveLength(cancelDialogHeight(question, 20));
	});

	it('keeps its borders straight and the terminal safe when a name holds control characters', () => {
		const frame = framesOf(question, 100, cancelDialogHeight(question, 20));
		expect(frame).not.toContain('\u202E');
		expect(frame).toContain('␛[31mred');
		const widths = frame
			.split('\n')
			.filter(line => /[│┌└├]/.test(line))
			.map(line => line.trimEnd().length);
		expect(new Set(widths).size).toBe(1);
	});

	it('says which target has ended meanwhile', () => {
		const frame = framesOf(question, 100, cancelDialogHeight(question, 20), FINISHED);
		expect(frame).toContain('FINISHED: left out');
		expect(frame).toContain('1 no longer to be cancelled');
	});

	it.each([4, 5, 6, 7, 8, 9, 10, 11])(
		'draws nothing over anything else in %d lines, with jobs left out',
		height => {
			const asked = {...question, leftOut: [{name: 'old', reason: 'ended'}]};
			const lines = framesOf(asked, 100, cancelDialogHeight(asked, height)).split('\n');
			expect(lines.length).toBeLessThanOrEqual(height);
			expect(lines[0]).toMatch(/^─+$/);
			expect(lines[1]).toMatch(/^Cancel these 2 jobs\? +[^─]+$/);
			expect(lines.at(-1)).toMatch(/y/);
			expect(lines.filter(line => /Left out/i.test(line) && /[─┴]/.test(line))).toEqual([]);
		},
	);

	it('drops columns, never the name or the status, when there is little room', () => {
		const frame = framesOf(question, 50, cancelDialogHeight(question, 20));
		expect(frame).toContain('mesh-refine-12');
		expect(frame).toContain('RUNNING');
		for (const line of frame.split('\n')) expect(line.length).toBeLessThanOrEqual(50);
	});

	it('does without borders when there is no room for them', () => {
		const frame = framesOf(question, 60, 5);
		expect(frame).not.toContain('┌');
		expect(frame).toContain('mesh-refine-12');
		expect(frame).toContain('y cancels them');
	});

	it('shows the number as it is typed, however narrow', () => {
		const jobs = Array.from({length: 12}, (_, index) => buildJob(index));
		for (const columns of [30, 45, 60, 100]) {
			expect(framesOf({...question, jobs, typed: '12'}, columns, 5)).toMatch(/Type 12.*: 12_/);
		}
	});

	const many: CancelQuestion = {
		...question,
		jobs: Array.from({length: 12}, (_, index) => buildJob(index + 1, {name: `wave-${index + 1}`})),
	};

	it('keeps one rule, under the titles, however far it is scrolled and however few rows are left', () => {
		const view = buildView({columns: 100, jobs: []});
		const {lastFrame, rerender, unmount} = render(<CancelDialog view={view} question={many} height={17} />);
		const rules = (): readonly number[] =>
			unstyled(lastFrame() ?? '')
				.split('\n')
				.flatMap((line, index) => (line.includes('├') ? [index] : []));
		for (const top of [0, 1, 5, 11, 4, 0]) {
			rerender(<CancelDialog view={view} question={{...many, top}} height={17} />);
			expect(rules()).toEqual([4]);
		}
		rerender(<CancelDialog view={view} question={many} height={11} />);
		expect(rules()).toEqual([4]);
		unmount();
	});

	it('wastes no room at its end, and counts what is out of sight', () => {
		const frame = framesOf({...many, top: 11}, 100, 17);

		expect(frame).toContain('2 more above; ↑↓ scrolls.');
		expect(frame).toContain('wave-12');
		expect(frame).toContain('wave-3 ');
	});

	it('draws nothing that an old terminal has no sign for', () => {
		const view = buildView({columns: 60, jobs: [buildJob(1, {name: 'x'.repeat(80)})], ui: {isAscii: true}});
		const state = {...question, jobs: [buildJob(1, {name: 'x'.repeat(80)})]};
		const {lastFrame, unmount} = render(<CancelDialog view={view} question={state} height={8} />);

		expect(unstyled(lastFrame() ?? '')).toMatch(/^[\x20-\x7e\n]+$/);
		expect(unstyled(lastFrame() ?? '')).toContain('+--');
		unmount();
	});

	it('shows system and running time at 80 columns too', () => {
		const view = buildView({
			columns: 80,
			jobs: [buildJob(1, {name: 'mesh-refine-12', status: RUNNING, execSystemId: 'stampede3'})],
		});
		const {lastFrame, unmount} = render(<CancelDialog view={view} question={question} height={12} />);

		expect(unstyled(lastFrame() ?? '')).toMatch(/status +│ system +│ ran/);
		unmount();
	});

	it('names those left out, each with its reason, as far as there is room', () => {
		const leftOut = ['one', 'two', 'three'].map(name => ({name, reason: 'already FINISHED'}));

		expect(framesOf({...question, leftOut}, 100, 14)).toContain(
			'Left out: one (already FINISHED), two (already FINISHED), three (already FINISHED).',
		);
		expect(framesOf({...question, leftOut}, 60, 14)).toContain(
			'Left out: one (already FINISHED), and 2 more.',
		);
	});

	it('counts those left out where there is no line for their names', () => {
		const leftOut = [{name: 'one', reason: 'already FINISHED'}];

		expect(framesOf({...question, leftOut}, 60, 5)).toContain('1 left out.');
	});

	it('shows the uuid of a single job on a line of its own where the terminal is very small', () => {
		const asked = {...question, jobs: question.jobs.slice(0, 1)};
		const height = cancelDialogHeight(asked, 5);
		const frame = framesOf(asked, 30, height).split('\n');
		expect(height).toBe(5);

		expect(frame[2]).toMatch(/RUNNING {2}mesh-r/);
		expect(frame[3]).toContain(jobUuid(1).slice(0, 24));
	});
});
