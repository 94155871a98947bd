import {afterEach, describe, expect, it} from 'vitest';
import {Failure} from '../../source/domain/failure.ts';
import {CANCELLED, FINISHED, QUEUED, RUNNING} from '../../source/domain/status.ts';
import {buildJob, jobUuid, worldStart} from '../helpers/build-job.ts';
import {buildJobDetail} from '../helpers/build-job-detail.ts';
import {type AppOptions, type DrivenApp, driveApp} from '../helpers/drive-app.ts';

let app: DrivenApp;

async function start(options: AppOptions): Promise<void> {
	app = await driveApp(options);
	await app.waitFor('live');
}

afterEach(() => app.end());

const three = [
	buildJob(1, {name: 'mesh-refine-12', status: RUNNING, remoteStarted: worldStart - 60_000}),
	buildJob(2, {name: 'calibrate-b', status: QUEUED}),
	buildJob(3, {name: 'quake-07', status: FINISHED, ended: worldStart - 1000}),
];

const cancelsSent = (): unknown[] => app.api.calls.filter(call => call.name === 'cancelJob');

describe('cancelling a job', () => {
	it('asks with the job’s own name and uuid, sends one request on y, and shows both until the service agrees', async () => {
		await start({jobs: three, columns: 100});
		await app.press('list.cancel');
		await app
			.question()
			.reads('Cancel this job?', 'mesh-refine-12', jobUuid(1), 'RUNNING')
			.answer('cancel.yes');
		await app.waitFor('▶ RUNNING ⟳ cancel');
		await app.waitFor('not confirmed by the system yet');
		expect(cancelsSent()).toHaveLength(1);

		app.api.setStatus(jobUuid(1), CANCELLED, {ended: worldStart + 1000, condition: 'CANCELLED_BY_USER'});
		await app.advance(10_000);
		await app.waitFor('⊘ CANCELLED');
		expect(app.frame().join('\n')).not.toContain('⟳ cancel');
	});

	it.each(['cancel.enter', 'cancel.no'])('keeps the job on %s', async key => {
		await start({jobs: three});
		await app.press('list.cancel');
		await app.question().reads('Cancel this job?', 'mesh-refine-12').answer(key);
		await app.waitUntilGone('Cancel this job?');
		await app.advance(60_000);
		expect(cancelsSent()).toEqual([]);
	});

	it('refuses one that has ended, with the reason, and opens no dialog', async () => {
		await start({jobs: three});
		await app.press('list.last', 'list.cancel');
		await app.waitFor('quake-07: already FINISHED');
		expect(app.frame().join('\n')).not.toContain('Cancel this job?');
	});

	it('never takes a y that came in the same read as the c', async () => {
		await start({jobs: three});
		await app.send('cy');
		await app.waitFor('Several keys came at once');
		await app.send('yy');
		await app.advance(60_000);
		expect(cancelsSent()).toEqual([]);
	});

	it('takes no answer that comes sooner after the question than anybody reads', async () => {
		await start({jobs: three});
		await app.press('list.cancel');
		await app.waitFor('Cancel this job?');
		await app.advance(100);
		await app.press('cancel.yes');
		await app.waitFor('That key came before the question was on the screen.');
		await app.advance(60_000);
		expect(cancelsSent()).toEqual([]);
		await app.press('cancel.yes');
		await app.waitFor('Cancel asked');
	});

	it('never takes pasted text for an answer', async () => {
		await start({jobs: three});
		await app.press('list.cancel');
		await app.send('\u001B[200~y\r\u001B[201~');
		await app.advance(60_000);
		expect(app.frame().join('\n')).toContain('Cancel this job?');
		expect(cancelsSent()).toEqual([]);
	});

	it('keeps asking about the captured job when the list moves under the dialog', async () => {
		await start({jobs: three});
		await app.press('list.cancel');
		app.api.put(buildJob(4, {name: 'newcomer', created: worldStart + 500, lastUpdated: worldStart + 500}));
		await app.advance(10_000);
		await app.waitFor('newcomer');
		await app.question().reads('Cancel this job?', 'mesh-refine-12', jobUuid(1)).answer('cancel.yes');
		await app.waitFor('⟳ cancel');
		expect([...app.monitor.getState().cancels.keys()]).toEqual([jobUuid(1)]);
	});

	it('strikes out a target that ends while the dialog is open, and sends nothing for it', async () => {
		await start({jobs: three});
		await app.press('list.cancel');
		app.api.setStatus(jobUuid(1), FINISHED);
		await app.advance(10_000);
		await app.waitFor('Nothing is left to cancel');
		await app.question().reads('Cancel this job?', 'FINISHED').answer('cancel.yes');
		await app.waitFor('Nothing was sent');
		expect(cancelsSent()).toEqual([]);
	});

	it('asks for the number to be typed when there are many, and takes no other', async () => {
		const many = Array.from({length: 12}, (_, index) => buildJob(index + 1, {status: QUEUED}));
		await start({jobs: many, columns: 100, rows: 30});
		await app.press('list.mark-all', 'list.cancel');
		await app.question().reads('Cancel these 12 jobs?', 'job-1 ').answer('cancel.yes');
		await app.waitFor('Type the number of jobs, 12');
		await app.type('112');
		await app.press('cancel.erase', 'cancel.enter');
		await app.waitFor('11 is not the number of jobs');
		expect(cancelsSent()).toEqual([]);
		await app.press('cancel.down', 'cancel.down', 'cancel.up');
		await app.waitFor('1 above');
		await app.press('cancel.digit', 'cancel.erase');
		await app.type('12');
		await app.press('cancel.enter');
		await app.waitFor('Cancel of 12 jobs asked');
		await app.advance(10_000);
		expect(cancelsSent()).toHaveLength(12);
	});

	it('says how long it is held back, and what takes it back', async () => {
		await start({jobs: three, monitor: {cancelGraceMs: 10_000}});
		await app.press('list.cancel');
		await app.waitFor('For 10s u takes it back.');
		await app.question().reads('Cancel this job?', 'mesh-refine-12').answer('cancel.yes');
		await app.waitFor('Cancel asked; it leaves in 10s, until then u takes it back.');
		await app.advance(7000);
		expect(app.frame().at(-1)).toMatch(/^u take back/);
		await app.press('list.withdraw');
		await app.waitFor('One cancel was taken back: it had not been sent.');
		await app.advance(60_000);

		expect(cancelsSent()).toEqual([]);
	});

	it('asks once more before it leaves while one is held back, since leaving sends it', async () => {
		await start({jobs: three, monitor: {cancelGraceMs: 20_000}});
		await app.press('list.cancel');
		await app.question().reads('Cancel this job?', 'mesh-refine-12').answer('cancel.yes');
		await app.press('program.quit');
		await app.waitFor('A cancel leaves in 20s: u takes back, q again sends and quits.');
		expect(app.hasEnded()).toBe(false);
		await app.press('program.quit');
		expect(app.howEnded()).toBe('quit');
	});

	it('shows at once what could not be sent, tells of it once, and keeps it in sight whatever the filter', async () => {
		await start({jobs: three, columns: 110});
		const ofCancels = (name: string): boolean => name === 'getJobStatus' || name === 'cancelJob';
		const failure = (): Failure => new Failure('unreachable', 'tacc.tapis.io cannot be reached.');
		app.api.fail(failure, Number.POSITIVE_INFINITY, ofCancels);
		await app.press('list.mark-all', 'list.cancel');
		await app.question().reads('Cancel these 2 jobs?', 'mesh-refine-12').answer('cancel.yes');
		await app.waitFor('✗ 2 cancels not sent');
		await app.waitFor('▶ RUNNING ✗ not sent');
		await app.press('list.filter');
		await app.type('status:finished');
		await app.press('filter.keep');
		await app.waitFor('✗ 2 cancels not sent');
		await app.press('open.log');
		await app.waitFor('its cancel could not be sent yet. tacc.tapis.io cannot be reached.');
		expect(
			app
				.frame()
				.join('\n')
				.match(/could not be sent yet/g),
		).toHaveLength(1);
	});

	it('names the owner of a job that is not the person’s own', async () => {
		await start({jobs: [buildJob(1, {name: 'theirs', owner: 'asmith', status: RUNNING})], columns: 110});
		await app.waitFor('of asmith');
		await app.press('list.cancel');
		await app.waitFor(/│ theirs +│ asmith/);
	});

	it('takes the job under the cursor when the marked one is gone from the list', async () => {
		await start({jobs: three, columns: 110});
		await app.press('list.mark', 'list.first');
		await app.waitFor('1 marked');
		const marked = app.monitor.getState().jobs.keys().next().value!;
		app.monitor.dropJob(marked);
		await app.waitUntilGone('marked');
		await app.press('list.first');
		const name = app.frame().some(line => /❯.*calibrate-b/.test(line)) ? 'calibrate-b' : 'mesh-refine-12';
		await app.press('list.cancel');
		await app.question().reads('Cancel this job?', name).answer('cancel.no');
	});

	it('of one job on its own screen leaves the marks of others in the list', async () => {
		await start({
			jobs: three,
			columns: 110,
			api: {getJob: async uuid => buildJobDetail(1, {uuid}), getJobHistory: async () => []},
		});
		await app.press('list.first', 'list.mark', 'list.open', 'job.cancel');
		await app.question().reads('Cancel this job?', 'j').answer('cancel.yes');
		await app.press('job.back');
		await app.waitFor('1 marked');
	});

	it('is not asked for by a text typed after a search that cannot begin, only after a moment of silence', async () => {
		await start({
			jobs: three,
			api: {getJob: async uuid => buildJobDetail(1, {uuid}), getJobHistory: async () => []},
		});
		await app.press('list.open', 'job.search');
		await app.waitFor('Open a file of the output first.');
		for (const letter of 'ccycy') {
			await app.type(letter);
			await app.advance(300);
		}
		await app.waitFor('Typed text is not taken as keys.');
		await app.send('\r');
		expect(app.frame().join('\n')).not.toContain('Cancel this job?');

		// The text is over with Enter, and with a silence.
		await app.press('job.cancel');
		await app.question().reads('Cancel this job?', jobUuid(1).slice(0, 20)).answer('cancel.no');
		await app.press('job.search');
		await app.advance(1000);
		await app.press('job.cancel');
		await app.waitFor('Cancel this job?');
		expect(cancelsSent()).toEqual([]);
	});

	it('says when marked jobs are not in the list shown', async () => {
		await start({jobs: three, columns: 110});
		await app.press('list.mark', 'list.filter');
		await app.type('calibrate');
		await app.press('filter.keep');
		await app.waitFor('1 of 3, 1 marked, 1 not shown');
		await app.press('list.cancel');
		await app.waitFor('1 not in the list shown.');
	});

	it('keeps names that begin alike apart', async () => {
		const names = [1, 2, 3].map(
			number => `hurricane-katrina-adcirc-mesh-refinement-level-3-run-004${number}`,
		);
		await start({jobs: names.map((name, index) => buildJob(index + 1, {name, status: RUNNING}))});
		const rows = app.frame().filter(line => line.includes('hurricane'));
		expect(rows[0]).toContain('-0041');
		expect(rows.at(-1)).toContain(names[0]);
		await app.press('list.mark-all', 'list.cancel');
		await app.waitFor(/│ hurricane-kat\S*….*-0042 +│/);
	});

	it('keeps the cursor on a job that drops out of the filter by itself, so that no key means another one', async () => {
		await start({jobs: three});
		await app.press('list.filter');
		await app.type('status:active');
		await app.press('filter.keep');
		app.api.setStatus(jobUuid(1), FINISHED, {ended: worldStart + 1000});
		await app.advance(10_000);
		await app.waitFor(/❯. ✓ FINISHED +mesh-refine-12/);
		await app.press('list.cancel');
		await app.waitFor('mesh-refine-12: already FINISHED');
		await app.press('list.down');
		await app.waitUntilGone(/FINISHED +mesh-refine-12/);
	});

	it('leaves what went wrong on the last line until a key is pressed', async () => {
		await start({jobs: three});
		await app.press('list.cancel');
		await app.question().reads('Cancel this job?', 'mesh-refine-12').answer('cancel.yes');
		await app.advance(2000);
		app.api.setStatus(jobUuid(1), FINISHED, {ended: worldStart + 1000});
		await app.advance(600_000);
		await app.waitFor('mesh-refine-12: ended as FINISHED before the cancel took effect');
		await app.press('list.down');
		await app.waitUntilGone('before the cancel took effect');
	});

	it('is sent although polling was paused, which goes on for it', async () => {
		await start({jobs: three});
		await app.press('program.pause', 'list.cancel');
		await app.question().reads('Cancel this job?', 'mesh-refine-12').answer('cancel.yes');
		await app.waitFor('Cancel asked, and polling goes on.');
		await app.advance(2000);

		expect(cancelsSent()).toHaveLength(1);
		await app.press('program.pause');
		await app.waitFor('One cancel is neither sent nor followed while it is paused; p goes on.');
		await app.waitFor('nothing is sent or followed while polling is paused');
	});

	it('tells how it ended when the job finishes first', async () => {
		await start({jobs: three, columns: 100});
		await app.press('list.cancel');
		await app.question().reads('Cancel this job?', 'mesh-refine-12').answer('cancel.yes');
		await app.waitFor('⟳ cancel');
		app.api.setStatus(jobUuid(1), FINISHED);
		await app.advance(10_000);
		await app.waitFor('It ended as FINISHED before the cancel took effect');
	});

	it('goes on over a token that expires meanwhile, with rows, selection and filter as they were', async () => {
		const jobs = [
			...three,
			buildJob(4, {name: 'mesh-coarse', status: RUNNING, remoteStarted: worldStart - 60_000}),
		];
		await start({jobs, columns: 100});
		await app.press('list.filter');
		await app.type('mesh');
		await app.press('filter.keep', 'list.first');
		const selected = (): string | undefined => app.frame().find(line => line.startsWith('❯'));
		const cancelled = selected()!.includes('mesh-refine-12') ? 1 : 4;
		await app.press('list.cancel');
		await app.question().reads('Cancel this job?', jobUuid(cancelled)).answer('cancel.yes');
		await app.waitFor('⟳ cancel');
		await app.press('list.down');
		const other = cancelled === 1 ? 'mesh-coarse' : 'mesh-refine-12';
		expect(selected()).toContain(other);

		app.api.fail(() => new Failure('sign-in', 'Your token has expired.'));
		await app.advance(60_000);
		await app.waitFor('Password');
		app.api.setStatus(jobUuid(cancelled), CANCELLED, {ended: worldStart + 1000});
		await app.type('secret');
		app.api.heal();
		await app.press('sign-in.enter');
		await app.waitFor('Signed in as jdoe');
		await app.advance(5000);
		await app.waitFor('⊘ CANCELLED');

		expect(selected()).toContain(other);
		expect(app.frame().join('\n')).toContain('mesh-refine-12');
		expect(app.frame().join('\n')).not.toContain('quake-07');
		expect(app.frame().join('\n')).not.toContain('⟳ cancel');
		expect(cancelsSent()).toHaveLength(1);
		expect([...app.monitor.getState().cancels.values()].map(cancel => cancel.phase)).not.toContain('waiting');
	});

	it('is not to be had in read-only mode', async () => {
		await start({jobs: three, isReadOnly: true});
		expect(app.frame().at(-1)).not.toContain('cancel');
		await app.press('list.cancel');
		await app.waitFor('Read-only');
		expect(app.frame().join('\n')).not.toContain('Cancel this job?');
	});
});
