import {existsSync, readFileSync} from 'node:fs';
import {Ajv} from 'ajv';
import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {simulate} from './simulated.ts';

type Schema = Record<string, unknown>;

const specPath = new URL('../../../shared/openapi/jobs.yml', import.meta.url).pathname;
const isThere = existsSync(specPath);

/** What the service sends although its specification does not say so (or says it under another name). */
const knownExtras: Readonly<Record<string, readonly string[]>> = {
	Job: ['isMpi', '_fileInputsSpec', '_parameterSetModel'],
	JobHistoryDisplayDTO: ['transferSummary'],
	// The specification leaves the metadata of listings open.
	ResultMetadata: ['recordCount', 'recordLimit', 'recordsSkipped', 'orderBy', 'startAfter', 'totalCount'],
};

/** The specification, with nulls allowed as the service sends them, and no keys that it does not name. */
function schemasOf(text: string): Record<string, Schema> {
	const schemas = (parse(text) as {components: {schemas: Record<string, Schema>}}).components.schemas;
	return Object.fromEntries(
		Object.entries(schemas).map(([name, schema]) => [name, tighten(schema, knownExtras[name] ?? [])]),
	);
}

function tighten(schema: Schema, extras: readonly string[] = []): Schema {
	const changed: Schema = {...schema};
	if (typeof schema['$ref'] === 'string')
		return {anyOf: [{$ref: schema['$ref'].replace('#/components/schemas/', '#/$defs/')}, {type: 'null'}]};
	if (typeof schema['type'] === 'string') changed['type'] = [schema['type'], 'null'];
	if (Array.isArray(schema['enum'])) changed['enum'] = [...schema['enum'], null];
	if (typeof schema['items'] === 'object') changed['items'] = tighten(schema['items'] as Schema);
	if (typeof schema['properties'] === 'object') {
		const properties = Object.entries(schema['properties'] as Record<string, Schema>).map(([name, one]) => [
			name,
			tighten(one),
		]);
		changed['properties'] = {
			...Object.fromEntries(properties),
			...Object.fromEntries(extras.map(name => [name, true])),
		};
		changed['additionalProperties'] = false;
	}
	return changed;
}

describe.skipIf(!isThere)(
	'replies of version 1.9 (skipped where ../shared/openapi/jobs.yml is not there)',
	() => {
		const ajv = new Ajv({strict: false, allErrors: true});
		ajv.addFormat('int32', true);
		ajv.addFormat('int64', true);
		ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/);
		const definitions = isThere ? schemasOf(readFileSync(specPath, 'utf8')) : {};

		it.each([
			['RespGetJobList', 'GET', '/v3/jobs/list?limit=-1', null],
			['RespGetJob', 'GET', '/v3/jobs/{RUNNING}', null],
			['RespGetJob', 'GET', '/v3/jobs/{FAILED}', null],
			['RespJobSearchAllAttributes', 'GET', '/v3/jobs/search?select=allAttributes', null],
			['RespGetJobStatus', 'GET', '/v3/jobs/{FINISHED}/status', null],
			['RespJobHistory', 'GET', '/v3/jobs/{FINISHED}/history', null],
			['RespGetJobOutputList', 'GET', '/v3/jobs/{FINISHED}/output/list/', null],
			['RespCancelJob', 'POST', '/v3/jobs/{RUNNING}/cancel', null],
			['RespHideJob', 'POST', '/v3/jobs/{FINISHED}/hide', null],
			['RespName', 'POST', '/v3/jobs/{FINISHED}/cancel', null],
			['RespName', 'GET', '/v3/jobs/unknown/status', null],
			['RespName', 'GET', '/v3/jobs/unknown', null],
			['RespName', 'POST', '/v3/jobs/unknown/cancel', null],
			['RespSubmitJob', 'POST', '/v3/jobs/submit', {name: 'a', appId: 'wrf', appVersion: '4.5'}],
			['RespSubmitJob', 'POST', '/v3/jobs/{FINISHED}/resubmit', null],
			['RespGetResubmit', 'GET', '/v3/jobs/{FINISHED}/resubmit_request', null],
			['RespGetSubscriptions', 'GET', '/v3/jobs/subscribe/{RUNNING}', null],
			[
				'RespResourceUrl',
				'POST',
				'/v3/jobs/subscribe/{RUNNING}',
				{
					eventCategoryFilter: 'ALL',
					deliveryTargets: [{deliveryMethod: 'EMAIL', deliveryAddress: 'a@example.org'}],
				},
			],
			['RespJobAnnotations', 'PATCH', '/v3/jobs/{FINISHED}/annotations', {tags: ['a'], notes: {b: 1}}],
			[
				'RespShareJob',
				'POST',
				'/v3/jobs/{RUNNING}/share',
				{jobResource: ['JOB_OUTPUT'], jobPermission: 'READ', grantee: 'other'},
			],
			['RespGetJobShareList', 'GET', '/v3/jobs/{RUNNING}/share', null],
			['RespUnShareJob', 'DELETE', '/v3/jobs/{RUNNING}/share/other', null],
		])('are a %s: %s %s', async (name, method, template, body) => {
			const {call, jobIn} = await simulate({apiVersion: '1.9'});
			const path = template.replace(/\{(\w+)\}/, (_, status: string) => jobIn(status));
			const answer = await call(path, {method, ...(body === null ? {} : {body})});
			expect(answer.json, answer.text).toBeDefined();
			const validate = ajv.compile({$ref: `#/$defs/${name}`, $defs: definitions});
			expect(validate(answer.json) ? [] : validate.errors).toEqual([]);
		});

		it('would be refused with a field that no job has', async () => {
			const {call, jobIn} = await simulate({apiVersion: '1.9'});
			const answer = await call(`/v3/jobs/${jobIn('RUNNING')}`);
			const validate = ajv.compile({$ref: '#/$defs/RespGetJob', $defs: definitions});
			expect(validate({...answer.json, result: {...answer.json.result, jobId: 'x'}})).toBe(false);
			expect(validate({...answer.json, result: {...answer.json.result, maxMinutes: '10'}})).toBe(false);
		});
	},
);
