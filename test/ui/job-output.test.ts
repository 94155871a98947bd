import {describe, expect, it} from 'vitest';
import {Failure} from '../../source/domain/failure.ts';
import type {OutputFile} from '../../source/domain/output.ts';
import {SECOND} from '../../source/domain/time.ts';
import {quit} from '../../source/ui/program/leaving.ts';
import {mostCharacters, mostLines} from '../../source/ui/state/job-file-text.ts';
import {openJobScreen} from '../../source/ui/state/job-screen-state.ts';
import {jobUuid, worldStart} from '../helpers/build-job.ts';
import {buildJobDetail} from '../helpers/build-job-detail.ts';
import {type DrivenJobScreen, driveJobScreen, type JobScreenOptions} from '../helpers/drive-job-screen.ts';
import {bytesFile, type FakeFile, textFile} from '../helpers/fake-job.ts';
import {until} from '../helpers/until.ts';

const running = buildJobDetail(1, {name: 'wave', status: 'RUNNING', lastUpdated: worldStart});
const finished = {
	...running,
	status: 'FINISHED',
	ended: worldStart + 60_000,
	lastUpdated: worldStart + 60_000,
};
const out = running.stdoutName;

function entry(path: string, size: number, kind: OutputFile['kind'] = 'file'): OutputFile {
	return {name: path.split('/').at(-1)!, path, kind, size, lastModified: worldStart - 5000};
}

/** The job screen with the job's standard output open. */
async function openStdout(
	file: FakeFile | null,
	options: Partial<JobScreenOptions> = {},
): Promise<DrivenJobScreen> {
	const app = driveJobScreen({
		detail: running,
		row: running,
		before: job => {
			if (file === null) return;
			job.files.set(out, file);
			job.folders[''] = [entry(out, file.size)];
		},
		...options,
	});
	await app.press('job.output-now');
	return app;
}

async function endJob(app: DrivenJobScreen): Promise<void> {
	app.job.detail = finished;
	await app.setRow(finished);
}

