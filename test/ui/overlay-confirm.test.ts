import {describe, expect, it} from 'vitest';
import {Failure} from '../../source/domain/failure.ts';
import type {JobDetail, JobUuid} from '../../source/domain/job.ts';
import {CANCELLED, FAILED, FINISHED, RUNNING} from '../../source/domain/status.ts';
import type {TapisApi} from '../../source/domain/tapis-api.ts';
import {unstyled} from '../../source/ui/layout/styled.ts';
import {drawOverlay} from '../../source/ui/overlays/draw-overlay.ts';
import {refuseRun} from '../../source/ui/overlays/question/question-answers.ts';
import {openJobScreen} from '../../source/ui/state/job-screen-state.ts';
import {withOverlay} from '../../source/ui/state/overlay-changes.ts';
import {buildJob, jobUuid, worldStart} from '../helpers/build-job.ts';
import {buildJobDetail} from '../helpers/build-job-detail.ts';
import {createFakeActs, type FakeActs, overlayRows} from '../helpers/fake-acts.ts';

const jobs = [
	buildJob(1, {name: 'running-1', status: RUNNING}),
	buildJob(2, {name: 'done-2', status: FINISHED}),
	buildJob(3, {name: 'failed-3', status: FAILED}),
	buildJob(4, {name: 'stopped-4', status: CANCELLED}),
];

type World = FakeActs & {
	/** What the service was asked to change. */
	readonly sent: readonly string[];
	readonly submitted: readonly unknown[];
};

/** A service that hides and submits; the new job is the ninth. */
function open(api: Partial<TapisApi> = {}, edits: readonly (string | null)[] = []): World {
	const sent: string[] = [];
	const submitted: unknown[] = [];
	const left = [...edits];
	const fresh = (): JobDetail => buildJobDetail(9, {name: 'again'});
	const fake = createFakeActs({
		jobs,
		api: {
			hideJob: async uuid => void sent.push(`hide ${uuid}`),
			resubmitJob: async uuid => {
				sent.push(`resubmit ${uuid}`);
				return fresh();
			},
			getResubmitRequest: async () => ({name: 'failed-3', nodeCount: 4}),
			submitJob: async request => {
				submitted.push(request);
				return fresh();
			},
			...api,
		},
		terminal: {
			editText: async text => {
				sent.push(`edit ${JSON.stringify(JSON.parse(text.replace(/BROKEN$/, '')))}`);
				const edited = left.shift();
				if (typeof edited === 'string') return edited;
				throw new Failure('refused', 'nano ended with 1.', {advice: 'Set EDITOR to another editor.'});
			},
		},
	});
	return {...fake, sent, submitted};
}

function select(fake: FakeActs, uuid: JobUuid, marked: readonly JobUuid[] = []): void {
	fake.acts.update(state => ({...state, list: {...state.list, selected: uuid, marked: new Set(marked)}}));
}

/** Presses a key that asks, and the one that answers once the question has been seen. */
async function answer(fake: FakeActs, asks: string, answers: string): Promise<void> {
	fake.press(asks);
	fake.drawn();
	fake.press(answers);
	await fake.clock.settle();
}

function sheet(fake: FakeActs): string {
	return drawOverlay(fake.view(), 18, overlayRows).map(unstyled).join('\n');
}

