import {Failure} from '../../source/domain/failure.ts';
import {CANCELLED, FAILED, FINISHED, QUEUED, RUNNING} from '../../source/domain/status.ts';
import type {Cancellation, LogEntry} from '../../source/monitor/monitor-state.ts';
import type {Overlay} from '../../source/ui/state/overlay-state.ts';
import {unanswered} from '../../source/ui/state/question-state.ts';
import {textField} from '../../source/ui/state/text-field.ts';
import {buildJob, jobUuid, worldStart} from './build-job.ts';
import {buildJobDetail} from './build-job-detail.ts';
import type {ViewOptions} from './build-view.ts';

const hostileName = 'wrf\u001B[31m-12\u202Ereversed 計算ジョブ';
/** The jobs behind them; the name of one would steer the terminal. */
export const overlayJobs = [
	buildJob(1, {name: 'calibrate-b'}),
	buildJob(2, {name: 'sweep-0041', status: QUEUED}),
	buildJob(3, {name: hostileName, status: FAILED, condition: 'SCHEDULER_TIMEOUT'}),
	buildJob(4, {name: 'mesh-refine-12', status: FINISHED, remoteJobId: '8831245'}),
];

const cancellation: Cancellation = {
	uuid: jobUuid(1),
	name: 'calibrate-b',
	phase: 'waiting',
	askedAt: worldStart - 12_000,
	sendAt: null,
	sentAt: worldStart - 11_000,
	sendCount: 1,
	acceptedCount: 1,
	trouble: null,
	outcome: null,
	isHeldElsewhere: false,
	isWritten: true,
};

function logOf(count: number): readonly LogEntry[] {
	const events: LogEntry['event'][] = [
		{kind: 'job-added', job: overlayJobs[1]!},
		{kind: 'status-changed', job: {...overlayJobs[0]!, status: RUNNING}, from: QUEUED},
		{kind: 'job-ended', job: overlayJobs[2]!, from: RUNNING, isInteresting: true},
		{kind: 'cancel-asked', cancellation},
		{kind: 'cancel-sent', cancellation},
		{
			kind: 'cancel-ended',
			cancellation: {...cancellation, outcome: {kind: 'cancelled', remoteJobId: '8831245'}},
		},
		{kind: 'link-lost', failure: new Failure('unreachable', 'tacc.tapis.io cannot be reached.')},
		{kind: 'link-back', lostForMs: 61_000, wasSignedOut: false},
		{kind: 'signed-out', failure: new Failure('sign-in', 'Your token has expired.')},
		{kind: 'note', text: 'Pending cancels cannot be written down.'},
		{kind: 'job-gone', job: overlayJobs[3]!},
	];
	return Array.from({length: count}, (_, index) => ({
		at: worldStart + index * 1000,
		event: events[index % events.length]!,
	}));
}

const entries = logOf(40);
const signIn = {
	kind: 'sign-in',
	isHearing: true,
	baseUrl: textField('tacc'),
	username: textField('jdoe'),
	password: textField('hunter2-secret'),
	focus: 'password',
	isWorking: false,
	failure: null,
	canClose: true,
} as const;
const confirm = {
	kind: 'confirm',
	act: 'hide',
	jobs: [overlayJobs[2]!, overlayJobs[3]!],
	leftOut: [{name: 'calibrate-b', reason: `not hidden while it is ${RUNNING}`}],
	draft: null,
	trouble: null,
	...unanswered,
	isDrawn: true,
} as const;
const sample = {bytesToTerminal: 0, frames: 4, requests: 1, bytesFromService: 1000, memoryBytes: 6e7};

const signedOut = {
	kind: 'signed-out',
	failure: new Failure('sign-in', 'Your token has expired.'),
	since: worldStart,
} as const;

/** Every overlay in every state that has a look of its own. */
export const overlayStates: Readonly<Record<string, {readonly overlay: Overlay} & ViewOptions>> = {
	help: {overlay: {kind: 'help', query: textField(''), index: 2, from: 'list'}},
	'help-found': {overlay: {kind: 'help', query: textField('sort'), index: 0, from: 'list'}},
	'help-nothing': {overlay: {kind: 'help', query: textField('zzz'), index: 0, from: 'list'}},
	log: {overlay: {kind: 'log', lowest: null}, monitor: {log: entries}},
	'log-back': {overlay: {kind: 'log', lowest: entries[20]!}, monitor: {log: entries}},
	'log-empty': {overlay: {kind: 'log', lowest: null}},
	sort: {overlay: {kind: 'sort', index: 3}},
	copy: {
		overlay: {
			kind: 'copy',
			uuid: jobUuid(4),
			index: 2,
			baseUrl: 'https://tacc.tapis.io',
			detail: buildJobDetail(4),
			failure: null,
		},
	},
	diagnostics: {
		overlay: {
			kind: 'diagnostics',
			top: 0,
			samples: [
				{at: 0, ...sample},
				{at: 30_000, ...sample, bytesToTerminal: 4000, frames: 6, requests: 4, bytesFromService: 90_000},
			],
		},
		monitor: {cancels: new Map([[cancellation.uuid, cancellation]]), setAside: 3},
	},
	'sign-in': {overlay: signIn, monitor: {link: signedOut}},
	'sign-in-first': {
		overlay: {
			...signIn,
			baseUrl: textField(''),
			username: textField(''),
			password: textField(''),
			focus: 'baseUrl',
			canClose: false,
		},
		view: {identity: null},
	},
	'sign-in-working': {overlay: {...signIn, isWorking: true}},
	'sign-in-failed': {
		overlay: {
			...signIn,
			failure: new Failure('bad-credentials', 'tacc.tapis.io did not accept the sign-in.'),
		},
	},
	'confirm-hide': {overlay: confirm},
	'confirm-resubmit': {overlay: {...confirm, act: 'resubmit', jobs: [overlayJobs[3]!], leftOut: []}},
	'confirm-broken': {
		overlay: {
			...confirm,
			act: 'resubmit-edited',
			jobs: [overlayJobs[3]!],
			leftOut: [],
			draft: {stored: {}, text: '{', request: null, problem: 'The request is no JSON: it ends too early.'},
		},
	},
	'confirm-edited': {
		overlay: {
			...confirm,
			act: 'resubmit-edited',
			jobs: [overlayJobs[3]!],
			leftOut: [],
			draft: {
				stored: {name: 'calibrate-b', nodeCount: 4, parameterSet: {appArgs: [{arg: '-n'}]}},
				text: '{}',
				request: {name: 'calibrate-c', nodeCount: 8, parameterSet: {appArgs: []}, maxMinutes: 60},
				problem: null,
			},
		},
	},
	'confirm-submitting': {
		overlay: {...confirm, act: 'resubmit', leftOut: [], working: 'submitting 1 of 2…'},
	},
	'confirm-left': {
		overlay: {
			...confirm,
			act: 'resubmit',
			leftOut: [],
			trouble:
				'3 of 5 submitted; of the next it is not known: look before you try again. The service did not answer in time.',
		},
	},
	'confirm-number': {
		overlay: {
			...confirm,
			act: 'resubmit',
			leftOut: [],
			typed: '1',
			jobs: Array.from({length: 12}, (_, index) => buildJob(index + 10, {status: CANCELLED})),
		},
	},
	'confirm-many': {
		overlay: {
			...confirm,
			jobs: Array.from({length: 30}, (_, index) => buildJob(index + 10, {status: CANCELLED})),
		},
	},
};