describe('the directory of the output', () => {
	const folders = {
		'': [entry(out, 1_234_567), entry('plots', 0, 'dir')],
		plots: [entry('plots/a.png', 99)],
	};

	it('lists directories first, opens what is under the cursor, and goes back step by step', async () => {
		const app = driveJobScreen({
			detail: running,
			row: running,
			before: job => Object.assign(job.folders, folders),
		});
		app.job.files.set('plots/a.png', textFile('no picture'));
		await app.press('job.output');
		expect(app.screen()[4]).toMatch(/^❯ plots\//);
		expect(app.screen()[5]).toMatch(/tapisjob\.out +1\.2 MB +5s$/);

		await app.press('job.open');
		expect(app.screen()[3]).toMatch(/^plots +1 entry/);
		await app.press('job.open');
		expect(app.text()).toContain('no picture');
		await app.press('job.back');
		expect(app.screen()[3]).toMatch(/^plots +1 entry/);
		await app.press('job.out');
		expect(app.text()).toContain('plots/');
		await app.press('job.out');
		expect(app.state()).toBeNull();
	});

	it('keeps its cursor on the same file when the listing changes', async () => {
		const app = driveJobScreen({
			detail: running,
			row: running,
			before: job => Object.assign(job.folders, folders),
		});
		await app.press('job.output', 'job.last');
		app.job.folders[''] = [...folders[''], entry('a-new-one', 1)];
		await app.press('job.reload');
		expect(app.text()).toMatch(/❯ tapisjob\.out/);
	});

	it('says once that a directory is longer than what is read of it', async () => {
		const app = driveJobScreen({
			detail: running,
			row: running,
			before: job => {
				job.mostFiles = 2;
				job.folders[''] = ['a', 'b', 'c'].map(name => entry(name, 10));
			},
		});
		await app.press('job.output');
		await app.press('job.reload');
		expect(app.toasts).toEqual(['Only the first 2 entries are read; there may be more.']);
	});

	it('says when files will be there, while the job waits', async () => {
		const queued = {...running, status: 'QUEUED'};
		const app = driveJobScreen({detail: queued, row: queued});
		app.job.failures.set('getJobOutputList', new Failure('not-found', 'There is no such directory.'));
		await app.press('job.output');
		expect(app.text()).toContain('they appear when the job runs');
	});

	it('says why it cannot be listed, and what to do', async () => {
		const app = driveJobScreen({detail: running, row: running});
		app.job.failures.set('getJobOutputList', new Failure('not-yours', 'The system is not yours.'));
		await app.press('job.output');
		expect(app.text()).toContain('The directory could not be read.');
		expect(app.text()).toContain('The system is not yours.');
		expect(app.text()).toContain('A reload tries again.');
	});

	it('lists the output of a running job anew while it is looked at, and not once the job has ended', async () => {
		const app = driveJobScreen({detail: running, row: running});
		await app.press('job.output');
		const wait = async (ms: number): Promise<void> => {
			await app.clock.advance(ms);
			await app.setMonitor({asOf: app.clock.now()});
		};
		const before = app.callsOf('getJobOutputList').length;
		await wait(31_000);
		expect(app.callsOf('getJobOutputList')).toHaveLength(before + 1);
		app.job.detail = finished;
		await app.setRow(finished);
		const atEnd = app.callsOf('getJobOutputList').length;
		await wait(120_000);

		expect(app.callsOf('getJobOutputList')).toHaveLength(atEnd);
	});

	it('says that it is empty', async () => {
		const app = driveJobScreen({detail: finished, row: finished});
		await app.press('job.output');
		expect(app.text()).toContain('There are no files');
	});
});

describe('the standard output', () => {
	it('opens directly from the list, before anything of the job is known', async () => {
		const app = driveJobScreen({detail: running, row: running, isOpen: false});
		app.job.files.set(out, textFile('hello\n'));
		await app.press('job.output-now');
		expect(app.text()).toContain('hello');
		expect(app.state()?.tab).toBe('output');
	});

	it('is found under the name the job gave it', async () => {
		const detail = {...running, stdoutName: 'own.log'};
		const app = driveJobScreen({detail, row: detail});
		app.job.files.set('own.log', textFile('renamed\n'));
		await app.press('job.output-now');
		expect(app.text()).toContain('renamed');
	});

	it('is followed at its end while the job runs, not oftener than every 5 seconds', async () => {
		const app = await openStdout(textFile('step 1\n'));
		const before = app.callsOf('readOutput').length;
		await app.clock.advance(4.9 * SECOND);
		expect(app.callsOf('readOutput')).toHaveLength(before);

		app.job.files.set(out, textFile('step 1\nstep 2\n'));
		await app.clock.advance(0.2 * SECOND);
		expect(app.text()).toContain('step 2');
		expect(app.text().match(/step 1/g)).toHaveLength(1);
	});

	it('is looked at less often while nothing is written, but never given up', async () => {
		const app = await openStdout(textFile('step 1\n'));
		const before = app.callsOf('readOutput').length;
		await app.clock.advance(600 * SECOND);
		const looks = app.callsOf('readOutput').length - before;
		expect(looks).toBeGreaterThanOrEqual(600 / 30);
		expect(looks).toBeLessThan(600 / 20);
	});

	it('is read a last time after the end of the job, then no more', async () => {
		const app = await openStdout(textFile('step 1\n'));
		app.job.files.set(out, textFile('step 1\nlast words\n'));
		await endJob(app);
		expect(app.text()).toContain('last words');
		expect(app.text()).toContain('complete');
		expect(app.clock.timerCount()).toBe(0);

		const reads = app.callsOf('readOutput').length;
		await app.clock.advance(600 * SECOND);
		expect(app.callsOf('readOutput')).toHaveLength(reads);
	});

	it('is not read while another tab is shown, or polling is paused', async () => {
		const app = await openStdout(textFile('step 1\n'));
		await app.press('job.overview');
		const reads = app.callsOf('readOutput').length;
		await app.clock.advance(60 * SECOND);
		expect(app.callsOf('readOutput')).toHaveLength(reads);

		await app.setMonitor({link: {kind: 'paused', since: worldStart}});
		await app.press('job.output');
		await app.clock.advance(60 * SECOND);
		expect(app.callsOf('readOutput')).toHaveLength(reads);
	});

	it('is read on while polling is paused when the person asks, and is not called complete before its last byte', async () => {
		const app = await openStdout(textFile('step 1\n'));
		await app.setMonitor({link: {kind: 'paused', since: worldStart}});
		expect(app.text()).toContain('‖ paused');
		expect(app.text()).not.toContain('following');

		app.job.files.set(out, textFile('step 1\nstep 2\n'));
		await app.press('job.reload');
		expect(app.text()).toContain('step 2');

		app.job.files.set(out, textFile('step 1\nstep 2\nslurmstepd: error: out of memory\n'));
		app.job.detail = finished;
		app.job.silent.add('readOutput');
		await app.press('job.reload');
		expect(app.text()).toContain('FINISHED');
		expect(app.text()).not.toContain('complete');
		await app.release();
		expect(app.text()).toContain('out of memory');
		expect(app.text()).toContain(', complete');
	});

	it('says that it appears when the job runs, and then appears', async () => {
		const queued = {...running, status: 'QUEUED'};
		const app = await openStdout(null, {detail: queued, row: queued});
		expect(app.text()).toContain('it appears when the job runs');
		const reads = app.callsOf('readOutput').length;
		await app.clock.advance(600 * SECOND);
		expect(app.callsOf('readOutput')).toHaveLength(reads);

		app.job.files.set(out, textFile('begun\n'));
		app.job.detail = running;
		await app.setRow({...running, lastUpdated: worldStart + 5});
		expect(app.text()).toContain('begun');
	});

	it('is looked for some times after the end of the job, then said to be missing', async () => {
		const app = await openStdout(null, {detail: finished, row: finished});
		expect(app.text()).toContain('on its way to the archive');
		await app.clock.advance(60 * SECOND);
		expect(app.text()).toContain('There is no such file.');
		expect(app.text()).not.toContain('on its way');
		expect(app.clock.timerCount()).toBe(0);
	});

	it('is not waited for where the job ended before it ran', async () => {
		const stopped = {
			...running,
			status: 'CANCELLED',
			ended: worldStart,
			remoteStarted: null,
			remoteEnded: null,
		};
		const words = 'It ended before it ran, so it wrote nothing.';
		const file = await openStdout(null, {detail: stopped, row: stopped});
		expect(file.text()).toContain(words);
		expect(file.text()).not.toContain('archive');

		const list = driveJobScreen({
			detail: stopped,
			row: stopped,
			before: job => job.failures.set('getJobOutputList', new Failure('not-found', 'No such directory.')),
		});
		await list.press('job.output');
		await list.clock.settle();
		expect(list.text()).toContain(words);
		expect(list.text()).not.toContain('No such directory.');
	});

	it('goes on at the same byte after a lost connection', async () => {
		const app = await openStdout(textFile('step 1\n'));
		app.job.failures.set('readOutput', new Failure('unreachable', 'The line is cut.'));
		await app.clock.advance(5 * SECOND);
		expect(app.text()).toContain('step 1');
		expect(app.text()).toContain('Not read on: The line is cut. It is tried again.');

		app.job.failures.clear();
		app.job.files.set(out, textFile('step 1\nstep 2\n'));
		await app.clock.advance(20 * SECOND);
		expect(app.text()).toContain('step 2');
		expect(app.text().match(/step 1/g)).toHaveLength(1);
		expect(app.text()).not.toContain('The line is cut');
	});

	it('says why it cannot be read at all', async () => {
		const app = await openStdout(textFile('x'), {
			before: job => job.failures.set('readOutput', new Failure('not-yours', 'You may not read it.')),
		});
		expect(app.text()).toContain('The file could not be read.');
		expect(app.text()).toContain('You may not read it.');
		expect(app.text()).toContain('A reload tries again.');
	});

	it('keeps characters whole that are cut between two reads', async () => {
		const bytes = new TextEncoder().encode('Ω≈ç√∫ 模型 🚀\n');
		const app = await openStdout(bytesFile(bytes.slice(0, 1)));
		for (let length = 2; length <= bytes.length; length++) {
			app.job.files.set(out, bytesFile(bytes.slice(0, length)));
			await app.clock.advance(6 * SECOND);
		}
		expect(app.text()).toContain('Ω≈ç√∫ 模型 🚀');
		expect(app.text()).not.toContain('\uFFFD');
	});

	it('shows nothing that could steer the terminal, and no colours', async () => {
		const app = await openStdout(textFile('\u001B[31mred\u001B[0m \u001B]0;title\u0007 a\tb\n50%\r100%\r\n'));
		expect(app.text()).toContain('red ␛]0;title␇');
		expect(app.text()).toContain('100%');
		expect(app.text()).not.toContain('50%');
	});

	it('that is binary is shown as such, and not read on', async () => {
		const app = await openStdout(bytesFile(new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2])));
		expect(app.text()).toContain('This is a binary file of 8 B; it can be saved, not shown.');
		const reads = app.callsOf('readOutput').length;
		await app.clock.advance(60 * SECOND);
		expect(app.callsOf('readOutput')).toHaveLength(reads);
	});
});

