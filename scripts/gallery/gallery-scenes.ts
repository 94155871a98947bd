import {PENDING} from '../../source/domain/status.ts';
import {seenMs} from '../../source/ui/overlays/question/once-seen.ts';
import type {Scene} from './scene.ts';
import {cancelAsked, filtered, list, loaded, narrowed, onJob, opened, toList} from './walks.ts';

export const scenes: readonly Scene[] = [
	{name: 'list', ...list()},
	{name: 'list-80x24', columns: 80, rows: 24, ...list()},
	{name: 'list-60x15', columns: 60, rows: 15, ...list()},
	{name: 'list-140x40', columns: 140, rows: 40, ...list()},
	{name: 'list-light', themeName: 'light', ...list(', in the theme light')},
	{name: 'list-contrast', themeName: 'contrast', ...list(', in the theme contrast')},
	{name: 'list-colour-blind', themeName: 'colour-blind', ...list(', in the theme colour-blind')},
	{name: 'list-no-colour', themeName: 'none', ...list(', without colours')},
	{
		name: 'list-ascii',
		title: 'The list in plain ASCII, without colours.',
		themeName: 'none',
		isAscii: true,
		walk: loaded,
	},
	{
		name: 'filter',
		title: 'A filter being typed; the list narrows.',
		walk: filtered('status:active app:opensees'),
	},
	{
		name: 'filter-wrong',
		title: 'A filter that cannot be read; the list stays.',
		walk: filtered('status:runing'),
	},
	{
		name: 'cancel',
		title: 'The question before three jobs are cancelled.',
		walk: async stage => {
			await cancelAsked(stage);
			await stage.waitFor(/Cancel .*\?/);
		},
	},
	{
		name: 'cancel-many',
		title: 'For more than five jobs their number is typed.',
		walk: async stage => {
			await narrowed('status:active app:wrf,python')(stage);
			await stage.press('list.mark-all');
			await stage.waitFor(/\d marked/);
			await stage.press('list.cancel');
			await stage.waitFor(/to cancel them/);
			await stage.advance(seenMs);
			await stage.type('1');
			await stage.waitFor(': 1_');
		},
	},
	{
		name: 'pending',
		title: 'Cancels that were asked for and have not taken effect.',
		walk: async stage => {
			await cancelAsked(stage);
			// Answered as a person would: having read it.
			await stage.advance(seenMs);
			await stage.press('cancel.yes');
			await stage.waitFor('⟳ cancel');
			await stage.press('list.up', 'list.back');
			await stage.waitFor('not confirmed by the system yet');
			// The line about the question has gone, and the keys are back.
			await stage.waitFor('? help');
		},
	},
	{name: 'job', title: 'A running job: the tab Overview.', walk: onJob('running', 'output dir')},
	{
		name: 'job-failed',
		title: 'A failed job, its condition in plain words.',
		walk: onJob('failed', 'exec dir'),
	},
	{
		name: 'timeline',
		title: 'A running job: the tab Timeline.',
		walk: onJob('running', new RegExp(`${PENDING} .*[█▏▎▍▌▋▊▉]`), 'job.timeline'),
	},
	{
		name: 'output',
		title: 'A running job: the files of its output.',
		walk: onJob('running', /\d entries/, 'job.output'),
	},
	{
		name: 'follow',
		title: 'A running job: its standard output, followed.',
		walk: onJob('running', '● following', 'job.output-now'),
	},
	{
		name: 'search',
		title: 'A search in the output.',
		walk: async stage => {
			await onJob('running', '● following', 'job.output-now')(stage);
			await stage.press('job.search');
			await stage.waitFor(/^\/ *$/m);
			await stage.type('e-5');
			await stage.waitFor(/^\/ ?e-5/m);
		},
	},
	{
		name: 'request',
		title: 'A running job: the request it was submitted with.',
		walk: onJob('running', 'appId', 'job.request'),
	},
	{
		name: 'help',
		title: 'Help: all keys, to be searched and pressed.',
		walk: opened('open.help', 'press the key'),
	},
	{
		name: 'log',
		title: 'The log of every change seen.',
		speed: 120,
		walk: async stage => {
			await opened('open.log', '─ Log')(stage);
			await stage.waitFor(/(^\d\d:\d\d:\d\d .*\n){9}/m);
		},
	},
	{name: 'copy', title: 'What of a job can be copied.', walk: opened('open.copy', 'curl')},
	{name: 'sort', title: 'What the list can be sorted by.', walk: opened('open.sort', 'reverse')},
	{
		name: 'resubmit',
		title: 'The question before a job is submitted again.',
		walk: opened('act.resubmit', 'e edit'),
	},
	{
		name: 'resubmit-edited',
		title: 'A request that was edited: what has changed in it.',
		edit: text =>
			text.replace(/"nodeCount": \d+/, '"nodeCount": 16').replace(/"maxMinutes": \d+/, '"maxMinutes": 90'),
		walk: async stage => {
			await opened('act.resubmit', 'e edit')(stage);
			await stage.advance(seenMs);
			await stage.press('confirm.edit');
			await stage.waitFor('Submit the edited request');
		},
	},
	{
		name: 'hide',
		title: 'The question before jobs that have ended are hidden.',
		walk: async stage => {
			await narrowed('status:ended')(stage);
			await stage.press('list.mark', 'list.mark');
			await stage.waitFor('2 marked');
			await stage.press('act.hide');
			await stage.waitFor('Hide these 2 jobs?');
		},
	},
	{
		name: 'profiles',
		title: 'Another profile: another tenant, or another user.',
		profiles: [
			{name: 'designsafe', user: 'demo', baseUrl: 'https://designsafe.tapis.io', isCurrent: false},
			{name: 'tacc', user: 'demo', baseUrl: 'https://tacc.tapis.io', isCurrent: true},
		],
		walk: opened('open.profiles', '─ Profiles'),
	},
	{
		name: 'signed-out',
		title: 'The token has ended: signing in over the rows, which stay.',
		walk: async stage => {
			await toList(stage);
			stage.addFault('expired-token:times=1000');
			await stage.waitFor('Password');
		},
	},
	{
		name: 'read-only',
		title: 'Read-only: no key that changes anything.',
		isReadOnly: true,
		walk: toList,
	},
	{
		name: 'diagnostics',
		title: 'Requests, bytes and memory of the last minutes.',
		walk: opened('open.diagnostics', 'close'),
	},
	{
		name: 'sign-in',
		title: 'The first start: sign in, or look around.',
		isFirstStart: true,
		walk: stage => stage.waitFor('next field'),
	},
	{
		name: 'offline',
		title: 'The service cannot be reached; the last rows stay, with their age.',
		walk: async stage => {
			await toList(stage);
			stage.addFault('html-503:times=1000');
			await stage.waitFor('trouble at the service, again in');
		},
	},
	{
		name: 'nothing-found',
		title: 'A filter that no job passes.',
		walk: filtered('status:failed app:wrf age<1m'),
	},
	{
		name: 'too-small',
		title: 'A terminal that is too small.',
		columns: 40,
		rows: 6,
		walk: stage => stage.waitFor(/\d/),
	},
	{
		name: 'no-jobs',
		title: 'Nobody’s jobs yet.',
		jobCount: 0,
		walk: stage => stage.waitFor('live'),
	},
];
