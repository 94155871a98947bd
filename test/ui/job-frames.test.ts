import {describe, expect, it} from 'vitest';
import {Failure} from '../../source/domain/failure.ts';
import type {HistoryEvent} from '../../source/domain/history.ts';
import type {Job, JobDetail} from '../../source/domain/job.ts';
import {HOUR, MINUTE, SECOND} from '../../source/domain/time.ts';
import type {Cancellation} from '../../source/monitor/monitor-state.ts';
import {displayWidth} from '../../source/terminal/display-width.ts';
import {unstyled} from '../../source/ui/layout/styled.ts';
import {drawJob} from '../../source/ui/screens/job/draw-job.ts';
import {takeText} from '../../source/ui/state/job-file-state.ts';
import {
	type JobScreenState,
	jobTabRows,
	loaded,
	openJobScreen,
	showFile,
	takeFiles,
	withFile,
} from '../../source/ui/state/job-screen-state.ts';
import {buildJob, jobUuid, worldStart as now} from '../helpers/build-job.ts';
import {buildJobDetail, statusEvent} from '../helpers/build-job-detail.ts';
import {buildView, type ViewOptions} from '../helpers/build-view.ts';

const row = buildJob(1, {
	name: 'calibrate-b',
	created: now - HOUR,
	remoteStarted: now - 40 * MINUTE,
	lastUpdated: now - 3 * SECOND,
	remoteJobId: '8831245',
	tags: ['sweep', 'thesis'],
});
const detail = buildJobDetail(1, {
	...row,
	lastMessage: 'Setting job status to RUNNING.',
	remoteSubmitted: now - 57 * MINUTE,
	description: 'Second calibration, with the finer mesh and the corrected boundary conditions of last week.',
});
const ended: Partial<JobDetail> = {
	status: 'FAILED',
	condition: 'SCHEDULER_TIMEOUT',
	ended: now - 2 * MINUTE,
	remoteEnded: now - 3 * MINUTE,
	remoteOutcome: 'FAILED',
	remoteResultInfo: '137',
	lastMessage:
		'The job was ended by the scheduler: slurmstepd: error: *** JOB 8831245 CANCELLED DUE TO TIME LIMIT ***',
};

function transfer(event: string, at: number, status: string, done: number, files: number): HistoryEvent {
	return {
		event,
		created: at,
		eventDetail: status,
		message: `The transfer has transitioned to a new status: ${status}.`,
		transferTaskUuid: event,
		transfer: {
			status,
			totalBytesTransferred: done,
			estimatedTotalBytes: event === 'JOB_INPUT_TRANSACTION_ID' ? done : 80_000_000,
			completeTransfers: files,
			totalTransfers: 3,
			errorMessage: null,
		},
	};
}

const history: readonly HistoryEvent[] = [
	statusEvent('PENDING', now - HOUR),
	statusEvent('STAGING_INPUTS', now - 59 * MINUTE),
	transfer('JOB_INPUT_TRANSACTION_ID', now - 59 * MINUTE + 1000, 'IN_PROGRESS', 4_000_000, 0),
	transfer('JOB_INPUT_TRANSACTION_ID', now - 57 * MINUTE, 'COMPLETED', 12_300_000, 3),
	statusEvent('QUEUED', now - 57 * MINUTE),
	{
		...statusEvent('QUEUED', now - 50 * MINUTE),
		event: 'JOB_ERROR_MESSAGE',
		message:
			'The scheduler did not answer, since the connection to the login node was refused; it is tried again.',
	},
	statusEvent('RUNNING', now - 40 * MINUTE),
	{...statusEvent('DEFAULT', now - 20 * MINUTE), event: 'JOB_USER_EVENT', message: 'step 5 of 9'},
	statusEvent('ARCHIVING', now - 5 * MINUTE),
	transfer('JOB_ARCHIVE_TRANSACTION_ID', now - 5 * MINUTE + 1000, 'IN_PROGRESS', 20_000_000, 1),
];

const request = {
	name: 'calibrate-b',
	appId: 'opensees-mp',
	parameterSet: {
		appArgs: [{name: 'mesh', arg: '--mesh fine'}],
		envVariables: [],
		logConfig: null,
	},
	maxMinutes: 60,
	isMpi: true,
	cmdPrefix: `module load gcc/13 ${'opensees-with-a-very-long-path/'.repeat(6)}`,
};