describe('a file of 1 GB', () => {
	const size = 1_000_000_000;
	const lineLength = 100;
	/** Line n begins at byte 100·n and holds its number. */
	const huge: FakeFile = {
		size,
		bytesAt: (offset, length) => {
			const end = Math.min(size, offset + length);
			const first = Math.floor(offset / lineLength);
			let text = '';
			for (let line = first; line * lineLength < end; line++)
				text += `${`line ${line}`.padEnd(lineLength - 1, '.')}\n`;
			return new TextEncoder().encode(text.slice(offset - first * lineLength, end - first * lineLength));
		},
	};

	it('is begun near its end, with whole lines', async () => {
		const app = await openStdout(huge);
		expect(app.text()).toContain('line 9999999.');
		expect(app.text()).toContain('the end of 1.0 GB');
		expect(app.state()!.file!.text.lines[0]).toMatch(/^line \d+\.+$/);
		expect(app.callsOf('readOutput').length).toBeLessThan(5);
	});

	it('is read from its start as the person goes on, and stays bounded', async () => {
		const app = await openStdout(huge);
		await app.press('job.first');
		expect(app.screen()[4]).toMatch(/^line 0\./);
		const reads = app.callsOf('readOutput').length;
		await app.clock.advance(600 * SECOND);
		expect(app.callsOf('readOutput')).toHaveLength(reads);

		let last = '';
		for (let page = 0; page < 1200; page++) {
			await app.press('job.page-down');
			const {text} = app.state()!.file!;
			expect(text.lines.length).toBeLessThanOrEqual(mostLines);
			expect(text.length).toBeLessThanOrEqual(mostCharacters);
			last = app.screen()[4]!;
		}
		const line = Number(/^line (\d+)/.exec(last)?.[1]);
		expect(line).toBeGreaterThan(9000);
		expect(app.state()!.file!.text.dropped).toBeGreaterThan(5000);

		await app.press('job.last');
		expect(app.text()).toContain('line 9999999.');
	});

	it('is taken up again near its end when it has grown by a lot while it was followed', async () => {
		const bytesAt = (offset: number, length: number): Uint8Array =>
			huge.bytesAt(offset, Math.min(length, Math.max(0, 5000 - offset)));
		const app = await openStdout({size: 5000, bytesAt});
		expect(app.text()).toContain('line 49.');
		app.job.files.set(out, huge);
		app.job.folders[''] = [entry(out, size)];
		await app.clock.advance(6 * SECOND);
		expect(app.text()).toContain('line 9999999.');
		expect(app.text()).toContain('● following');
		expect(app.callsOf('readOutput').length).toBeLessThan(15);
	});

	it('is not read from front to back to be followed', async () => {
		const app = await openStdout(huge);
		await app.press('job.first', 'job.follow');
		expect(app.text()).toContain('line 9999999.');
		expect(app.callsOf('readOutput').length).toBeLessThan(10);
	});

	it('stays bounded when it is one single line', async () => {
		const one: FakeFile = {
			size,
			bytesAt: (offset, length) => new Uint8Array(Math.min(length, size - offset)).fill(120),
		};
		const app = await openStdout(one);
		await app.press('job.first');
		for (let page = 0; page < 50; page++) await app.press('job.page-down');
		const {text} = app.state()!.file!;
		expect(text.length + text.rest.length).toBeLessThan(mostCharacters + 300_000);
	});
});

