import {isRecord} from '../../domain/json.ts';
import type {Route} from '../http/call.ts';
import {readJsonObject} from '../http/json-body.ts';
import {message} from '../http/messages.ts';
import type {World} from '../world.ts';
import {findJob, unknownJob} from './job-access.ts';

/** Bytes that tags, and that notes may take (the service's own limit is 128 KB). */
const mostBytes = 128 * 1024;
const mostTags = 128;

/**
 * The annotations of the newer service: PATCH adds to a job's tags and notes, PUT replaces them; what the body does not name
 * stays. The state of the job does not matter (JobActionResource), although the documentation has a 409 for it.
 */
export function annotationsRoutes(world: World): readonly Route[] {
	if (world.apiVersion !== '1.9') return [];
	return (['PATCH', 'PUT'] as const).map(method => ({
		method,
		path: '/v3/jobs/:uuid/annotations',
		consumes: 'application/json',
		guard: 'jobs',
		handle({caller, params, body}) {
			const refuse = (reason: string) =>
				world.replies.problem(400, message('NET_REQUEST_PAYLOAD_ERROR', 'submitJob', reason));
			const asked = readAnnotations(body);
			if ('reason' in asked) return refuse(asked.reason);
			const found = findJob(world, caller, params['uuid'] ?? '', {unknown: unknownJob(world, caller, 404)});
			if ('refused' in found) return found.refused;
			const {job} = found;
			const isMerged = method === 'PATCH';
			const tags = [...new Set([...(isMerged || !asked.tags ? job.tags : []), ...(asked.tags ?? [])])].sort();
			const notes = {...(isMerged || !asked.notes ? job.notes : {}), ...asked.notes};
			if (tags.length > mostTags) return refuse(`tags: more than ${mostTags} of them`);
			if (bytesOf(tags) > mostBytes || bytesOf(notes) > mostBytes)
				return refuse(`tags or notes: more than ${mostBytes} bytes`);
			world.store.change(job.uuid, {tags, notes, lastUpdated: world.time.now()});
			return world.replies.success(
				{uuid: job.uuid, tags, notes},
				message(
					'JOBS_JOB_ANNOTATION_UPDATED',
					isMerged ? 'PATCHED' : 'UPDATED',
					job.uuid,
					caller.user,
					caller.tenant,
				),
			);
		},
	}));
}

function bytesOf(value: unknown): number {
	return Buffer.byteLength(JSON.stringify(value));
}

type Annotations = {
	readonly tags?: readonly string[];
	readonly notes?: Readonly<Record<string, unknown>>;
};

function readAnnotations(body: string): Annotations | {readonly reason: string} {
	const fields = readJsonObject(body);
	if (!fields) return {reason: '#: expected type: JSONObject'};
	const {tags, notes} = fields;
	if (tags !== undefined && !(Array.isArray(tags) && tags.every(tag => typeof tag === 'string')))
		return {reason: '#/tags: expected an array of strings'};
	if (notes !== undefined && !isRecord(notes)) return {reason: '#/notes: expected type: JSONObject'};
	return fields as Annotations;
}
