import {exitCodes} from './exit-codes.ts';

/**
 * The one table of failures. Whatever goes wrong, anywhere, becomes one Failure of one of these kinds: with a sentence for
 * the person, a next step, and an honest exit code. What is not a Failure is a bug.
 */

export type FailureRow = {
	/** Exit code of a one-shot command that ends with this failure. */
	readonly exitCode: number;
	/** True when the same request may succeed later without the person doing anything. */
	readonly canRetry: boolean;
	/** What is wrong, in a few words for a heading, where a person looks at a line that does not work. */
	readonly heading: string;
	/** What to do next; used when the place that made the failure knows nothing better. */
	readonly advice: string;
	/** True when nothing but the person signing in helps, unless it may be tried again all the same. */
	readonly needsSignIn?: true;
	/** True when it says something of the one job that was asked about; any other failure would meet the next job too. */
	readonly isOfOneJob?: true;
	/** True when it is most likely not the service that answered: a wrong address, though it may be a gateway's passing trouble. */
	readonly mayBeWrongAddress?: true;
	/** True when the service may have done what was asked although no good answer came back. */
	readonly mayHaveHappened?: true;
	/** True when the service's support may have to look for the request, because nobody else can mend it or say why. */
	readonly isForSupport?: true;
};

/** Also said behind what is known of a token that is not taken. */
export const signInAdvice = 'Sign in with `tapis-jobs login`, or set TAPIS_TOKEN and TAPIS_BASE_URL.';

export const failureTable = {
	'sign-in': {
		heading: 'signed out',
		exitCode: exitCodes.signIn,
		canRetry: false,
		advice: signInAdvice,
		needsSignIn: true,
	},
	'bad-credentials': {
		heading: 'not signed in',
		exitCode: exitCodes.signIn,
		canRetry: false,
		advice: 'Check the user name, the password and the tenant, then sign in again.',
		needsSignIn: true,
	},
	'not-found': {
		heading: 'not found',
		exitCode: exitCodes.notFound,
		canRetry: false,
		advice: 'Check the uuid and the tenant; `tapis-jobs list` shows your jobs.',
		isOfOneJob: true,
	},
	'not-yours': {
		heading: 'not allowed',
		exitCode: exitCodes.refused,
		canRetry: false,
		advice: 'Only the owner of a job, or an administrator of the tenant, may do this.',
		isOfOneJob: true,
	},
	'wrong-state': {
		heading: 'not possible',
		exitCode: exitCodes.refused,
		canRetry: false,
		advice: 'Nothing was changed.',
		isOfOneJob: true,
	},
	refused: {
		heading: 'refused',
		exitCode: exitCodes.failed,
		canRetry: false,
		advice: 'The message above is the service’s own; ask the tenant’s support if it stays unclear.',
		isOfOneJob: true,
		isForSupport: true,
	},
	limit: {
		heading: 'asked to wait',
		exitCode: exitCodes.failed,
		canRetry: true,
		advice: 'Leave it alone for a while, and try again later.',
	},
	unreachable: {
		heading: 'not reached',
		exitCode: exitCodes.failed,
		canRetry: true,
		advice: 'Check the network and the base URL; `tapis-jobs doctor` looks closer.',
		mayHaveHappened: true,
	},
	tls: {
		heading: 'certificate not trusted',
		exitCode: exitCodes.failed,
		canRetry: true,
		advice: 'The certificate is not trusted; give your site’s CA file with NODE_EXTRA_CA_CERTS.',
		mayBeWrongAddress: true,
	},
	timeout: {
		heading: 'no answer',
		exitCode: exitCodes.failed,
		canRetry: true,
		advice: 'The network or the service is slow; `tapis-jobs doctor` looks closer.',
		mayHaveHappened: true,
	},
	server: {
		heading: 'trouble at the service',
		exitCode: exitCodes.failed,
		canRetry: true,
		advice: 'The service has a problem of its own; try again later.',
		mayHaveHappened: true,
		isForSupport: true,
	},
	reply: {
		heading: 'unreadable answer',
		exitCode: exitCodes.failed,
		canRetry: true,
		advice: 'The answer could not be read; check that the base URL is that of a Tapis v3 tenant.',
		mayBeWrongAddress: true,
		mayHaveHappened: true,
		isForSupport: true,
	},
	aborted: {
		heading: 'stopped',
		exitCode: exitCodes.interrupted,
		canRetry: false,
		advice: 'Nothing more was sent.',
		mayHaveHappened: true,
	},
	usage: {
		heading: 'not understood',
		exitCode: exitCodes.usage,
		canRetry: false,
		advice: 'See `tapis-jobs --help`.',
	},
	settings: {
		heading: 'settings not read',
		exitCode: exitCodes.failed,
		canRetry: false,
		advice: 'See `tapis-jobs config path` for where the files stand.',
	},
	terminal: {
		heading: 'no terminal',
		exitCode: exitCodes.usage,
		canRetry: false,
		advice: 'Use `tapis-jobs list`, `tapis-jobs watch` or `tapis-jobs wait` here.',
	},
	deadline: {
		heading: 'time is up',
		exitCode: exitCodes.deadline,
		canRetry: false,
		advice: 'The job goes on; wait again, or look at it with `tapis-jobs status`.',
	},
} as const satisfies Record<string, FailureRow>;

