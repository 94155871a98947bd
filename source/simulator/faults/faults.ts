import type {FaultOptions} from './fault-options.ts';

export type FaultRow = {
	readonly name: string;
	/** Where in an answer's way it strikes. */
	readonly stage: 'before' | 'value' | 'write' | 'act';
	/** What it does, for docs/simulator.md. */
	readonly meaning: string;
	/** Requests it strikes when its spec names no path of its own: those whose path matches. */
	readonly paths: RegExp;
	/** How often it strikes when its spec does not say; without end when left out. */
	readonly times?: number;
	/** What `amount` means for it, and its value when the spec gives none. */
	readonly amount?: {readonly meaning: string; readonly usual: number};
};

const anyJobs = /^\/v3\/jobs\//;
const listings = /^\/v3\/jobs\/(list|search)$/;
const cancels = /\/cancel$/;

/** The one table of faults that can be asked for. */
export const faultRows = [
	{
		name: 'expired-token',
		stage: 'before',
		meaning: 'the token in use expires: plain-text 401, until another token is sent',
		paths: anyJobs,
		times: 1,
	},
	{
		name: 'revoked',
		stage: 'before',
		meaning: 'the token in use is revoked: HTTP 500 of the gateway, until another is sent',
		paths: anyJobs,
		times: 1,
	},
	{
		name: 'revoked-page',
		stage: 'before',
		meaning: 'the gateway fails to check a good token and answers as if it were revoked: HTTP 500',
		paths: anyJobs,
		times: 1,
	},
	{
		name: 'jwt-parse',
		stage: 'before',
		meaning: 'the token in use cannot be parsed any more: plain-text 401',
		paths: anyJobs,
		times: 1,
	},
	{
		name: 'jwt-key',
		stage: 'before',
		meaning: 'the service cannot get at the key for tokens: plain-text 500',
		paths: anyJobs,
	},
	{
		name: 'not-found-500',
		stage: 'before',
		meaning: 'a known job is answered as if it were unknown, with HTTP 500',
		paths: /^\/v3\/jobs\/[^/]+-007$/,
	},
	{name: 'html-502', stage: 'before', meaning: 'the gateway’s HTML page, HTTP 502', paths: anyJobs},
	{name: 'html-503', stage: 'before', meaning: 'the gateway’s HTML page, HTTP 503', paths: anyJobs},
	{name: 'html-504', stage: 'before', meaning: 'the gateway’s HTML page, HTTP 504', paths: anyJobs},
	{
		name: '429',
		stage: 'before',
		meaning: 'too many requests',
		paths: anyJobs,
		amount: {meaning: 'seconds in Retry-After; 0 sends none', usual: 0},
	},
	{name: '500', stage: 'before', meaning: 'an error envelope of the service, HTTP 500', paths: anyJobs},
	{
		name: 'no-search',
		stage: 'before',
		meaning: 'a server whose search does not exist',
		paths: /^\/v3\/jobs\/search$/,
		amount: {meaning: 'HTTP code, 404 or 500', usual: 404},
	},
	{
		name: 'authenticator-busy',
		stage: 'before',
		meaning: 'the Authenticator cannot make tokens at the moment, and says so with HTTP 400',
		paths: /^\/v3\/oauth2\/tokens$/,
	},
	{name: 'redirect', stage: 'before', meaning: 'HTTP 302 to another host', paths: anyJobs},
	{name: 'duplicate-rows', stage: 'value', meaning: 'every listing repeats its first row', paths: listings},
	{name: 'reordered', stage: 'value', meaning: 'listings come in reverse order', paths: listings},
	{
		name: 'shifting-rows',
		stage: 'value',
		meaning: 'rows vanish between pages: each page after the first lacks its first row',
		paths: listings,
	},
	{
		name: 'bad-rows',
		stage: 'value',
		meaning: 'listings hold rows without uuid, of wrong types, with null for a row',
		paths: listings,
	},
	{
		name: 'unknown-status',
		stage: 'value',
		meaning: 'the first row of a listing has a status nobody has heard of',
		paths: listings,
	},
	{
		name: 'wrong-types',
		stage: 'value',
		meaning: 'the result is a text instead of what it should be',
		paths: anyJobs,
	},
	{name: 'naive-dates', stage: 'value', meaning: 'instants lose their zone', paths: anyJobs},
	{
		name: 'odd-digits',
		stage: 'value',
		meaning: 'instants have between 0 and 9 digits of a second',
		paths: anyJobs,
	},
	{
		name: 'hostile-text',
		stage: 'value',
		meaning: 'names with escape sequences, bidi overrides and a megabyte of text',
		paths: anyJobs,
	},
	{
		name: 'status-lag',
		stage: 'value',
		meaning: 'statuses are told late',
		paths: anyJobs,
		amount: {meaning: 'seconds of lag', usual: 30},
	},
	{
		name: 'huge-body',
		stage: 'value',
		meaning: 'answers are padded',
		paths: anyJobs,
		amount: {meaning: 'megabytes', usual: 20},
	},
	{
		name: 'reset',
		stage: 'write',
		meaning: 'the connection breaks in the middle of the answer',
		paths: anyJobs,
	},
	{name: 'hang', stage: 'write', meaning: 'no answer ever comes', paths: anyJobs},
	{
		name: 'slow',
		stage: 'write',
		meaning: 'answers come late',
		paths: anyJobs,
		amount: {meaning: 'milliseconds', usual: 3000},
	},
	{
		name: 'slow-history',
		stage: 'write',
		meaning: 'histories come late',
		paths: /\/history$/,
		amount: {meaning: 'milliseconds', usual: 5000},
	},
	{
		name: 'drip',
		stage: 'write',
		meaning: 'answers come in ten small parts',
		paths: anyJobs,
		amount: {meaning: 'milliseconds between parts', usual: 300},
	},
	{name: 'cut-json', stage: 'write', meaning: 'the second half of the JSON is missing', paths: anyJobs},
	{name: 'wrong-length', stage: 'write', meaning: 'Content-Length is more than what comes', paths: anyJobs},
	{name: 'empty', stage: 'write', meaning: 'HTTP 200 and nothing else', paths: anyJobs},
	{
		name: 'wrong-date',
		stage: 'write',
		meaning: 'the Date header is off',
		paths: /./,
		amount: {meaning: 'seconds', usual: 3600},
	},
	{name: 'no-gzip', stage: 'write', meaning: 'answers are never compressed', paths: /./},
	{name: 'cancel-ignored', stage: 'act', meaning: 'cancels are accepted and lost', paths: cancels},
	{
		name: 'cancel-overtaken',
		stage: 'act',
		meaning: 'the job reaches its end before an accepted cancel takes effect',
		paths: cancels,
	},
	{
		name: 'cancel-unposted',
		stage: 'act',
		meaning: 'a cancel cannot be passed on to the workers: HTTP 500, and nothing is cancelled',
		paths: cancels,
	},
	{
		name: 'zip-download',
		stage: 'act',
		meaning: 'every download comes as a ZIP',
		paths: /\/output\/download\//,
	},
] as const satisfies readonly FaultRow[];

export type FaultName = (typeof faultRows)[number]['name'];
export type FaultStage = FaultRow['stage'];
/** The faults of one stage: each has its effect in the file of that stage, those that `act` in the service itself (simulator.ts). */
export type FaultNameOf<Stage extends FaultStage> = Extract<
	(typeof faultRows)[number],
	{readonly stage: Stage}
>['name'];

/** A fault that is asked for. What is left out follows the fault's row. */
export type FaultSpec = FaultOptions & {readonly name: FaultName};

export function faultRow(name: FaultName): FaultRow {
	return faultRows.find(row => row.name === name)!;
}
