import {type Call, listMetadata, type Route} from '../http/call.ts';
import {readJsonObject} from '../http/json-body.ts';
import {message} from '../http/messages.ts';
import type {Reply} from '../http/reply.ts';
import {eventSubject, noteEvents} from '../jobs/extra-events.ts';
import {type JobRecord, type Share, type SharedResource, sharedResources} from '../jobs/job-record.ts';
import {isoInstant} from '../jobs/stamps.ts';
import type {World} from '../world.ts';
import {findJob, hiddenJob, unknownJob} from './job-access.ts';

/** Sharing of jobs: whoever may see the job at all may share what is theirs (JobShareResource). */
export function jobsShareRoutes(world: World): readonly Route[] {
	return [
		{
			method: 'GET',
			path: '/v3/jobs/:uuid/share',
			guard: 'jobs',
			handle: call => withOwnJob(world, call, job => shares(world, call, job)),
		},
		{
			method: 'POST',
			path: '/v3/jobs/:uuid/share',
			consumes: 'application/json',
			guard: 'jobs',
			handle(call) {
				// The payload is read before the job is looked up.
				const asked = readShare(call.body);
				if ('reason' in asked)
					return world.replies.problem(400, message('NET_REQUEST_PAYLOAD_ERROR', 'shareJob', asked.reason));
				return withOwnJob(world, call, job => share(world, call, job, asked));
			},
		},
		{
			method: 'DELETE',
			path: '/v3/jobs/:uuid/share/:user',
			guard: 'jobs',
			handle: call => withOwnJob(world, call, job => unshare(world, call, job)),
		},
	];
}

function withOwnJob(world: World, {caller, params}: Call, handle: (job: JobRecord) => Reply): Reply {
	const found = findJob(world, caller, params['uuid'] ?? '', {
		unknown: unknownJob(world, caller, 404),
		hidden: hiddenJob(world, caller, 'success'),
	});
	return 'refused' in found ? found.refused : handle(found.job);
}

type Asked = {readonly grantee: string; readonly resources: readonly SharedResource[]};

function readShare(body: string): Asked | {readonly reason: string} {
	const {grantee, jobPermission, jobResource} = readJsonObject(body) ?? {};
	if (typeof grantee !== 'string' || grantee === '' || grantee.length > 64)
		return {reason: '#/grantee: expected a string of 1 to 64 characters'};
	if (jobPermission !== 'READ') return {reason: '#/jobPermission: not a valid enum value'};
	if (!Array.isArray(jobResource) || jobResource.length === 0)
		return {reason: '#/jobResource: expected minimum item count: 1'};
	const resources = sharedResources.filter(one => jobResource.includes(one));
	return resources.length === new Set(jobResource).size
		? {grantee, resources}
		: {reason: '#/jobResource: not a valid enum value'};
}

function share(world: World, {caller}: Call, job: JobRecord, {grantee, resources}: Asked): Reply {
	const created = world.time.now();
	const added = resources.map((resource): Share => ({grantee, resource, createdby: caller.user, created}));
	for (const one of added) world.store.share(job.uuid, one);
	note(world, job, caller.user, 'SHARE', added);
	const text = message('JOBS_JOB_SHARED', job.uuid, caller.user, grantee, caller.tenant);
	return world.replies.success({message: text}, text);
}

function unshare(world: World, {caller, params}: Call, job: JobRecord): Reply {
	const user = params['user'] ?? '';
	note(world, job, caller.user, 'UNSHARE', world.store.unshare(job.uuid, user));
	const text = message('JOBS_JOB_UNSHARED', job.uuid, caller.user, user, caller.tenant);
	return world.replies.success({message: text}, text);
}

/** One event for each resource. */
function note(
	world: World,
	job: JobRecord,
	grantor: string,
	act: 'SHARE' | 'UNSHARE',
	shares: readonly Share[],
): void {
	const events = shares.map(({grantee, resource}) => {
		const shareType = `${act}_${resource}_READ`;
		const description = {
			...eventSubject(job),
			message: `${grantor} ${act === 'SHARE' ? 'shared' : 'no longer shares'} ${resource} with ${grantee}.`,
			resourceType: resource,
			shareType,
			grantor,
			grantee,
		};
		const event = 'JOB_SHARE_EVENT' as const;
		return {event, eventDetail: shareType, description: JSON.stringify(description)};
	});
	noteEvents(world, job, events);
}

/** All shares of a job: limit and skip are told in the metadata and do nothing. */
function shares({store, replies}: World, {caller, paging}: Call, job: JobRecord): Reply {
	const rows = store.sharesOf(job.uuid).map(({grantee, resource, createdby, created}) => ({
		tenant: caller.tenant,
		createdby,
		jobUuid: job.uuid,
		grantee,
		jobResource: resource,
		jobPermission: 'READ',
		created: isoInstant(created),
	}));
	const isEmpty = rows.length === 0;
	return replies.success(
		rows,
		message(
			isEmpty ? 'JOBS_JOB_NO_SHARES_FOUND' : 'JOBS_JOB_SHARE_INFO_RETRIEVED',
			job.uuid,
			caller.user,
			caller.tenant,
		),
		listMetadata(paging, rows.length, isEmpty ? -1 : rows.length),
	);
}