describe('moving in the open file', () => {
	const lines = (count: number): string =>
		Array.from({length: count}, (_, index) => `row ${index + 1}\n`).join('');

	it('stays where the person went while the file grows, and follows again from its end', async () => {
		const app = await openStdout(textFile(lines(100)));
		await app.press('job.page-up');
		const seen = app.screen().slice(4);
		app.job.files.set(out, textFile(lines(200)));
		await app.clock.advance(60 * SECOND);
		expect(app.screen().slice(4)).toEqual(seen);
		expect(app.text()).toContain('not following');

		await app.press('job.last');
		expect(app.text()).toContain('row 200');
		expect(app.text()).toContain('● following');
		await app.press('job.follow');
		expect(app.text()).toContain('not following');
		expect(app.text()).toContain('row 200');
	});

	it('moves by lines and pages, and not past an end', async () => {
		const app = await openStdout(textFile(lines(100)));
		await app.press('job.first');
		expect(app.screen()[4]).toBe('row 1');
		await app.press('job.up', 'job.down', 'job.down');
		expect(app.screen()[4]).toBe('row 3');
		for (let page = 0; page < 20; page++) await app.press('job.page-down');
		expect(app.screen().at(-1)).toBe('row 100');
		await app.press('job.up');
		expect(app.screen().at(-1)).toBe('row 99');
	});

	it('shows every row of a line that is longer than the screen', async () => {
		const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
		const app = await openStdout(
			textFile(`begin\n${[...letters].map(letter => letter.repeat(80)).join('')}\nend\n`),
		);
		await app.press('job.first');
		let seen = app.text();
		for (let page = 0; page < 4; page++) {
			await app.press('job.page-down');
			seen += app.text();
		}
		for (const letter of letters) expect(seen).toContain(letter.repeat(80));
		await app.press('job.last');
		for (let row = 0; row < 40; row++) await app.press('job.up');
		expect(app.screen()[4]).toBe('begin');
	});

	it('breaks long lines, or cuts them', async () => {
		const app = await openStdout(textFile(`${'a'.repeat(79)}bc\n`));
		expect(app.screen().slice(4, 6)).toEqual([`${'a'.repeat(79)}b`, 'c']);
		await app.press('job.wrap');
		expect(app.screen().slice(4, 6)).toEqual([`${'a'.repeat(79)}…`, '']);
	});

	it('makes nothing of the blanks that a program fills its lines up with', async () => {
		const app = await openStdout(textFile(`${'step'.padEnd(100)}\n${'next'.padEnd(100)}\n`));
		expect(app.screen().slice(4, 6)).toEqual(['step', 'next']);
		await app.press('job.wrap');
		expect(app.screen().slice(4, 6)).toEqual(['step', 'next']);
	});
});

