import {hasEnded} from '../../domain/status.ts';
import type {Call, Route} from '../http/call.ts';
import {readJsonObject} from '../http/json-body.ts';
import {message} from '../http/messages.ts';
import {payloadProblem} from '../http/payload-rules.ts';
import type {Reply} from '../http/reply.ts';
import {eventSubject, noteEvents} from '../jobs/extra-events.ts';
import type {JobRecord} from '../jobs/job-record.ts';
import {type SubscriptionRequest, subscriptionRule} from '../jobs/subscription-request.ts';
import type {Subscription} from '../jobs/subscriptions.ts';
import {tenantAdmins, tenantId} from '../tenant.ts';
import type {World} from '../world.ts';

/** Subscriptions of jobs (JobSubscriptionResource). They are kept, listed and noted in the history; nothing is delivered. */
export function jobsSubscribeRoutes(world: World): readonly Route[] {
	const {replies, subscriptions} = world;
	const path = '/v3/jobs/subscribe/:uuid';

	function remove(call: Call, job: JobRecord, removed: readonly Subscription[]): Reply {
		for (const {uuid} of removed) subscriptions.remove(uuid);
		if (removed.length > 0) note(world, job, 'removed', removed.length);
		return replies.success(
			{changes: removed.length},
			message('JOBS_SUBSCRIPTIONS_DELETED', removed.length, job.uuid, call.caller.user),
		);
	}

	return [
		{
			method: 'POST',
			path,
			consumes: 'application/json',
			guard: 'jobs',
			handle(call) {
				const asked = readSubscription(call.body);
				if ('reason' in asked)
					return replies.problem(400, message('NET_REQUEST_PAYLOAD_ERROR', 'subscribe', asked.reason));
				return withJob(world, call, call.params['uuid'] ?? '', true, job => {
					const {uuid, typeFilter} = subscriptions.add(job.uuid, asked);
					note(world, job, 'added', 1);
					return replies.success(
						{url: `${world.url()}/v3/notifications/subscriptions/${uuid}`},
						message('NOTIFICATIONS_SUBSCRIPTION_CREATED', job.uuid, typeFilter),
					);
				});
			},
		},
		{
			method: 'GET',
			path,
			guard: 'jobs',
			handle: call =>
				withJob(world, call, call.params['uuid'] ?? '', false, job => {
					const {limit, skip} = call.paging;
					const rows = subscriptions.ofJob(job.uuid).slice(skip, limit < 0 ? undefined : skip + limit);
					return replies.success(rows, message('JOBS_SUBSCRIPTIONS_RETRIEVED', job.uuid, rows.length));
				}),
		},
		{
			method: 'DELETE',
			path,
			guard: 'jobs',
			// By its end a uuid is known as that of a job, all of whose subscriptions are meant.
			handle(call) {
				const uuid = call.params['uuid'] ?? '';
				if (uuid.endsWith('-007'))
					return withJob(world, call, uuid, false, job => remove(call, job, subscriptions.ofJob(job.uuid)));
				const one = subscriptions.find(uuid);
				if (!one) return replies.problem(400, message('JOBS_SUBSCRIPTION_NOT_FOUND', uuid));
				return withJob(world, call, one.subjectFilter, false, job => remove(call, job, [one]));
			},
		},
	];
}

/** Only owners and administrators may; that a job is over is looked at before who is asking. */
function withJob(
	world: World,
	{caller}: Call,
	uuid: string,
	mustLive: boolean,
	handle: (job: JobRecord) => Reply,
): Reply {
	const job = world.store.find(uuid);
	if (!job) return world.replies.problem(400, message('JOBS_JOB_NOT_FOUND', uuid));
	if (mustLive && hasEnded(job.status))
		return world.replies.problem(400, message('JOBS_IN_TERMINAL_STATE', uuid, job.status));
	const isAllowed = caller.tenant === tenantId && [job.owner, ...tenantAdmins].includes(caller.user);
	return isAllowed
		? handle(job)
		: world.replies.problem(
				401,
				message('JOBS_JOB_ACTION_NOT_AUTHORIZED', caller.user, 'subscription', uuid),
			);
}

function note(world: World, job: JobRecord, action: 'added' | 'removed', numSubscriptions: number): void {
	const description = {
		...eventSubject(job),
		message: `Subscriptions ${action}: ${numSubscriptions}.`,
		action,
		numSubscriptions,
	};
	noteEvents(world, job, [
		{event: 'JOB_SUBSCRIPTION', eventDetail: action, description: JSON.stringify(description)},
	]);
}

function readSubscription(body: string): SubscriptionRequest | {readonly reason: string} {
	const fields = readJsonObject(body);
	const reason = payloadProblem(subscriptionRule, fields);
	return reason === undefined ? (fields as SubscriptionRequest) : {reason};
}
