import type {Caller} from '../http/call.ts';
import {message, unknownJobMessage} from '../http/messages.ts';
import type {Reply} from '../http/reply.ts';
import type {JobRecord, SharedResource} from '../jobs/job-record.ts';
import {tenantAdmins, tenantId} from '../tenant.ts';
import type {World} from '../world.ts';

export type Found = {readonly job: JobRecord} | {readonly refused: Reply};

type Rules = {
	/** What an unknown uuid gets. */
	readonly unknown: (uuid: string) => Reply;
	/** What of the job must be shared with somebody who may do this too; nobody else may when left out. */
	readonly sharedAs?: SharedResource;
	/** How a hidden job is answered; it is served when left out. */
	readonly hidden?: (uuid: string) => Reply;
};

/** Finds a job for an endpoint, under that endpoint's own rules for unknown, foreign and hidden jobs. */
export function findJob(world: World, caller: Caller, uuid: string, rules: Rules): Found {
	const job = world.store.find(uuid);
	if (!job) return {refused: rules.unknown(uuid)};
	if (caller.tenant !== tenantId) {
		// Reading it is a failure of the service, acting on it a refusal.
		return {
			refused: world.replies.problem(
				rules.sharedAs ? 500 : 401,
				message('JOBS_MISMATCHED_TENANT', caller.tenant, tenantId),
			),
		};
	}
	const isOwn =
		job.owner === caller.user || job.createdby === caller.user || tenantAdmins.includes(caller.user);
	if (!isOwn && !(rules.sharedAs && world.store.isSharedWith(uuid, caller.user, rules.sharedAs))) {
		return {refused: world.replies.problem(401, message('JOBS_MISMATCHED_OWNER', caller.user, job.owner))};
	}
	if (!job.visible && rules.hidden) return {refused: rules.hidden(uuid)};
	return {job};
}

/**
 * The answers to an unknown uuid. Version 1.7 has three different ones, by endpoint; the newer documentation has 404
 * everywhere, which is what version 1.9 gives here.
 */
export function unknownJob(world: World, caller: Caller, code: 500 | 400 | 404): (uuid: string) => Reply {
	return uuid => {
		if (code === 404) {
			return world.replies.problem(404, message('TAPIS_NOT_FOUND', 'Job', uuid), {
				name: uuid,
				says: 'success',
			});
		}
		const text = unknownJobMessage(uuid, caller);
		return world.apiVersion === '1.9'
			? world.replies.problem(404, text, {name: uuid})
			: world.replies.problem(code, text);
	};
}

export function hiddenJob(world: World, caller: Caller, says: 'success' | 'error'): (uuid: string) => Reply {
	return uuid =>
		world.replies.problem(404, message('JOBS_JOB_NOT_VISIBLE', uuid, caller.user, caller.tenant), {
			name: uuid,
			says,
		});
}
