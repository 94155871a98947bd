import type {Call, Route} from './call.ts';
import {findJob, unknownJob} from './job-access.ts';
import type {JobRecord} from './job-record.ts';
import {readJsonObject} from './json-body.ts';
import {message} from './messages.ts';
import type {Reply} from './reply.ts';
import {isoInstant} from './stamps.ts';
import type {World} from './world.ts';

const sharedResources = ['JOB_HISTORY', 'JOB_RESUBMIT_REQUEST', 'JOB_OUTPUT', 'JOB_INPUT'] as const;

/** Sharing of jobs, and the annotations of the newer service. */
export function jobsShareRoutes(world: World): readonly Route[] {
	const {replies} = world;
	return [
		{
			method: 'GET',
			path: '/v3/jobs/:uuid/share',
			guard: 'jobs',
			handle: call => withOwnJob(world, call, job => shares(world, job)),
		},
		{
			method: 'POST',
			path: '/v3/jobs/:uuid/share',
			guard: 'jobs',
			handle: call =>
				withOwnJob(world, call, job => {
					const {grantee} = readJsonObject(call.body) ?? {};
					if (typeof grantee !== 'string' || grantee === '' || grantee.length > 64)
						return badPayload(world, 'shareJob', 'grantee');
					world.store.share(job.uuid, grantee);
					const event = {
						event: 'JOB_SHARE_EVENT' as const,
						eventDetail: 'SHARE_JOB_HISTORY_READ',
						description: JSON.stringify({
							jobName: job.name,
							jobUuid: job.uuid,
							jobOwner: job.owner,
							resourceType: 'JOB_HISTORY',
							shareType: 'SHARE',
							grantor: call.caller.user,
							grantee,
						}),
						created: world.time.now(),
					};
					world.store.change(job.uuid, {extraEvents: [...job.extraEvents, event]});
					const text = message('JOBS_JOB_SHARED', job.uuid, grantee);
					return replies.success({message: text}, text);
				}),
		},
		{
			method: 'DELETE',
			path: '/v3/jobs/:uuid/share/:user',
			guard: 'jobs',
			handle: call =>
				withOwnJob(world, call, job => {
					const user = call.params['user'] ?? '';
					world.store.unshare(job.uuid, user);
					const text = message('JOBS_JOB_UNSHARED', job.uuid, user);
					return replies.success({message: text}, text);
				}),
		},
		...(world.apiVersion === '1.9'
			? (['PATCH', 'PUT'] as const).map(method => annotationsRoute(world, method))
			: []),
	];
}

function withOwnJob(world: World, {caller, params}: Call, handle: (job: JobRecord) => Reply): Reply {
	const found = findJob(world, caller, params['uuid'] ?? '', {
		unknown: unknownJob(world, caller, 404),
		forShared: false,
	});
	return 'refused' in found ? found.refused : handle(found.job);
}

function shares({store, replies}: World, job: JobRecord): Reply {
	const rows = store.granteesOf(job.uuid).flatMap(grantee =>
		sharedResources.map(jobResource => ({
			tenant: 'demo',
			createdby: job.owner,
			jobUuid: job.uuid,
			grantee,
			jobResource,
			jobPermission: 'READ',
			created: isoInstant(job.created),
		})),
	);
	return replies.success(rows, message('JOBS_JOB_SHARES_RETRIEVED', job.uuid));
}

/** PATCH adds to a job's tags and notes, PUT replaces them. */
function annotationsRoute(world: World, method: 'PATCH' | 'PUT'): Route {
	return {
		method,
		path: '/v3/jobs/:uuid/annotations',
		guard: 'jobs',
		handle: call =>
			withOwnJob(world, call, job => {
				const fields = readJsonObject(call.body) ?? {};
				const {tags = [], notes = {}} = fields;
				const isTags = Array.isArray(tags) && tags.every(tag => typeof tag === 'string');
				if (!isTags || typeof notes !== 'object' || notes === null)
					return badPayload(world, 'annotations', 'tags or notes');
				const changed = world.store.change(job.uuid, {
					tags: method === 'PATCH' ? [...new Set([...job.tags, ...(tags as readonly string[])])] : tags,
					notes: method === 'PATCH' ? {...job.notes, ...notes} : {...notes},
					lastUpdated: world.time.now(),
				});
				const result = {uuid: job.uuid, tags: changed.tags, notes: changed.notes};
				return world.replies.success(result, message('JOBS_UPDATE_ANNOTATIONS', job.uuid));
			}),
	};
}

function badPayload({replies}: World, operation: string, part: string): Reply {
	return replies.problem(400, message('NET_REQUEST_PAYLOAD_ERROR', operation, `${part} is not valid`));
}