const screen: JobScreenState = {...openJobScreen(jobUuid(1)), detail: loaded(detail, now)};
const at = (tab: JobScreenState['tab'], different: Partial<JobScreenState> = {}): JobScreenState => ({
	...screen,
	tab,
	...different,
});
const withEnd = (different: Partial<JobDetail> = {}): JobScreenState => ({
	...screen,
	detail: loaded({...detail, ...ended, lastUpdated: now, ...different}, now),
});
const listed = takeFiles(
	at('output'),
	[
		{name: 'tapisjob.out', path: 'tapisjob.out', kind: 'file', size: 1_234_567, lastModified: now - 5000},
		{name: 'plots', path: 'plots', kind: 'dir', size: 4096, lastModified: now - HOUR},
		{name: '模型.dat', path: '模型.dat', kind: 'file', size: 8, lastModified: null},
	],
	now - 4000,
);
const log = Array.from({length: 60}, (_, index) => `step ${index}  residual ${'.'.repeat(index)} end`).join(
	'\n',
);
const withLog = withFile(file => takeText({...file, start: 1_000_000, size: 1_234_567}, log, 1_234_567))(
	showFile(listed, 'tapisjob.out'),
);
const failure = new Failure('unreachable', 'The service at tacc.tapis.io cannot be reached.');
const refused = new Failure('not-yours', 'Job 1 belongs to asmith.');
const cancellation: Cancellation = {
	uuid: row.uuid,
	name: row.name,
	phase: 'waiting',
	askedAt: now - 12 * SECOND,
	sendAt: null,
	sentAt: now - 11 * SECOND,
	sendCount: 1,
	acceptedCount: 1,
	trouble: null,
	outcome: null,
	isHeldElsewhere: false,
	isWritten: true,
};

const cancelled: Cancellation = {
	...cancellation,
	phase: 'ended',
	outcome: {kind: 'cancelled', remoteJobId: '8831245'},
};

const frames: Readonly<
	Record<string, {readonly job: JobScreenState; readonly row?: Job | null; readonly more?: ViewOptions}>
> = {
	overview: {job: screen},
	'overview-cancelling': {job: screen, more: {monitor: {cancels: new Map([[row.uuid, cancellation]])}}},
	'overview-loading': {job: {...screen, detail: {value: null, failure: null, at: null}}},
	'overview-by-uuid': {job: {...screen, detail: {value: null, failure: null, at: null}}, row: null},
	'overview-not-found': {
		job: {
			...screen,
			detail: {value: null, failure: new Failure('not-found', 'There is no job with this uuid.'), at: null},
		},
		row: null,
	},
	'overview-failed': {job: withEnd(), row: null},
	'overview-cancelled': {
		job: withEnd({status: 'CANCELLED', condition: 'CANCELLED_BY_USER', remoteResultInfo: null}),
		row: null,
	},
	'overview-cancelled-here': {
		job: withEnd({status: 'CANCELLED', condition: 'CANCELLED_BY_USER', remoteResultInfo: null}),
		row: null,
		more: {monitor: {cancels: new Map([[row.uuid, cancelled]])}},
	},
	'overview-old': {job: {...screen, detail: {value: detail, failure, at: now - 90 * SECOND}}},
	'overview-lost': {
		job: {...screen, detail: {value: null, failure, at: null}},
		more: {
			monitor: {
				link: {kind: 'failing', failure, since: now - 9 * SECOND, attempts: 2},
				asOf: now - 9 * SECOND,
			},
		},
	},
	'overview-long-message': {
		job: withEnd({
			lastMessage: `Traceback of the launch: ${'a step of it that failed; '.repeat(40)}the last of it.`,
		}),
		row: null,
	},
	'output-lost': {
		job: at('output', {detail: {value: null, failure, at: null}}),
		more: {
			monitor: {
				link: {kind: 'failing', failure, since: now - 9 * SECOND, attempts: 2},
				asOf: now - 9 * SECOND,
			},
		},
	},
	timeline: {job: at('timeline', {history: loaded(history, now)})},
	'timeline-ended': {
		job: {
			...withEnd(),
			tab: 'timeline',
			history: loaded([...history, statusEvent('FAILED', now - 2 * MINUTE)], now),
		},
		row: null,
	},
	'timeline-loading': {job: at('timeline')},
	'timeline-empty': {job: at('timeline', {history: loaded([], now)})},
	'timeline-refused': {job: at('timeline', {history: {value: null, failure: refused, at: null}})},
	output: {job: {...listed, fileIndex: 1}},
	'output-loading': {job: at('output')},
	'output-empty': {job: at('output', {files: loaded([], now)})},
	'output-saving': {
		job: listed,
		more: {ui: {saving: {path: 'tapisjob.out', bytes: 400_000, size: 1_234_567}}},
	},
	file: {job: withLog},
	'file-loading': {job: showFile(listed, 'tapisjob.out')},
	'file-search': {
		job: {...withLog, search: {field: null, text: 'residual', from: 0, line: 58, isSought: true}},
	},
	'file-cut': {job: withFile(file => ({...file, isWrapped: false, isFollowing: false, top: 30}))(withLog)},
	'file-lost': {job: withFile(file => ({...file, failure}))(withLog)},
	request: {job: at('request', {request: loaded(request, now)})},
	'request-folded': {
		job: at('request', {request: loaded(request, now), folded: new Set(['/parameterSet']), requestIndex: 6}),
	},
	'request-loading': {job: at('request')},
	'request-failed': {job: at('request', {request: {value: null, failure, at: null}})},
};

const sizes = [
	[60, 15],
	[80, 24],
	[120, 40],
] as const;

