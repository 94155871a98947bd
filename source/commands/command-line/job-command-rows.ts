import {exitCodes} from '../../domain/exit-codes.ts';
import {FINISHED} from '../../domain/status.ts';
import {type CommandRow, simulated, toService} from './command-row.ts';
import type {FlagName} from './flags.ts';

const whichJobs = ['filter', 'sort', 'limit', 'listType'] as const satisfies readonly FlagName[];
const uuids = {
	name: '<uuid...>',
	about:
		'Uuids of jobs, or the first letters of one of your own jobs’ as long as they fit one only; `-` reads them from standard input.',
};
const uuid = {name: '<uuid>', about: 'Uuid of a job, or the first letters of one of your own jobs’.'};

const limitOfEachList =
	'--limit counts your own jobs and shared ones each, before the filter; in `list` it counts those that match, both together.';

const noListOfHidden =
	'The service lists no hidden jobs, so their uuids are worth keeping; in the monitor the log (`l`) has those hidden since the start.';

/** The monitor, and the commands that show and change jobs. */
export const jobCommandRows = [
	{
		name: '',
		arguments: [],
		about: 'A full-screen monitor for Tapis jobs: see them, cancel them, be told when they end.',
		flags: [
			'demo',
			...toService,
			'filter',
			'sort',
			'interval',
			'limit',
			'listType',
			'readOnly',
			'theme',
			'ascii',
			'noColor',
			'screenReader',
			...simulated,
		],
		examples: [
			{command: 'tapis-jobs --demo', does: 'look around on a simulated service'},
			{command: 'tapis-jobs login https://tacc.tapis.io', does: 'sign in to a tenant'},
			{command: 'tapis-jobs', does: 'open the monitor'},
			{command: 'tapis-jobs --filter "status:active app:opensees"', does: 'open it on some jobs'},
		],
		notes: [limitOfEachList],
	},
	{
		name: 'list',
		arguments: [],
		about: 'Lists jobs: a table on a terminal, plain columns in a pipe.',
		flags: [...whichJobs, 'columns', 'json', 'quiet', 'ascii', 'noColor', ...toService],
		examples: [
			{command: 'tapis-jobs list --filter status:active', does: 'the jobs that have not ended'},
			{
				command: 'tapis-jobs list --columns uuid,status,name | sort',
				does: 'tab-separated columns of your choice',
			},
			{command: 'tapis-jobs list --json --limit 10', does: 'one JSON object a line'},
			{command: 'tapis-jobs list -q -f "status:queued age>1d"', does: 'uuids only'},
		],
		notes: ['--limit counts the jobs that match, your own and shared ones together.'],
	},
	{
		name: 'status',
		arguments: [uuids],
		about: 'Tells the status of jobs and, once they have ended, why.',
		flags: ['json', 'quiet', ...toService],
		examples: [
			{command: 'tapis-jobs status 6b6a0f0e', does: 'status and condition of the one job that begins so'},
			{command: 'tapis-jobs status --quiet UUID', does: 'the bare status, for a script'},
		],
	},
	{
		name: 'cancel',
		arguments: [{...uuids, name: '[uuid...]'}],
		about: 'Cancels jobs, after asking.',
		flags: ['filter', 'yes', 'wait', 'dryRun', 'json', 'quiet', ...toService],
		examples: [
			{command: 'tapis-jobs cancel UUID', does: 'asks first, then sends the request'},
			{
				command: 'tapis-jobs cancel --yes --wait=10m UUID',
				does: 'does not ask, and stays until the job has ended',
			},
			{
				command: 'tapis-jobs cancel --filter "status:queued app:foo" --dry-run',
				does: 'which jobs would be cancelled',
			},
			{command: 'tapis-jobs list -q -f status:held | tapis-jobs cancel --yes -', does: 'uuids from a pipe'},
		],
		notes: [
			'The service takes a cancel at once and carries it out later, sometimes not at all. With --wait the request is repeated until the job has ended.',
			`Jobs that have ended already are left alone and named; the exit code is then ${exitCodes.refused}.`,
		],
	},
	{
		name: 'watch',
		arguments: [],
		about: 'The monitor as lines, one for each change: for logs, screen readers and plain terminals.',
		flags: ['filter', 'interval', 'limit', 'listType', 'timeout', 'json', 'quiet', ...toService],
		examples: [
			{command: 'tapis-jobs watch', does: 'every change of your jobs, until Ctrl-C'},
			{
				command: 'tapis-jobs watch --json -f app:wrf >> changes.ndjson',
				does: 'changes of some jobs as JSON lines',
			},
		],
		notes: [limitOfEachList],
	},
	{
		name: 'wait',
		arguments: [{...uuids, name: '[uuid...]'}],
		about: 'Waits until all the jobs have ended; a line for each change.',
		flags: ['filter', 'timeout', 'interval', 'json', 'quiet', ...toService],
		examples: [
			{command: 'tapis-jobs wait UUID && sbatch next.sh', does: `goes on only when the job has ${FINISHED}`},
			{
				command: 'tapis-jobs wait --timeout 2h UUID1 UUID2',
				does: `gives up after two hours with exit code ${exitCodes.deadline}`,
			},
		],
		notes: ['Ctrl-C ends the waiting and leaves the jobs alone.'],
	},
	{
		name: 'history',
		arguments: [uuid],
		about: 'The timeline of a job: every status with its time, and the messages between.',
		flags: ['json', ...toService],
		examples: [
			{command: 'tapis-jobs history UUID', does: 'one line for each event, oldest first'},
			{command: 'tapis-jobs history --json UUID', does: 'the same as JSON lines'},
		],
	},
	{
		name: 'output',
		arguments: [
			uuid,
			{name: '[path]', about: 'A file of the job’s output; its standard output when left out.'},
		],
		about: 'Writes a file of the job’s output, byte for byte, or lists its files.',
		flags: ['list', 'follow', 'stderr', 'interval', 'json', ...toService],
		examples: [
			{command: 'tapis-jobs output UUID', does: 'what the job wrote so far'},
			{command: 'tapis-jobs output --follow UUID', does: 'as tail -f, until the job ends'},
			{command: 'tapis-jobs output --list UUID', does: 'the files of the output'},
			{command: 'tapis-jobs output UUID mesh/result.vtk > result.vtk', does: 'save one file'},
		],
	},
	{
		name: 'resubmit',
		arguments: [uuid],
		about: 'Submits a job again as it was, or changed.',
		flags: ['edit', 'dryRun', 'json', 'quiet', ...toService],
		examples: [
			{command: 'tapis-jobs resubmit UUID', does: 'again as it was'},
			{command: 'tapis-jobs resubmit --edit UUID', does: 'change the request in $EDITOR first'},
			{command: 'tapis-jobs resubmit --dry-run UUID > request.json', does: 'only the stored request'},
		],
	},
	{
		name: 'hide',
		arguments: [uuids],
		about: 'Hides jobs that have ended from every list, and writes their uuids.',
		flags: ['quiet', ...toService],
		examples: [
			{
				command: 'tapis-jobs list -q -f "status:failed age>90d" | tapis-jobs hide - > hidden.txt',
				does: 'old failed jobs; keeps the uuids',
			},
		],
		notes: [noListOfHidden],
	},
	{
		name: 'unhide',
		arguments: [{...uuids, about: 'Whole uuids of jobs; `-` reads them from standard input.'}],
		about: 'Shows hidden jobs in the lists again.',
		flags: ['quiet', ...toService],
		examples: [{command: 'tapis-jobs unhide - < hidden.txt', does: 'takes back what `hide` did'}],
		notes: [noListOfHidden],
	},
] as const satisfies readonly CommandRow[];
