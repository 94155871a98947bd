import {CANCELLED, FAILED, FINISHED} from './status.ts';

export type ExitCodeRow = {readonly code: number; readonly meaning: string};

/** The one table of exit codes. Commands, failures, help, the README and the man page take theirs from here. */
const rows = {
	done: {
		code: 0,
		meaning: `Done; for \`wait\` every job ${FINISHED}, for \`cancel --wait\` every job was ${CANCELLED}.`,
	},
	failed: {code: 1, meaning: 'It failed; the message says why and what to do.'},
	usage: {code: 2, meaning: 'Wrong usage, or not a terminal where one is needed.'},
	signIn: {code: 3, meaning: 'Sign in first.'},
	notFound: {code: 4, meaning: 'No such job.'},
	refused: {code: 5, meaning: 'Refused: the job has ended already, or is not yours.'},
	jobFailed: {code: 10, meaning: `\`wait\`: a job ${FAILED}.`},
	jobCancelled: {code: 11, meaning: `\`wait\`: a job was ${CANCELLED}.`},
	endedFirst: {code: 12, meaning: '`cancel --wait`: a job ended before the cancel took effect.'},
	crash: {code: 70, meaning: 'A fault of the program itself.'},
	deadline: {code: 124, meaning: 'The time was up; the jobs go on.'},
	hangup: {code: 129, meaning: 'The terminal was closed (SIGHUP).'},
	interrupted: {code: 130, meaning: 'Ctrl-C (SIGINT).'},
	terminated: {code: 143, meaning: 'Asked to end (SIGTERM).'},
} as const satisfies Readonly<Record<string, ExitCodeRow>>;

export type ExitCodeName = keyof typeof rows;

export const exitCodeRows: readonly ExitCodeRow[] = Object.values(rows);

/** The codes by name. */
export const exitCodes = Object.fromEntries(
	Object.entries(rows).map(([name, {code}]) => [name, code]),
) as Readonly<Record<ExitCodeName, number>>;