describe('the job screen', () => {
	for (const [name, {job, row: one = row, more}] of Object.entries(frames)) {
		for (const [columns, rows] of sizes) {
			it(`${name} at ${columns}x${rows}`, async () => {
				const jobs = one === null ? [] : [one];
				const view = buildView({...more, columns, rows, jobs, ui: {...more?.ui, job}});
				const lines = drawJob(view, rows).map(unstyled);

				expect(lines).toHaveLength(rows);
				for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
				const text = lines.map(line => line.trimEnd()).join('\n');
				await expect(`${text}\n`).toMatchFileSnapshot(`../frames/job/${name}-${columns}x${rows}.txt`);
			});
		}
	}
});

describe('the colours of the job screen', () => {
	it.each(['overview-failed', 'timeline', 'file-search'] as const)('%s', async name => {
		const {job, row: one = row} = frames[name]!;
		const view = buildView({jobs: one === null ? [] : [one], ui: {job, themeName: 'dark'}});
		const text = drawJob(view, 24).join('\n').replaceAll('\u001B[', '‹');
		await expect(`${text}\n`).toMatchFileSnapshot(`../frames/job/${name}-80x24-dark.txt`);
	});
});

describe('any job screen', () => {
	const hostile = {
		name: `evil\u001B[2J\u202Egnp.exe ${'名'.repeat(200)}`,
		execSystemId: '\u0007\u009B31m',
		lastMessage: `\u001B]52;c;aGk=\u0007 ${'👩‍👩‍👧‍👦'.repeat(60)} ${'x'.repeat(500)}`,
		execSystemOutputDir: `/${'very-long-directory-name/'.repeat(40)}`,
		stdoutName: '\u001B[31mout',
		tags: ['\u2066tag'],
	};
	const states: readonly JobScreenState[] = [
		...Object.values(frames).map(frame => frame.job),
		...jobTabRows.map(({tab}) => ({
			...withLog,
			tab,
			detail: loaded({...detail, ...hostile}, now),
			history: loaded(
				[
					{...history[5]!, message: hostile.lastMessage},
					statusEvent('\u001B[5mODD', now - MINUTE),
					...history,
				],
				now,
			),
			request: loaded({[hostile.name]: hostile, list: [hostile.name]}, now),
			requestIndex: 2,
		})),
		...(['a\u001B[2Jb', '名'.repeat(300), '\u202Etxt'] as const).map(text => ({
			...withFile(file => takeText(file, `${text}\n${text}`, 10))(withLog),
			search: {field: null, text: 'b', from: 0, line: 0, isSought: true},
		})),
	];

	it.each([
		[30, 8],
		[31, 9],
		[45, 12],
		[99, 20],
		[100, 30],
		[300, 100],
	])(
		'fills its lines and no more at %dx%d, and lets nothing through that could steer a terminal',
		(columns, rows) => {
			for (const job of states) {
				for (const height of [rows, 5, 2, 1]) {
					const view = buildView({columns, rows, jobs: [{...row, ...hostile}], ui: {job, themeName: 'dark'}});
					const lines = drawJob(view, height);
					expect(lines).toHaveLength(height);
					for (const line of lines) {
						const text = unstyled(line);
						expect(displayWidth(text), text).toBeLessThanOrEqual(columns);
						expect(text).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/);
					}
				}
			}
		},
	);

	it('shows the tabs whole at every width, or but the open one’s title', () => {
		const job = at('request', {request: loaded(request, now)});
		for (let columns = 30; columns < 60; columns++) {
			const tabs = unstyled(drawJob(buildView({columns, jobs: [row], ui: {job}}), 24)[1]!);
			expect(tabs).toMatch(/ 4 Request *$/);
			expect(displayWidth(tabs)).toBeLessThanOrEqual(columns);
		}
	});

	it('ends a value that is too long for the lines below with one sign that there is more', () => {
		const job = at('request', {request: loaded({note: 'long words '.repeat(90)}, now), requestIndex: 1});
		const lines = drawJob(buildView({columns: 60, jobs: [row], ui: {job}}), 24).map(unstyled);

		expect(lines.join('\n').trimEnd()).toMatch(/[^…]…$/);
	});

	it('says of a place found in lines that are no longer kept that it is gone', () => {
		const open = withFile(file => takeText(file, 'one\ntwo\n', 8))(withLog);
		const gone = {...open.file!, text: {...open.file!.text, dropped: 350}};
		const job = {...open, file: gone, search: {field: null, text: 'one', from: 0, line: 0, isSought: true}};
		const lines = drawJob(buildView({columns: 80, jobs: [row], ui: {job}}), 24).map(unstyled);

		expect(lines.join('\n')).toMatch(/one +no longer kept/);
	});

	it('needs no more than ASCII of its own', () => {
		for (const {job, row: one = row} of Object.values(frames)) {
			if (job.tab === 'output') continue;
			const view = buildView({jobs: one === null ? [] : [one], ui: {job, isAscii: true}});
			const text = drawJob(view, 24).map(unstyled).join('\n');
			expect(text.replaceAll('…', '~').replaceAll('’', "'")).toMatch(/^[\u0020-\u007E\n]*$/);
		}
	});
});
