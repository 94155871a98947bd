import {messageOf} from '../../domain/thrown.ts';
import type {ApiVersion} from '../api-version.ts';
import {type ObjectRule, type PayloadRule, payloadProblem} from '../http/payload-rules.ts';
import {type SubscriptionRequest, subscriptionRule} from './subscription-request.ts';

/** What a submitted request may hold, once it has been checked. */
export type SubmitRequest = {
	readonly name: string;
	readonly appId: string;
	readonly appVersion: string;
	readonly description?: string;
	readonly jobType?: 'FORK' | 'BATCH';
	readonly archiveOnAppError?: boolean;
	/** When to archive, in the newer version of the service; it goes before `archiveOnAppError`. */
	readonly archiveMode?: 'ALWAYS' | 'SKIP_ON_FAIL' | 'NEVER';
	readonly dynamicExecSystem?: boolean;
	readonly execSystemId?: string;
	readonly execSystemExecDir?: string;
	readonly execSystemInputDir?: string;
	readonly execSystemOutputDir?: string;
	readonly execSystemLogicalQueue?: string;
	readonly archiveSystemId?: string;
	readonly archiveSystemDir?: string;
	readonly dtnSystemInputDir?: string;
	readonly dtnSystemOutputDir?: string;
	readonly nodeCount?: number;
	readonly coresPerNode?: number;
	readonly memoryMB?: number;
	readonly maxMinutes?: number;
	readonly fileInputs?: readonly object[];
	readonly parameterSet?: {
		readonly appArgs?: readonly object[];
		readonly containerArgs?: readonly object[];
		readonly schedulerOptions?: readonly object[];
		readonly envVariables?: readonly object[];
		readonly archiveFilter?: Partial<ArchiveFilter>;
		readonly logConfig?: LogConfig;
	};
	readonly execSystemConstraints?: readonly string[];
	readonly subscriptions?: readonly SubscriptionRequest[];
	readonly tags?: readonly string[];
	readonly isMpi?: boolean;
	readonly mpiCmd?: string | null;
	readonly cmdPrefix?: string | null;
	readonly notes?: Readonly<Record<string, unknown>>;
};

/** Names of the files that standard output and error go to, in the output directory; they may be the same. */
export type LogConfig = {readonly stdoutFilename: string; readonly stderrFilename: string};

/** Which files of the output go to the archive: patterns, and whether those go with them that the service launches a job with. */
export type ArchiveFilter = {
	readonly includes: readonly string[];
	readonly excludes: readonly string[];
	readonly includeLaunchFiles: boolean;
};

const filled = (longest?: number): PayloadRule => ({
	kind: 'string',
	shortest: 1,
	...(longest === undefined ? {} : {longest}),
});
const upTo = (longest: number): PayloadRule => ({kind: 'string', longest});
const listOf = (items: PayloadRule): PayloadRule => ({kind: 'array', items});
const isTrueOrFalse: PayloadRule = {kind: 'boolean'};
const anyObject: PayloadRule = {kind: 'object'};

const namedKeys = {name: filled(80), description: filled(8096), notes: anyObject} as const;

const fileInput: PayloadRule = {
	kind: 'object',
	keys: {
		...namedKeys,
		envKey: filled(),
		autoMountLocal: isTrueOrFalse,
		sourceUrl: filled(),
		targetPath: {kind: 'string'},
	},
};
const fileInputArray: PayloadRule = {
	kind: 'object',
	keys: {...namedKeys, envKey: filled(), sourceUrls: listOf(filled()), targetDir: filled()},
};
const argument: PayloadRule = {
	kind: 'object',
	keys: {...namedKeys, include: isTrueOrFalse, arg: filled()},
	required: ['arg'],
};
const variable: PayloadRule = {
	kind: 'object',
	keys: {
		key: filled(),
		value: {kind: 'string'},
		description: filled(2048),
		include: isTrueOrFalse,
		notes: anyObject,
	},
	required: ['key'],
};
const parameterSet: PayloadRule = {
	kind: 'object',
	keys: {
		appArgs: listOf(argument),
		containerArgs: listOf(argument),
		schedulerOptions: listOf(argument),
		envVariables: listOf(variable),
		archiveFilter: {
			kind: 'object',
			keys: {
				includes: listOf(filled()),
				excludes: listOf(filled()),
				includeLaunchFiles: isTrueOrFalse,
			},
		},
		logConfig: {
			kind: 'object',
			keys: {stdoutFilename: filled(), stderrFilename: filled()},
			required: ['stdoutFilename', 'stderrFilename'],
		},
	},
};

/** The service's schema (SubmitJobRequest.json): it refuses all other keys. */
const keys: Readonly<Record<string, PayloadRule>> = {
	name: filled(64),
	appId: filled(80),
	appVersion: filled(64),
	owner: upTo(64),
	tenant: upTo(24),
	description: filled(2048),
	jobType: {kind: 'string', oneOf: ['FORK', 'BATCH']},
	archiveOnAppError: isTrueOrFalse,
	dynamicExecSystem: isTrueOrFalse,
	execSystemId: upTo(80),
	execSystemExecDir: upTo(4096),
	execSystemInputDir: upTo(4096),
	execSystemOutputDir: upTo(4096),
	execSystemLogicalQueue: upTo(80),
	archiveSystemId: upTo(80),
	archiveSystemDir: upTo(4096),
	dtnSystemInputDir: upTo(4096),
	dtnSystemOutputDir: upTo(4096),
	nodeCount: {kind: 'integer'},
	coresPerNode: {kind: 'integer'},
	memoryMB: {kind: 'integer', least: 1},
	maxMinutes: {kind: 'integer', least: 1},
	fileInputs: listOf(fileInput),
	fileInputArrays: listOf(fileInputArray),
	parameterSet,
	execSystemConstraints: listOf({kind: 'string'}),
	subscriptions: listOf(subscriptionRule),
	tags: listOf(filled(126)),
	isMpi: isTrueOrFalse,
	mpiCmd: {kind: 'string', shortest: 1, longest: 126, orNull: true},
	cmdPrefix: {kind: 'string', shortest: 1, longest: 1024, orNull: true},
	notes: anyObject,
};

const submitRule: ObjectRule = {kind: 'object', keys, required: ['name', 'appId', 'appVersion']};
const newerSubmitRule: ObjectRule = {
	...submitRule,
	keys: {...keys, archiveMode: {kind: 'string', oneOf: ['ALWAYS', 'SKIP_ON_FAIL', 'NEVER']}},
};

/** Reads a body of POST /submit, or says what the schema has against it. */
export function checkSubmitRequest(
	body: string,
	apiVersion: ApiVersion,
): {readonly request: SubmitRequest} | {readonly reason: string} {
	let parsed: unknown;
	try {
		parsed = JSON.parse(body);
	} catch (error) {
		return {reason: messageOf(error)};
	}
	const reason = payloadProblem(apiVersion === '1.9' ? newerSubmitRule : submitRule, parsed);
	return reason === undefined ? {request: parsed as SubmitRequest} : {reason};
}