describe('searching in the open file', () => {
	const text = Array.from({length: 300}, (_, index) =>
		index % 100 === 50 ? `Error at ${index}` : `fine ${index}`,
	).join('\n');

	it('goes to the first place while it is typed, then on and back, round and round', async () => {
		const app = await openStdout(textFile(text));
		await app.press('job.first', 'job.search');
		await app.type('error');
		expect(app.text()).toContain('Error at 50');
		expect(app.screen().at(-1)).toMatch(/^\/ error +line 51 of 300$/);

		await app.press('job-search.keep', 'job.search-next');
		expect(app.text()).toContain('Error at 150');
		await app.press('job.search-next', 'job.search-next');
		expect(app.text()).toContain('Error at 50');
		await app.press('job.search-previous');
		expect(app.text()).toContain('Error at 250');
	});

	it('minds capitals only when some are typed, and says when there is nothing', async () => {
		const app = await openStdout(textFile(text));
		await app.press('job.search');
		await app.type('FINE');
		expect(app.text()).toContain('not in what has been read');
	});

	it('ends by going back, which leaves the file open', async () => {
		const app = await openStdout(textFile(text));
		await app.press('job.search');
		await app.type('error');
		await app.press('job-search.keep', 'job.back');
		expect(app.state()?.search).toBeNull();
		expect(app.state()?.file).not.toBeNull();
	});

	it('is refused with a reason where no file is open', async () => {
		const app = driveJobScreen({detail: running, row: running});
		await app.press('job.search', 'job.search-next');
		expect(app.toasts).toEqual(['Open a file of the output first.', 'Open a file of the output first.']);
	});
});