export type FailureKind = keyof typeof failureTable;

export type FailureDetails = {
	/** What to do next; the table's advice when left out. */
	readonly advice?: string;
	readonly httpStatus?: number;
	/** The message key the service's text began with, such as `JOBS_MISMATCHED_OWNER`. */
	readonly tapisKey?: string;
	/** How long the service asked to wait, in milliseconds (Retry-After). */
	readonly retryAfterMs?: number;
	/** For kinds whose repetition is pointless in this one case although the table would try again, or the reverse. */
	readonly canRetry?: boolean;
	/** The tracking id that was sent, by which the service's support finds the request. */
	readonly trackingId?: string;
	readonly cause?: unknown;
};

/** An expected failure: `message` is one sentence for the person, `advice` the next step. Never holds a secret. */
export class Failure extends Error {
	override readonly name = 'Failure';
	readonly kind: FailureKind;
	readonly advice: string;
	readonly canRetry: boolean;
	readonly httpStatus: number | undefined;
	readonly tapisKey: string | undefined;
	readonly retryAfterMs: number | undefined;
	readonly trackingId: string | undefined;

	constructor(kind: FailureKind, message: string, details: FailureDetails = {}) {
		// Where an expected failure was made says nothing, and a trace keeps alive what was going on there: the log remembers
		// thousands of failures for weeks.
		const {stackTraceLimit} = Error;
		Error.stackTraceLimit = 0;
		super(message, details.cause === undefined ? undefined : {cause: details.cause});
		Error.stackTraceLimit = stackTraceLimit;
		this.kind = kind;
		this.advice = details.advice ?? failureTable[kind].advice;
		this.canRetry = details.canRetry ?? failureTable[kind].canRetry;
		this.httpStatus = details.httpStatus;
		this.tapisKey = details.tapisKey;
		this.retryAfterMs = details.retryAfterMs;
		this.trackingId = details.trackingId;
	}

	/** What is wrong and what to do about it, where both stand in one text. */
	get sentences(): string {
		return `${this.message} ${this.advice}`;
	}

	get heading(): string {
		return failureTable[this.kind].heading;
	}

	get exitCode(): number {
		return failureTable[this.kind].exitCode;
	}

	/** The tracking id where it is worth telling the service's support; undefined for what a person can mend alone. */
	get supportId(): string | undefined {
		const row: FailureRow = failureTable[this.kind];
		return row.isForSupport ? this.trackingId : undefined;
	}

	/** Whether the person has to sign in: no request gets through before. */
	get needsSignIn(): boolean {
		const row: FailureRow = failureTable[this.kind];
		return row.needsSignIn ?? false;
	}

	/** Whether it says something of the one job that was asked about; any other would meet the next job too. */
	get isOfOneJob(): boolean {
		const row: FailureRow = failureTable[this.kind];
		return row.isOfOneJob ?? false;
	}

	/** Whether most likely something else than the service answered. */
	get mayBeWrongAddress(): boolean {
		const row: FailureRow = failureTable[this.kind];
		return row.mayBeWrongAddress ?? false;
	}

	/** Whether the service may have done what was asked although no good answer came back; a 404 says that nothing was there. */
	get mayHaveHappened(): boolean {
		const row: FailureRow = failureTable[this.kind];
		return (row.mayHaveHappened ?? false) && this.httpStatus !== 404;
	}
}

export function isFailure(value: unknown, kind?: FailureKind): value is Failure {
	return value instanceof Failure && (kind === undefined || value.kind === kind);
}
