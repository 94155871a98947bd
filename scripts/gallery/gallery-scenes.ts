import {PENDING} from '../../source/domain/status.ts';
import type {RunningTerminal} from '../../test/helpers/pty.ts';

/** Presses keys by the ids of their rows in the key table. */
export type Press = (...ids: readonly string[]) => void;

export type Walk = (terminal: RunningTerminal, press: Press) => Promise<void>;

/** One picture of the gallery: how to get there from the start of the program. */
export type Scene = {
	/** Name of the files in media/. */
	readonly name: string;
	/** What can be seen, as a sentence. */
	readonly title: string;
	readonly columns?: number;
	readonly rows?: number;
	/** Added to the demo's flags. */
	readonly args?: readonly string[];
	/** Without a simulator, as at the first start. */
	readonly isFirstStart?: boolean;
	/** With sign-ins of user demo kept under these names, in place of the demo. */
	readonly profiles?: readonly string[];
	readonly env?: Readonly<Record<string, string>>;
	readonly isLight?: boolean;
	readonly walk: Walk;
};

const cursorLine = (terminal: RunningTerminal): number =>
	terminal.screen().findIndex(line => line.startsWith('❯') || line.startsWith('>'));

const loaded: Walk = async terminal => {
	await terminal.waitForText('live');
	await terminal.waitFor(() => cursorLine(terminal) > 0, 'a job under the cursor');
};

const toList: Walk = async (terminal, press) => {
	await loaded(terminal, press);
	const first = cursorLine(terminal);
	press('list.down', 'list.down', 'list.down');
	await terminal.waitFor(() => cursorLine(terminal) === first + 3, 'the cursor three jobs further down');
};

const filtered =
	(text: string): Walk =>
	async (terminal, press) => {
		await loaded(terminal, press);
		press('list.filter');
		await terminal.waitForText('as before');
		terminal.write(text);
		await terminal.waitForText(text);
	};

const onJob =
	(status: string, shown: string | RegExp, ...keys: readonly string[]): Walk =>
	async (terminal, press) => {
		await filtered(`status:${status}`)(terminal, press);
		press('filter.keep');
		await terminal.waitForNoText('as before');
		press('list.open');
		await terminal.waitForText(/Overview/);
		press(...keys);
		await terminal.waitForText(shown);
	};

const afterCancel: Walk = async (terminal, press) => {
	await filtered('status:queued')(terminal, press);
	press('filter.keep');
	await terminal.waitForNoText('as before');
	press('list.mark', 'list.mark', 'list.mark');
	await terminal.waitForText('3 marked');
	press('list.cancel');
	await terminal.waitForText(/cancels (it|them)/);
};

/** Answers the dialog as a person would: having read it. */
const yes: Walk = async (terminal, press) => {
	await terminal.waitForText(/cancels (it|them)/);
	press('cancel.yes');
	await terminal.waitForText('⟳ cancel');
};

const opened =
	(id: string, shown: string | RegExp): Walk =>
	async (terminal, press) => {
		await toList(terminal, press);
		press(id);
		await terminal.waitForText(shown);
	};

const list = (how = '') => ({title: `The list of jobs, one selected${how}.`, walk: toList});