describe('saving a file', () => {
	it('shows how far it is, and where the file is in the end', async () => {
		const seen: string[] = [];
		let app: DrivenJobScreen | undefined;
		app = await openStdout(textFile('x'.repeat(4000)), {
			terminal: {
				save: async ({name, mark}, bytes, onProgress) => {
					let done = 0;
					for await (const chunk of bytes) {
						done += chunk.length;
						await app!.clock.advance(SECOND);
						onProgress(done);
						seen.push(app!.screen().at(-1)!);
					}
					expect(mark).toBe(running.uuid.slice(0, 8));
					return `/home/jdoe/${name}`;
				},
			},
		});
		await app.press('job.save');
		const saving = app;
		await until(() => saving.toasts.length > 0);
		expect(seen[0]).toMatch(/^Saving tapisjob\.out .*50% {2}2\.0 kB of 4\.0 kB$/);
		expect(seen).toHaveLength(2);
		expect(app.toasts).toEqual(['Saved as /home/jdoe/tapisjob.out.']);
		expect(app.view().ui.saving).toBeNull();
	});

	it('says the name of a file whose path has no room, and leaves the whole path in the log', async () => {
		const path = `/scratch/${'a'.repeat(90)}/tapisjob-00000000.out`;
		const app = await openStdout(textFile('x'), {terminal: {save: async () => path}});
		await app.press('job.save');
		expect(app.toasts).toEqual(['Saved as tapisjob-00000000.out; l shows its whole path.']);
		expect(app.notes).toEqual([`Saved as ${path}.`]);
	});

	it('goes on when the job is left, one at a time, and leaving the program gives it up only when asked twice', async () => {
		const app = await openStdout(textFile('x'), {terminal: {save: () => new Promise(() => undefined)}});
		await app.press('job.save');
		expect(app.screen().at(-1)).toMatch(/^Saving tapisjob\.out/);
		app.acts.update(state => ({...state, job: {...openJobScreen(jobUuid(2)), tab: 'output'}}));
		expect(app.screen().at(-1)).toMatch(/^Saving tapisjob\.out/);
		quit(app.acts);
		expect(app.toasts).toEqual(['A file is being saved: q again gives it up and quits.']);
		expect(app.hasQuit()).toBe(false);
		quit(app.acts);
		expect(app.hasQuit()).toBe(true);
	});

	it('tells why it failed', async () => {
		const app = await openStdout(textFile('x'), {
			terminal: {save: () => Promise.reject(new Error('no space left on device'))},
		});
		await app.press('job.save');
		expect(app.toasts).toEqual(['tapisjob.out was not saved: no space left on device']);
		expect(app.view().ui.saving).toBeNull();
	});
});