describe('hiding jobs', () => {
	it('hides the marked jobs that have ended, after a question that names the others with their reason', async () => {
		const fake = open();
		select(fake, jobUuid(2), [jobUuid(1), jobUuid(2), jobUuid(3)]);
		fake.press('act.hide');
		expect(sheet(fake)).toContain('Hide these 2 jobs?');
		expect(sheet(fake)).toContain(`Left out: running-1 (not hidden while it is ${RUNNING}).`);
		fake.drawn();
		fake.press('confirm.yes');
		await fake.clock.settle();

		expect(fake.sent).toEqual([`hide ${jobUuid(2)}`, `hide ${jobUuid(3)}`]);
		expect(fake.asked).toEqual([
			`drop ${jobUuid(2)}`,
			`note done-2 (${jobUuid(2)}) was hidden.`,
			`drop ${jobUuid(3)}`,
			`note failed-3 (${jobUuid(3)}) was hidden.`,
		]);
		expect([...fake.ui().list.marked]).toEqual([jobUuid(1)]);
		expect(fake.toasts().at(-1)).toMatch(/^2 jobs hidden/);
	});

	it('says why a job that runs cannot be hidden, and asks nothing', () => {
		const fake = open();
		select(fake, jobUuid(1));
		fake.press('act.hide');

		expect(fake.ui().overlay).toBeNull();
		expect(fake.toasts().at(-1)).toContain(RUNNING);
	});

	it('says of an open job that has not been read that it has not, not that there is none', () => {
		const fake = open();
		fake.acts.update(state => ({...state, job: openJobScreen(jobUuid(77))}));
		fake.press('act.resubmit');
		expect(fake.toasts().at(-1)).toBe('The job has not been read yet.');
	});

	it('says why when none of the marked jobs can be hidden', () => {
		const fake = open();
		fake.changeMonitor({
			jobs: new Map([
				[jobUuid(1), jobs[0]!],
				[jobUuid(5), buildJob(5)],
			]),
		});
		select(fake, jobUuid(1), [jobUuid(1), jobUuid(5)]);
		fake.press('act.hide');

		expect(fake.ui().overlay).toBeNull();
		expect(fake.toasts().at(-1)).toBe(`running-1: not hidden while it is ${RUNNING}; 1 more left out.`);
	});

	it('keeps the rows the service would not hide, and says what it said', async () => {
		const fake = open({
			hideJob: async uuid => {
				if (uuid === jobUuid(3)) throw new Failure('not-yours', 'The job belongs to asmith.');
			},
		});
		select(fake, jobUuid(2), [jobUuid(2), jobUuid(3)]);
		await answer(fake, 'act.hide', 'confirm.yes');

		expect(fake.asked).toEqual([
			`drop ${jobUuid(2)}`,
			`note done-2 (${jobUuid(2)}) was hidden.`,
			expect.stringMatching(/^note 1 of 2 hidden. The job belongs to asmith./),
		]);
		expect(sheet(fake)).toContain('Hide this job?');
		expect(sheet(fake)).toContain('failed-3');
		expect(sheet(fake)).toContain('1 of 2 hidden. The job belongs to asmith.');
	});

	it('gives up on a service that does not answer', async () => {
		const fake = open({
			hideJob: (_, options) =>
				new Promise((_resolve, reject) => {
					options?.signal?.addEventListener('abort', () => reject(new Failure('aborted', 'Given up.')));
				}),
		});
		select(fake, jobUuid(2));
		fake.press('act.hide');
		fake.drawn();
		fake.press('confirm.yes');
		await fake.clock.advance(61_000);

		expect(sheet(fake)).toContain('It is not known whether it was hidden');
		expect(sheet(fake)).toContain('did not answer within 1m');
		expect(fake.clock.timerCount()).toBe(0);
	});

	it('acts on the open job, whatever is marked in the list behind it, and leaves its screen', async () => {
		const fake = open();
		select(fake, jobUuid(3), [jobUuid(3), jobUuid(4)]);
		fake.acts.update(state => ({...state, job: openJobScreen(jobUuid(2))}));
		await answer(fake, 'act.hide', 'confirm.yes');

		expect(fake.sent).toEqual([`hide ${jobUuid(2)}`]);
		expect(fake.ui().job).toBeNull();
	});
});

