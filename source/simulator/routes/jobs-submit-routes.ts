import {hasEnded} from '../../domain/status.ts';
import type {Call, Route} from '../http/call.ts';
import {readJsonObject} from '../http/json-body.ts';
import {message, missingMessage} from '../http/messages.ts';
import type {Reply} from '../http/reply.ts';
import {noteEvents} from '../jobs/extra-events.ts';
import type {JobRecord} from '../jobs/job-record.ts';
import {requestOf} from '../jobs/job-request.ts';
import {fullJob} from '../jobs/job-view.ts';
import {submitJob} from '../jobs/new-job.ts';
import {checkSubmitRequest} from '../jobs/submit-request.ts';
import {tenantId} from '../tenant.ts';
import type {World} from '../world.ts';

/** POST submit, resubmit and sendEvent; GET resubmit_request. */
export function jobsSubmitRoutes(world: World): readonly Route[] {
	const {replies} = world;
	const notStored = (uuid: string): Reply =>
		replies.problem(400, message('JOBS_JOBRESUBMIT_NOT_FOUND', uuid));
	return [
		{
			method: 'POST',
			path: '/v3/jobs/submit',
			consumes: 'application/json',
			guard: 'jobs',
			handle({caller, body}) {
				const request = checkSubmitRequest(body, world.apiVersion);
				if ('reason' in request)
					return replies.problem(400, message('NET_REQUEST_PAYLOAD_ERROR', 'submitJob', request.reason));
				return created(world, submitJob(world, caller.user, request.request));
			},
		},
		{
			method: 'POST',
			path: '/v3/jobs/:uuid/resubmit',
			guard: 'jobs',
			// The stored request is replayed as the caller, whoever owned the job: the service does not look.
			handle({caller, params}) {
				const job = world.store.find(params['uuid'] ?? '');
				if (!job) return notStored(params['uuid'] ?? '');
				return created(world, submitJob(world, caller.user, requestOf(job)));
			},
		},
		{
			method: 'GET',
			path: '/v3/jobs/:uuid/resubmit_request',
			guard: 'jobs',
			handle({caller, params}) {
				const job = world.store.find(params['uuid'] ?? '');
				if (!job) return notStored(params['uuid'] ?? '');
				return replies.success(
					requestOf(job),
					missingMessage('JOBS_RESUBMIT_REQUEST_RETRIEVED', job.uuid, caller.user, caller.tenant),
				);
			},
		},
		{
			method: 'POST',
			path: '/v3/jobs/:uuid/sendEvent',
			consumes: 'application/json',
			guard: 'jobs',
			handle: call => sendEvent(world, call),
		},
	];
}

function created(world: World, job: JobRecord): Reply {
	for (const asked of job.request?.subscriptions ?? []) world.subscriptions.add(job.uuid, asked);
	return world.replies.success(fullJob(job, world.apiVersion), message('JOBS_CREATED', job.uuid));
}

/** Adds an event of the user's own to a job's history. */
function sendEvent(world: World, {caller, params, body}: Call): Reply {
	const {replies} = world;
	const uuid = params['uuid'] ?? '';
	const job = world.store.find(uuid);
	if (!job) return replies.problem(400, message('JOBS_JOB_NOT_FOUND', uuid));
	if (caller.tenant !== tenantId)
		return replies.problem(400, message('JOBS_MISMATCHED_TENANT', caller.tenant, tenantId));
	if (hasEnded(job.status)) return replies.problem(400, message('JOBS_IN_TERMINAL_STATE', uuid, job.status));
	const fields = readJsonObject(body);
	const data = fields?.['eventData'];
	const detail = fields?.['eventDetail'] ?? 'DEFAULT';
	if (
		typeof data !== 'string' ||
		data === '' ||
		data.length > 16_384 ||
		typeof detail !== 'string' ||
		!/^\w{1,64}$/.test(detail)
	) {
		return replies.problem(
			400,
			message('NET_REQUEST_PAYLOAD_ERROR', 'sendEvent', 'eventData or eventDetail is not valid'),
		);
	}
	noteEvents(world, job, [{event: 'JOB_USER_EVENT', eventDetail: detail, description: data}]);
	return replies.success(data, message('TAPIS_CREATED', 'JobEvent', caller.user));
}
