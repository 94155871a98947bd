import {CANCELLED, FAILED, FINISHED} from '../domain/status.ts';

/** What the exit codes of every command mean; the README and the man page are written from here. */
export const exitCodes = {
	done: 0,
	failed: 1,
	usage: 2,
	signIn: 3,
	notFound: 4,
	refused: 5,
	jobFailed: 10,
	jobCancelled: 11,
	endedFirst: 12,
	crash: 70,
	deadline: 124,
	hangup: 129,
	interrupted: 130,
	terminated: 143,
} as const;

export type ExitCodeRow = {readonly code: number; readonly meaning: string};

export const exitCodeRows: readonly ExitCodeRow[] = [
	{
		code: exitCodes.done,
		meaning: `Done; for \`wait\` every job ${FINISHED}, for \`cancel --wait\` every job was ${CANCELLED}.`,
	},
	{code: exitCodes.failed, meaning: 'It failed; the message says why and what to do.'},
	{code: exitCodes.usage, meaning: 'Wrong usage, or not a terminal where one is needed.'},
	{code: exitCodes.signIn, meaning: 'Sign in first.'},
	{code: exitCodes.notFound, meaning: 'No such job.'},
	{code: exitCodes.refused, meaning: 'Refused: the job has ended already, or is not yours.'},
	{code: exitCodes.jobFailed, meaning: `\`wait\`: a job ${FAILED}.`},
	{code: exitCodes.jobCancelled, meaning: `\`wait\`: a job was ${CANCELLED}.`},
	{code: exitCodes.endedFirst, meaning: '`cancel --wait`: a job ended before the cancel took effect.'},
	{code: exitCodes.crash, meaning: 'A fault of the program itself.'},
	{code: exitCodes.deadline, meaning: 'The time was up; the jobs go on.'},
	{code: exitCodes.hangup, meaning: 'The terminal was closed (SIGHUP).'},
	{code: exitCodes.interrupted, meaning: 'Ctrl-C (SIGINT).'},
	{code: exitCodes.terminated, meaning: 'Asked to end (SIGTERM).'},
];
