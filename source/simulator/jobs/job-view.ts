import type {ApiVersion} from '../api-version.ts';
import {fieldByName, findField, jobFields, wireValue} from './job-fields.ts';
import type {JobRecord} from './job-record.ts';

/** Fields of a row of a listing, in the order of the wire. */
const summaryNames: readonly string[] = [
	'uuid',
	'name',
	'owner',
	'appId',
	'created',
	'status',
	'condition',
	'remoteStarted',
	'ended',
	'tenant',
	'execSystemId',
	'archiveSystemId',
	'appVersion',
	'lastUpdated',
];

/** Which fields a reply has; null for names that no job has. */
export type Selection =
	| {readonly kind: 'summary'}
	| {readonly kind: 'all'}
	| {readonly kind: 'fields'; readonly names: readonly string[]};

/**
 * Reads `select`. The service looks for a column of the name (JobsImpl.checkSelectListValidity): fields whose column is spelt
 * in another way are unknown to it, while snake_case names pass, although they then match nothing.
 */
export function readSelection(
	select: string | null,
	apiVersion: ApiVersion,
): Selection | {readonly kind: 'unknown'; readonly name: string} {
	if (select === null || select === 'summaryAttributes') return {kind: 'summary'};
	if (select === 'allAttributes') return {kind: 'all'};
	const names = select.split(',');
	const unknown = names.find(name => !findField(name, apiVersion));
	if (unknown !== undefined) return {kind: 'unknown', name: unknown};
	return {kind: 'fields', names: names.includes('uuid') || names.includes('id') ? names : ['uuid', ...names]};
}

/** The job as the wire has it: a row, the whole, or the selected fields. */
export function viewJob(
	job: JobRecord,
	selection: Selection,
	apiVersion: ApiVersion,
): Readonly<Record<string, unknown>> {
	const isNewer = apiVersion === '1.9';
	if (selection.kind === 'summary') {
		const row = Object.fromEntries(
			summaryNames.map(name => [name, wireValue(fieldByName.get(name)!, job, isNewer)]),
		);
		// The older service leaves the condition out of its summary query, so the field is there and always null.
		return isNewer ? row : {...row, condition: null};
	}
	const names = selection.kind === 'all' ? null : selection.names;
	const view: Record<string, unknown> = {};
	for (const field of jobFields) {
		if ((names === null || names.includes(field.name)) && (isNewer || !field.isNewer))
			view[field.name] = wireValue(field, job, isNewer);
	}
	return view;
}

export function fullJob(job: JobRecord, apiVersion: ApiVersion): Readonly<Record<string, unknown>> {
	return viewJob(job, {kind: 'all'}, apiVersion);
}
