import {settingRows} from '../../config/settings-table.ts';
import {defaultIntervalMs} from '../../domain/defaults.ts';
import {exitCodes} from '../../domain/exit-codes.ts';
import {columnNames} from '../../domain/job-columns.ts';
import {formatPause, HOUR, SECOND} from '../../domain/time.ts';
import {apiVersions} from '../../simulator/api-version.ts';
import {simulatorDefaults} from '../../simulator/simulator-options.ts';
import {flagOfSetting} from './flag-of-setting.ts';
import type {FlagRow} from './flag-row.ts';

/**
 * The one table of flags. Commander is configured from it, and `--help`, the shell completions, the man page and the README
 * are written from it; which command takes which flag stands in its row (command-rows.ts and the tables it gathers).
 */

export type {FlagRow} from './flag-row.ts';

/** Quick enough that something happens while one looks, slow enough to follow it. */
export const demoSpeed = 20;

/** The simulator's clock runs faster, and it costs nobody anything to be asked more often. */
export const demoIntervalMs = 2 * SECOND;

export const flagRows = {
	profile: {
		long: '--profile',
		short: '-p',
		value: 'NAME',
		kind: 'text',
		about: 'Use this profile.',
		without: 'TAPIS_PROFILE, else the profile signed in last',
	},
	baseUrl: {
		long: '--base-url',
		value: 'URL',
		kind: 'text',
		about: 'The tenant’s base URL, such as https://tacc.tapis.io.',
		without: 'TAPIS_BASE_URL, else the profile’s',
	},
	debug: {
		long: '--debug',
		value: 'FILE',
		kind: 'text',
		completes: 'file',
		about: 'Append what happens to FILE, without any secret, for a report of a problem.',
	},
	demo: {
		long: '--demo',
		kind: 'switch',
		about: 'Run on a simulated service on this machine; your settings and jobs are not touched.',
	},
	filter: {...flagOfSetting('filter'), short: '-f', value: 'FILTER', completes: 'filter'},
	sort: {...flagOfSetting('sort'), value: 'COLUMN', completes: 'order', without: 'newest first'},
	interval: {
		...flagOfSetting('interval'),
		value: 'TIME',
		without: `${formatPause(defaultIntervalMs)}; ${formatPause(demoIntervalMs)} in the demo, and less for single jobs`,
	},
	// Commands count differently; the notes of each tell how.
	limit: {
		...flagOfSetting('limit'),
		about: 'At most so many jobs, the newest.',
		value: 'N',
		without: 'all',
	},
	listType: {...flagOfSetting('list-type'), value: 'TYPE', choices: settingRows['list-type'].choices},
	readOnly: flagOfSetting('read-only'),
	theme: {...flagOfSetting('theme'), value: 'NAME', choices: settingRows.theme.choices},
	ascii: flagOfSetting('ascii'),
	noColor: {long: '--no-color', kind: 'switch', about: 'No colours (as with NO_COLOR=1).'},
	screenReader: flagOfSetting('screen-reader'),
	json: {long: '--json', kind: 'switch', about: 'Write JSON; streams are one object a line.'},
	columns: {
		long: '--columns',
		short: '-c',
		value: 'LIST',
		kind: 'text',
		completes: 'column',
		about: `Columns to write, with commas between: tab-separated lines without a heading. ${columnNames}`,
	},
	quiet: {
		long: '--quiet',
		short: '-q',
		kind: 'switch',
		about: 'Write no words, only data: uuids in a list, nothing where the exit code says it all.',
	},
	yes: {long: '--yes', short: '-y', kind: 'switch', about: 'Do not ask.'},
	dryRun: {long: '--dry-run', kind: 'switch', about: 'Say what would be done and do nothing.'},
	wait: {
		long: '--wait',
		value: 'TIME',
		kind: 'wait',
		about: 'Stay until every job has ended, for at most TIME (--wait=10m), and tell the outcome.',
	},
	timeout: {
		long: '--timeout',
		value: 'TIME',
		kind: 'duration',
		about: `End after this time; jobs that were waited for and have not ended make the exit code ${exitCodes.deadline}.`,
		without: 'no limit',
	},
	follow: {
		long: '--follow',
		kind: 'switch',
		about: 'Go on writing as the file grows, until the job ends.',
	},
	stderr: {long: '--stderr', kind: 'switch', about: 'The job’s standard error instead of its output.'},
	list: {long: '--list', short: '-l', kind: 'switch', about: 'List the files of a directory of the output.'},
	edit: {long: '--edit', kind: 'switch', about: 'Open the request in $EDITOR first.'},
	username: {
		long: '--username',
		short: '-u',
		value: 'USER',
		kind: 'text',
		about: 'The user to sign in.',
		without: 'TAPIS_USERNAME, else asked',
	},
	passwordStdin: {
		long: '--password-stdin',
		kind: 'switch',
		about: 'Read the password from the first line of standard input.',
	},
	device: {long: '--device', kind: 'switch', about: 'Sign in with a code in a browser on any machine.'},
	clientId: {
		long: '--client-id',
		value: 'ID',
		kind: 'text',
		about: 'The OAuth client to sign in with; needed for --device.',
		without: 'TAPIS_CLIENT_ID',
	},
	all: {long: '--all', kind: 'switch', about: 'Every profile.'},
	port: {
		long: '--port',
		value: 'N',
		kind: 'count',
		about: 'Port to listen on; 0 takes a free one.',
		without: String(simulatorDefaults.port),
	},
	jobs: {
		long: '--jobs',
		value: 'N',
		kind: 'count',
		about: 'How many jobs there are at the start.',
		without: String(simulatorDefaults.jobCount),
	},
	speed: {
		long: '--speed',
		value: 'FACTOR',
		kind: 'number',
		about: 'How much faster than real the simulated clock runs.',
		without: `${demoSpeed} in the demo, ${simulatorDefaults.speed} for \`simulator\``,
	},
	seed: {
		long: '--seed',
		value: 'N',
		kind: 'count',
		about: 'The same number gives the same jobs.',
		without: String(simulatorDefaults.seed),
	},
	fault: {
		long: '--fault',
		value: 'FAULT',
		kind: 'texts',
		completes: 'fault',
		about:
			'Make the simulated service fail in this way, such as html-502:3 or 429:amount=5; may be given again.',
	},
	apiVersion: {
		long: '--api-version',
		value: 'VERSION',
		kind: 'choice',
		choices: apiVersions,
		about: 'The version of the Jobs service whose answers are given.',
		without: simulatorDefaults.apiVersion,
	},
	tokenLifetime: {
		long: '--token-lifetime',
		value: 'TIME',
		kind: 'duration',
		about: 'How long access tokens hold.',
		without: `${(simulatorDefaults.accessTokenSeconds * SECOND) / HOUR}h`,
	},
	approveDevices: {
		long: '--approve-devices',
		kind: 'switch',
		about: 'Approve every device code by itself, as user demo.',
	},
	untilStdinCloses: {
		long: '--until-stdin-closes',
		kind: 'switch',
		about:
			'End when standard input is closed, so that the simulator never outlives the program that started it.',
	},
} as const satisfies Readonly<Record<string, FlagRow>>;

/** Questions that are answered instead of running anything: every command takes the first, the program itself the second too. */
export const questionRows = {
	help: {long: '--help', short: '-h', kind: 'switch', about: 'Show this help.'},
	version: {long: '--version', short: '-V', kind: 'switch', about: 'Show the version.'},
} as const satisfies Readonly<Record<string, FlagRow>>;

export type FlagName = keyof typeof flagRows;

type FlagValue<Row extends FlagRow> = Row extends {readonly choices: readonly (infer Choice)[]}
	? Choice
	: Row['kind'] extends 'switch'
		? boolean
		: Row['kind'] extends 'count' | 'number' | 'duration' | 'wait'
			? number
			: Row['kind'] extends 'texts'
				? readonly string[]
				: string;

/** The flags given on the command line; durations in milliseconds, a bare `--wait` is Infinity. */
export type Flags = {readonly [Name in FlagName]?: FlagValue<(typeof flagRows)[Name]>};