export const scenes: readonly Scene[] = [
	{name: 'list', ...list()},
	{name: 'list-80x24', columns: 80, rows: 24, ...list()},
	{name: 'list-60x15', columns: 60, rows: 15, ...list()},
	{name: 'list-140x40', columns: 140, rows: 40, ...list()},
	{name: 'list-light', args: ['--theme', 'light'], isLight: true, ...list(', in the theme light')},
	{name: 'list-contrast', args: ['--theme', 'contrast'], ...list(', in the theme contrast')},
	{name: 'list-colour-blind', args: ['--theme', 'colour-blind'], ...list(', in the theme colour-blind')},
	{name: 'list-no-colour', args: ['--no-color'], ...list(', without colours')},
	{
		name: 'list-ascii',
		title: 'The list in plain ASCII, without colours.',
		args: ['--ascii', '--no-color'],
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
		walk: async (terminal, press) => {
			await afterCancel(terminal, press);
			await terminal.waitForText(/Cancel .*\?/);
		},
	},
	{
		name: 'cancel-many',
		title: 'For more than five jobs their number is typed.',
		walk: async (terminal, press) => {
			await filtered('status:active app:wrf,python')(terminal, press);
			press('filter.keep');
			await terminal.waitForNoText('as before');
			press('list.mark-all');
			await terminal.waitForText(/\d marked/);
			press('list.cancel');
			await terminal.waitForText(/to cancel them/);
			terminal.write('1');
			await terminal.waitForText(': 1_');
		},
	},
	{
		name: 'pending',
		title: 'Cancels that were asked for and have not taken effect.',
		walk: async (terminal, press) => {
			await afterCancel(terminal, press);
			await yes(terminal, press);
			press('list.up', 'list.back');
			await terminal.waitForText('not confirmed by the system yet');
			// The line about the question has gone, and the keys are back.
			await terminal.waitForText('? help');
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
		walk: async (terminal, press) => {
			await onJob('running', '● following', 'job.output-now')(terminal, press);
			press('job.search');
			await terminal.waitForText(/^\/ *$/m);
			terminal.write('e-5');
			await terminal.waitForText(/^\/ ?e-5/m);
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
		args: ['--speed', '120'],
		walk: async (terminal, press) => {
			await opened('open.log', '─ Log')(terminal, press);
			const entries = (): number => terminal.screen().filter(line => /^\d\d:\d\d:\d\d /.test(line)).length;
			await terminal.waitFor(() => entries() > 8, 'more than eight entries of the log');
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
		env: {
			EDITOR: `sed -i 's/"nodeCount": [0-9]*/"nodeCount": 16/; s/"maxMinutes": [0-9]*/"maxMinutes": 90/'`,
		},
		walk: async (terminal, press) => {
			await opened('act.resubmit', 'e edit')(terminal, press);
			press('confirm.edit');
			await terminal.waitForText('Submit the edited request');
		},
	},
	{
		name: 'hide',
		title: 'The question before jobs that have ended are hidden.',
		walk: async (terminal, press) => {
			await filtered('status:ended')(terminal, press);
			press('filter.keep');
			await terminal.waitForNoText('as before');
			press('list.mark', 'list.mark');
			await terminal.waitForText('2 marked');
			press('act.hide');
			await terminal.waitForText('Hide these 2 jobs?');
		},
	},
	{
		name: 'profiles',
		title: 'Another profile: another tenant, or another user.',
		profiles: ['designsafe', 'tacc'],
		walk: opened('open.profiles', '─ Profiles'),
	},
	{
		name: 'signed-out',
		title: 'The token has ended: signing in over the rows, which stay.',
		args: ['--fault', 'expired-token:after=12,times=1000'],
		walk: async (terminal, press) => {
			await toList(terminal, press);
			await terminal.waitForText('Password');
		},
	},
	{
		name: 'read-only',
		title: 'Read-only: no key that changes anything.',
		args: ['--read-only'],
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
		walk: async terminal => terminal.waitForText('next field'),
	},
	{
		name: 'offline',
		title: 'The service cannot be reached; the last rows stay, with their age.',
		args: ['--fault', 'html-503:after=12,times=1000'],
		walk: async (terminal, press) => {
			await toList(terminal, press);
			await terminal.waitForText(/503|HTML|gateway|retry|again/i);
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
		walk: async terminal => terminal.waitForText(/\d/),
	},
	{
		name: 'no-jobs',
		title: 'Nobody’s jobs yet.',
		args: ['--jobs', '0'],
		walk: async terminal => terminal.waitForText('live'),
	},
];