describe('a question', () => {
	it('is not answered before it has been on the screen', async () => {
		const fake = open();
		select(fake, jobUuid(2));
		fake.press('act.hide');
		fake.press('confirm.yes');
		await fake.clock.settle();
		expect(fake.sent).toEqual([]);
		expect(sheet(fake)).toContain('before the question was on the screen');
		fake.drawn();
		fake.press('confirm.yes');
		await fake.clock.settle();

		expect(fake.sent).toEqual([`hide ${jobUuid(2)}`]);
	});

	it('is not answered by the picture of an earlier one', async () => {
		const fake = open();
		select(fake, jobUuid(2));
		fake.press('act.hide');
		fake.press('confirm.no');
		select(fake, jobUuid(3));
		const {acts} = fake;
		// Only the first picture has been written so far.
		const later: (() => void)[] = [];
		Object.assign(acts, {onceDrawn: (run: () => void) => later.push(run)});
		await answer(fake, 'act.hide', 'confirm.yes');

		expect(later).toHaveLength(1);
		expect(fake.sent).toEqual([]);
	});

	it('shows every job it is about, by scrolling, where not all have room', () => {
		const many = Array.from({length: 40}, (_, index) => buildJob(index + 1, {status: FINISHED}));
		const fake = open();
		fake.changeMonitor({jobs: new Map(many.map(job => [job.uuid, job]))});
		select(
			fake,
			jobUuid(1),
			many.map(({uuid}) => uuid),
		);
		fake.press('act.hide');
		const seen = new Set<string>();
		for (let times = 0; times < 40; times++) {
			for (const [name] of sheet(fake).matchAll(/job-\d+/g)) seen.add(name);
			fake.press('confirm.down');
		}
		expect(seen.size).toBe(40);
		expect(sheet(fake)).toContain('more above');
		// No press at either end is lost.
		const shown = 40 - Number(/(\d+) more above/.exec(sheet(fake))?.[1]);
		for (let times = shown; times < 40; times++) fake.press('confirm.up');
		expect(sheet(fake)).toContain('more below');
	});

	it('left with Enter, Esc or n changes nothing', async () => {
		const fake = open();
		select(fake, jobUuid(3));
		for (const id of ['act.hide', 'act.resubmit']) {
			fake.press(id);
			fake.drawn();
			fake.press('confirm.no');
		}
		await fake.clock.settle();

		expect(fake.sent).toEqual([]);
		expect(fake.toasts()).toEqual(['Nothing was hidden.', 'Nothing was submitted.']);
	});

	it('is not answered by a run of keys', () => {
		const fake = open();
		select(fake, jobUuid(2));
		fake.press('act.hide');
		fake.drawn();
		refuseRun(fake.acts);

		expect(sheet(fake)).toContain('Several keys came at once');
		expect(fake.ui().overlay?.kind).toBe('confirm');
	});
});

