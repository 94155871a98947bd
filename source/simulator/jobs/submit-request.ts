import {isRecord} from '../../domain/json.ts';
import {messageOf} from '../../domain/thrown.ts';
import type {ApiVersion} from '../api-version.ts';

/** What a submitted request may hold, as far as the simulator uses it. */
export type SubmitRequest = {
	readonly name: string;
	readonly appId: string;
	readonly appVersion: string;
	readonly jobType?: 'FORK' | 'BATCH';
	readonly execSystemId?: string;
	readonly archiveSystemId?: string;
	readonly nodeCount?: number;
	readonly coresPerNode?: number;
	readonly maxMinutes?: number;
	readonly tags?: readonly string[];
	readonly notes?: Readonly<Record<string, unknown>>;
	readonly parameterSet?: {
		readonly logConfig?: {readonly stdoutFilename?: string; readonly stderrFilename?: string};
	};
	readonly [key: string]: unknown;
};

type Kind = 'string' | 'boolean' | 'integer' | 'array' | 'object' | 'text or null';
type Rule = {
	readonly kind: Kind;
	readonly longest?: number;
	readonly isRequired?: true;
	readonly oneOf?: readonly string[];
	readonly least?: number;
	/** Only in the newer version of the service. */
	readonly isNewer?: true;
};

/** The keys the service's schema knows; it refuses all others. */
const rules: Readonly<Record<string, Rule>> = {
	name: {kind: 'string', longest: 64, isRequired: true},
	appId: {kind: 'string', longest: 80, isRequired: true},
	appVersion: {kind: 'string', longest: 64, isRequired: true},
	owner: {kind: 'string', longest: 64},
	tenant: {kind: 'string', longest: 24},
	description: {kind: 'string', longest: 2048},
	jobType: {kind: 'string', oneOf: ['FORK', 'BATCH']},
	archiveOnAppError: {kind: 'boolean'},
	archiveMode: {kind: 'string', oneOf: ['ALWAYS', 'SKIP_ON_FAIL', 'NEVER'], isNewer: true},
	dynamicExecSystem: {kind: 'boolean'},
	execSystemId: {kind: 'string', longest: 80},
	execSystemExecDir: {kind: 'string', longest: 4096},
	execSystemInputDir: {kind: 'string', longest: 4096},
	execSystemOutputDir: {kind: 'string', longest: 4096},
	execSystemLogicalQueue: {kind: 'string', longest: 80},
	archiveSystemId: {kind: 'string', longest: 80},
	archiveSystemDir: {kind: 'string', longest: 4096},
	dtnSystemInputDir: {kind: 'string', longest: 4096},
	dtnSystemOutputDir: {kind: 'string', longest: 4096},
	nodeCount: {kind: 'integer'},
	coresPerNode: {kind: 'integer'},
	memoryMB: {kind: 'integer', least: 1},
	maxMinutes: {kind: 'integer', least: 1},
	fileInputs: {kind: 'array'},
	fileInputArrays: {kind: 'array'},
	parameterSet: {kind: 'object'},
	execSystemConstraints: {kind: 'array'},
	subscriptions: {kind: 'array'},
	tags: {kind: 'array'},
	isMpi: {kind: 'boolean'},
	mpiCmd: {kind: 'text or null', longest: 126},
	cmdPrefix: {kind: 'text or null', longest: 1024},
	notes: {kind: 'object'},
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
	if (!isRecord(parsed)) return {reason: '#: expected type: JSONObject'};
	for (const [name, rule] of Object.entries(rules)) {
		if (rule.isRequired && !(name in parsed)) return {reason: `#: required key [${name}] not found`};
	}
	for (const [name, value] of Object.entries(parsed)) {
		const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
		if (!rule || (rule.isNewer && apiVersion !== '1.9'))
			return {reason: `#: extraneous key [${name}] is not permitted`};
		const reason = problemOf(rule, value);
		if (reason !== undefined) return {reason: `#/${name}: ${reason}`};
	}
	return {request: parsed as SubmitRequest};
}

function problemOf(rule: Rule, value: unknown): string | undefined {
	if (!isOfKind(rule.kind, value)) return `expected type: ${rule.kind}`;
	if (rule.isRequired && value === '') return 'expected minLength: 1, actual: 0';
	if (typeof value === 'string' && rule.longest !== undefined && value.length > rule.longest)
		return `expected maxLength: ${rule.longest}`;
	if (typeof value === 'string' && rule.oneOf && !rule.oneOf.includes(value))
		return `${value} is not a valid enum value`;
	if (typeof value === 'number' && rule.least !== undefined && value < rule.least)
		return `${value} is not greater or equal to ${rule.least}`;
	return undefined;
}

function isOfKind(kind: Kind, value: unknown): boolean {
	switch (kind) {
		case 'integer':
			return Number.isInteger(value);
		case 'array':
			return Array.isArray(value);
		case 'object':
			return isRecord(value);
		case 'text or null':
			return value === null || typeof value === 'string';
		default:
			return typeof value === kind;
	}
}
