import type {Instant} from '../../domain/job.ts';
import {ARCHIVING, QUEUED, STAGING_INPUTS} from '../../domain/status.ts';
import type {ApiVersion} from '../api-version.ts';
import {derivedUuid} from '../random.ts';
import {tenantId} from '../tenant.ts';
import {archivesFailures, archivesOutputs} from './job-ending.ts';
import type {JobRecord} from './job-record.ts';
import {
	descriptionOf,
	fileInputsOf,
	jobDirectories,
	memoryOf,
	mpiOf,
	parameterSetOf,
	queueOf,
} from './job-request.ts';
import {isoInstant, toMicros} from './stamps.ts';

export type FieldType = 'string' | 'enum' | 'number' | 'timestamp' | 'boolean' | 'array' | 'jsonb';

/** A field of a job: how it is called on the wire and in the database, and where its value comes from. */
export type JobField = {
	readonly name: string;
	/** Name in the database; null for what is no column (leaked fields of the Java object). */
	readonly column: string | null;
	readonly type: FieldType;
	readonly of: (job: JobRecord) => string | number | boolean | readonly string[] | null;
	/** Only in the newer version of the service. */
	readonly isNewer?: true;
};

const text = (name: string, of: JobField['of'], column = snakeCase(name)): JobField => ({
	name,
	column,
	type: 'string',
	of,
});
const number = (name: string, of: (job: JobRecord) => number): JobField => ({
	name,
	column: snakeCase(name),
	type: 'number',
	of,
});
const flag = (name: string, of: (job: JobRecord) => boolean): JobField => ({
	name,
	column: snakeCase(name),
	type: 'boolean',
	of,
});
const stamp = (name: string, of: (job: JobRecord) => Instant | null): JobField => ({
	name,
	column: snakeCase(name),
	type: 'timestamp',
	of,
});
const choice = (name: string, of: (job: JobRecord) => string | null): JobField => ({
	name,
	column: snakeCase(name),
	type: 'enum',
	of,
});
const list = (name: string, of: (job: JobRecord) => readonly string[] | null): JobField => ({
	name,
	column: snakeCase(name),
	type: 'array',
	of,
});
const jsonb = (name: string, of: (job: JobRecord) => string | null): JobField => ({
	name,
	column: snakeCase(name),
	type: 'jsonb',
	of,
});
const nothing = (name: string, column = snakeCase(name)): JobField => text(name, () => null, column);

const hasReached = (job: JobRecord, status: string): boolean =>
	job.spans.some(span => span.status === status);
const idOnce = (status: string, label: string) => (job: JobRecord) =>
	hasReached(job, status) ? derivedUuid(job.seed, label) : null;

const idOfArchiving = (label: string) => (job: JobRecord) =>
	archivesOutputs(job) ? idOnce(ARCHIVING, label)(job) : null;