describe('submitting again', () => {
	it('submits the job as it was, and leaves the cursor where it is', async () => {
		const fake = open();
		select(fake, jobUuid(3));
		fake.press('act.resubmit');
		expect(sheet(fake)).toContain('failed-3');
		fake.drawn();
		fake.press('confirm.yes');
		await fake.clock.settle();

		expect(fake.sent).toEqual([`resubmit ${jobUuid(3)}`]);
		expect(fake.asked).toEqual([`put ${jobUuid(9)}`]);
		expect(fake.ui().list.selected).toBe(jobUuid(3));
		expect(fake.toasts().at(-1)).toBe(`again submitted again as ${jobUuid(9)}.`);
	});

	it('takes the marks away, so that a second press does not submit the same jobs once more', async () => {
		const fake = open();
		select(fake, jobUuid(2), [jobUuid(2), jobUuid(3)]);
		await answer(fake, 'act.resubmit', 'confirm.yes');

		expect(fake.sent).toHaveLength(2);
		expect(fake.ui().list.marked.size).toBe(0);
		expect(fake.toasts().at(-1)).toBe('2 jobs submitted again.');
	});

	it('asks for the number of many jobs, and takes no other answer', async () => {
		const many = Array.from({length: 6}, (_, index) => buildJob(index + 1, {status: FINISHED}));
		const fake = open();
		fake.changeMonitor({jobs: new Map(many.map(job => [job.uuid, job]))});
		const uuids = many.map(({uuid}) => uuid);
		select(fake, jobUuid(1), uuids);
		fake.press('act.resubmit');
		fake.press('confirm.digit', '6');
		fake.drawn();
		fake.press('confirm.yes');
		expect(fake.toasts().at(-1)).toContain('Type the number of jobs, 6');
		fake.press('confirm.digit', '7');
		fake.press('confirm.enter');
		expect(sheet(fake)).toContain('7 is not the number of jobs.');
		fake.press('confirm.digit', '6');
		fake.press('confirm.digit', '6');
		fake.press('confirm.erase');
		expect(sheet(fake)).toContain('to submit them: 6_');
		await fake.clock.settle();
		expect(fake.sent).toEqual([]);
		fake.press('confirm.enter');
		await fake.clock.settle();

		expect(fake.sent).toEqual(uuids.map(uuid => `resubmit ${uuid}`));
	});

	it('says how far it is, goes on when the question is left, and tells the end', async () => {
		const answers: (() => void)[] = [];
		const fake = open({
			resubmitJob: () => new Promise(resolve => answers.push(() => resolve(buildJobDetail(9)))),
		});
		select(fake, jobUuid(2), [jobUuid(2), jobUuid(3)]);
		fake.press('act.resubmit');
		fake.drawn();
		fake.press('confirm.yes');
		expect(sheet(fake)).toContain('submitting 1 of 2…');
		answers.shift()!();
		await fake.clock.settle();
		expect(sheet(fake)).toContain('submitting 2 of 2…');
		fake.press('confirm.no');
		expect(fake.toasts().at(-1)).toContain('goes on');
		answers.shift()!();
		await fake.clock.settle();

		expect(fake.toasts().at(-1)).toBe('2 jobs submitted again.');
	});

	it('stops at a failure that would meet every job, and asks about those that are left', async () => {
		const asked: string[] = [];
		const fake = open({
			resubmitJob: async uuid => {
				asked.push(uuid);
				if (asked.length === 2) throw new Failure('timeout', 'The service did not answer in time.');
				return buildJobDetail(9);
			},
		});
		select(fake, jobUuid(2), [jobUuid(2), jobUuid(3), jobUuid(4)]);
		await answer(fake, 'act.resubmit', 'confirm.yes');

		expect(asked).toEqual([jobUuid(2), jobUuid(3)]);
		expect(sheet(fake)).toContain('Submit these 2 jobs again?');
		expect(sheet(fake)).toContain(
			'1 of 3 submitted; of the next it is not known: look before you try again.',
		);
	});

	it('says what the service said when it refuses', async () => {
		const fake = open({resubmitJob: () => Promise.reject(new Failure('refused', 'The app is disabled.'))});
		select(fake, jobUuid(3));
		await answer(fake, 'act.resubmit', 'confirm.yes');

		expect(sheet(fake)).toContain('Not submitted. The app is disabled.');
	});

	it.each([
		[60, 15],
		[40, 10],
	])('cuts nothing of why it failed without a sign at %ix%i', async (columns, rows) => {
		const words = 'Unexpected runtime error: the connection to the database was lost again. '
			.repeat(5)
			.trim();
		const fake = open({resubmitJob: () => Promise.reject(new Failure('server', words))});
		fake.acts.update(state => ({...state, columns, rows}));
		select(fake, jobUuid(3));
		await answer(fake, 'act.resubmit', 'confirm.yes');

		expect(sheet(fake)).toMatch(/…\s*$/);
		expect(sheet(fake)).toContain('failed-3');
	});

	it('throws no edited request away on Enter', async () => {
		const fake = open({}, ['{"name": "failed-3", "nodeCount": 8}']);
		select(fake, jobUuid(3));
		await answer(fake, 'act.resubmit', 'confirm.edit');
		fake.drawn();
		fake.press('confirm.enter');
		expect(sheet(fake)).toContain('y submits it, e edits it again, Esc throws it away.');
		expect(sheet(fake)).toContain('nodeCount: 4 → 8');
		fake.press('confirm.no');
		expect(fake.ui().overlay).toBeNull();
		expect(fake.submitted).toEqual([]);
	});

	it('opens the request in the editor, asks again, and submits exactly what was saved', async () => {
		const fake = open({}, ['{"name": "failed-3", "nodeCount": 8}']);
		select(fake, jobUuid(3));
		await answer(fake, 'act.resubmit', 'confirm.edit');
		expect(fake.sent).toEqual(['edit {"name":"failed-3","nodeCount":4}']);
		expect(sheet(fake)).toContain('Submit the edited request as a new job?');
		expect(sheet(fake)).toContain('nodeCount: 4 → 8');
		expect(fake.submitted).toEqual([]);
		// A key typed into the editor's last moments must not answer.
		fake.press('confirm.yes');
		await fake.clock.settle();
		expect(fake.submitted).toEqual([]);
		fake.drawn();
		fake.press('confirm.yes');
		await fake.clock.settle();

		expect(fake.submitted).toEqual([{name: 'failed-3', nodeCount: 8}]);
		expect(fake.ui().overlay).toBeNull();
		expect(fake.ui().list.selected).toBe(jobUuid(3));
	});

	it.each([60, 80])('shows both sides of a change deep in the request at %i columns', async columns => {
		const long = '/scratch/09123/jdoe/earthquakes/2026/inputs';
		const stored = {name: 'a', fileInputs: [{name: 'inputs', sourceUrl: `tapis://frontera${long}/one.dat`}]};
		const edited = {name: 'a', fileInputs: [{name: 'renamed', sourceUrl: `tapis://frontera${long}/two.dat`}]};
		const fake = open({getResubmitRequest: async () => stored}, [JSON.stringify(edited)]);
		fake.acts.update(state => ({...state, columns}));
		select(fake, jobUuid(3));
		await answer(fake, 'act.resubmit', 'confirm.edit');

		expect(sheet(fake)).toContain('fileInputs[0].name: "inputs" → "renamed"');
		expect(sheet(fake)).toContain('sourceUrl: …');
		expect(sheet(fake)).toMatch(/one\.dat" → .*two\.dat"/);
	});

	it('keeps a broken text, says what is wrong, and goes on from it', async () => {
		const fake = open({}, ['{"nodeCount": 8}BROKEN', '{"nodeCount": 8}']);
		select(fake, jobUuid(3));
		await answer(fake, 'act.resubmit', 'confirm.edit');
		fake.drawn();
		expect(sheet(fake)).toContain('The request is no JSON');
		fake.press('confirm.yes');
		await fake.clock.settle();
		expect(fake.submitted).toEqual([]);
		fake.press('confirm.edit');
		await fake.clock.settle();
		fake.drawn();
		expect(fake.sent.at(-1)).toBe('edit {"nodeCount":8}');
		fake.press('confirm.yes');
		await fake.clock.settle();

		expect(fake.submitted).toEqual([{nodeCount: 8}]);
	});

	it('keeps the edited request when the service refuses it', async () => {
		const fake = open({submitJob: () => Promise.reject(new Failure('refused', 'nodeCount is too large.'))}, [
			'{"nodeCount": 800}',
			'{"nodeCount": 8}',
		]);
		select(fake, jobUuid(3));
		await answer(fake, 'act.resubmit', 'confirm.edit');
		fake.drawn();
		fake.press('confirm.yes');
		await fake.clock.settle();
		expect(sheet(fake)).toContain('nodeCount is too large.');
		fake.press('confirm.edit');
		await fake.clock.settle();

		expect(fake.sent.at(-1)).toBe('edit {"nodeCount":800}');
	});

	it('changes nothing when the editor fails', async () => {
		const fake = open({}, [null]);
		select(fake, jobUuid(3));
		await answer(fake, 'act.resubmit', 'confirm.edit');

		expect(sheet(fake)).toContain('nano ended with 1.');
		expect(sheet(fake)).toContain('Submit this job again?');
		expect(fake.submitted).toEqual([]);
	});

	it('says so when the request cannot be had', async () => {
		const fake = open({
			getResubmitRequest: () => Promise.reject(new Failure('not-found', 'There is no such job.')),
		});
		select(fake, jobUuid(3));
		await answer(fake, 'act.resubmit', 'confirm.edit');

		expect(sheet(fake)).toContain('There is no such job.');
	});

	it('does not open the editor on a question that was left meanwhile', async () => {
		const fake = open();
		select(fake, jobUuid(3));
		fake.press('act.resubmit');
		fake.drawn();
		fake.press('confirm.edit');
		fake.press('confirm.no');
		await fake.clock.settle();

		expect(fake.sent).toEqual([]);
		expect(fake.ui().overlay).toBeNull();
	});

	it('takes no answer twice while it is submitting', async () => {
		const fake = open({}, ['{}']);
		select(fake, jobUuid(3));
		await answer(fake, 'act.resubmit', 'confirm.edit');
		fake.drawn();
		fake.press('confirm.yes');
		fake.press('confirm.yes');
		await fake.clock.settle();

		expect(fake.submitted).toHaveLength(1);
	});
});

describe('a question about many jobs on a small screen', () => {
	it.each([
		[60, 12],
		[50, 12],
		[40, 10],
		[30, 8],
	])('keeps its title and the number typed in sight at %dx%d, also after a wrong number', (columns, rows) => {
		const many = Array.from({length: 20}, (_, at) => buildJob(at + 1, {status: FINISHED, ended: worldStart}));
		const fake = createFakeActs({jobs: many, columns, rows});
		select(
			fake,
			jobUuid(1),
			many.map(({uuid}) => uuid),
		);
		fake.press('act.hide');
		fake.drawn();
		for (const hint of [
			null,
			'That is not the number of jobs. Type 20 to hide them, or keep them with Esc.',
		]) {
			fake.acts.update(withOverlay('confirm', confirm => ({...confirm, typed: '7', hint})));
			for (const height of [3, 4, 5, 6]) {
				const lines = drawOverlay(fake.view(), height, overlayRows).map(unstyled);
				expect(lines.length).toBeLessThanOrEqual(height);
				expect(lines[0]).toContain('Hide these 20 jobs?');
				expect(lines.at(-1)).toContain('7');
				expect(lines.at(-1)).toMatch(/Type|20/);
			}
		}
	});
});