/** Every field of the full job, in the order of the wire. */
export const jobFields: readonly JobField[] = [
	number('id', job => job.id),
	text('name', job => job.name),
	text('owner', job => job.owner),
	text('tenant', () => tenantId),
	text('description', descriptionOf),
	choice('status', job => job.status),
	choice('condition', job => job.condition),
	text('lastMessage', job => job.lastMessage),
	stamp('created', job => job.created),
	stamp('ended', job => job.ended),
	stamp('lastUpdated', job => job.lastUpdated),
	text('uuid', job => job.uuid),
	text('appId', job => job.app.id),
	text('appVersion', job => job.app.version),
	flag('archiveOnAppError', archivesFailures),
	{
		...choice(
			'archiveMode',
			job => job.request?.archiveMode ?? (archivesFailures(job) ? 'ALWAYS' : 'SKIP_ON_FAIL'),
		),
		isNewer: true,
	},
	flag('dynamicExecSystem', job => job.request?.dynamicExecSystem ?? false),
	text('execSystemId', job => job.execSystemId),
	text('execSystemExecDir', job => jobDirectories(job).exec),
	text('execSystemInputDir', job => jobDirectories(job).input),
	text('execSystemOutputDir', job => jobDirectories(job).output),
	text('execSystemLogicalQueue', queueOf),
	text('archiveSystemId', job => job.archiveSystemId),
	text('archiveSystemDir', job => jobDirectories(job).archive),
	nothing('dtnSystemId'),
	text('dtnSystemInputDir', job => job.request?.dtnSystemInputDir ?? null),
	text('dtnSystemOutputDir', job => job.request?.dtnSystemOutputDir ?? null),
	number('nodeCount', job => job.app.nodeCount),
	number('coresPerNode', job => job.app.coresPerNode),
	number('memoryMB', memoryOf),
	number('maxMinutes', job => job.maxMinutes),
	jsonb('fileInputs', job => JSON.stringify(fileInputsOf(job))),
	jsonb('parameterSet', job => JSON.stringify(parameterSetOf(job))),
	text('execSystemConstraints', job => {
		const asked = job.request?.execSystemConstraints;
		return asked === undefined ? null : JSON.stringify(asked);
	}),
	jsonb('subscriptions', job => JSON.stringify(job.request?.subscriptions ?? [])),
	number('blockedCount', job => job.blockedCount),
	text('remoteJobId', job => job.remoteJobId),
	nothing('remoteJobId2', 'remote_job_id2'),
	choice('remoteOutcome', job => job.remoteOutcome),
	text('remoteResultInfo', job => job.remoteResultInfo),
	text('remoteQueue', job => (hasReached(job, QUEUED) ? queueOf(job) : null)),
	stamp('remoteSubmitted', job => job.remoteSubmitted),
	stamp('remoteStarted', job => job.remoteStarted),
	stamp('remoteEnded', job => job.remoteEnded),
	number('remoteSubmitRetries', () => 0),
	number('remoteChecksSuccess', job => job.remoteChecksSuccess),
	number('remoteChecksFailed', () => 0),
	stamp('remoteLastStatusCheck', job => job.remoteLastStatusCheck),
	text('inputTransactionId', idOnce(STAGING_INPUTS, 'input transfer')),
	text('inputCorrelationId', idOnce(STAGING_INPUTS, 'input correlation')),
	text('archiveTransactionId', idOfArchiving('archive transfer')),
	text('archiveCorrelationId', idOfArchiving('archive correlation')),
	// The database spells these six in a way of its own, so that the names of the wire do not find their columns.
	nothing('stageAppTransactionId', 'stageapp_transaction_id'),
	nothing('stageAppCorrelationId', 'stageapp_correlation_id'),
	nothing('dtnInputTransactionId', 'dtn_in_transaction_id'),
	nothing('dtnInputCorrelationId', 'dtn_in_correlation_id'),
	nothing('dtnOutputTransactionId', 'dtn_out_transaction_id'),
	nothing('dtnOutputCorrelationId', 'dtn_out_correlation_id'),
	text('tapisQueue', () => 'tapis.jobq.submit.DefaultQueue'),
	flag('visible', job => job.visible),
	text('createdby', job => job.createdby),
	text('createdbyTenant', () => tenantId, 'createdby_tenant'),
	list('tags', job => (job.tags.length === 0 ? null : [...job.tags].sort())),
	choice('jobType', job => job.app.jobType),
	flag('isMpi', job => mpiOf(job).isMpi),
	text('mpiCmd', job => mpiOf(job).mpiCmd),
	text('cmdPrefix', job => job.request?.cmdPrefix ?? null),
	text('sharedAppCtx', () => ''),
	list('sharedAppCtxAttribs', () => []),
	{...nothing('trackingId'), isNewer: true},
	jsonb('notes', job => JSON.stringify(job.notes)),
	{...nothing('_fileInputsSpec'), column: null},
	{...nothing('_parameterSetModel'), column: null},
];

export const fieldByName = new Map(jobFields.map(field => [field.name, field]));
const fieldByColumn = new Map(
	jobFields.flatMap(field => (field.column === null ? [] : [[field.column, field] as const])),
);

/** The field whose column a condition, an orderBy or a select means, in either spelling; undefined in a version without it. */
export function findField(name: string, apiVersion: ApiVersion): JobField | undefined {
	const field = fieldByColumn.get(snakeCase(name));
	return field?.isNewer && apiVersion !== '1.9' ? undefined : field;
}

/** A value as the wire has it. */
export function wireValue(field: JobField, job: JobRecord, isNewer: boolean): unknown {
	if (field.name === 'notes' && isNewer) return job.notes;
	const value = field.of(job);
	return field.type === 'timestamp' && typeof value === 'number' ? isoInstant(value) : value;
}

/** A value as the database compares it: instants in microseconds. */
export function storedValue(
	field: JobField,
	job: JobRecord,
): string | number | boolean | readonly string[] | null {
	const value = field.of(job);
	return field.type === 'timestamp' && typeof value === 'number' ? toMicros(value) : value;
}

/** camelCase turned into the spelling of database columns; what is in that spelling already stays. */
function snakeCase(name: string): string {
	return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}
