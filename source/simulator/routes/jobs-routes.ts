import {CANCELLED, FAILED, FINISHED, hasEnded} from '../../domain/status.ts';
import {listMetadata, type Route} from '../http/call.ts';
import {message} from '../http/messages.ts';
import {historyOf} from '../jobs/job-history.ts';
import {fullJob} from '../jobs/job-view.ts';
import type {World} from '../world.ts';
import {findJob, hiddenJob, unknownJob} from './job-access.ts';

const terminalStatuses = [FINISHED, CANCELLED, FAILED].join(', ');

/** GET of a job, its status and history; POST cancel, hide and unhide. */
export function jobsRoutes(world: World): readonly Route[] {
	const {replies} = world;
	return [
		...(['healthcheck', 'ready', 'readycheck', 'hello'] as const).map(
			(probe): Route => ({
				method: 'GET',
				path: `/v3/jobs/${probe}`,
				guard: 'none',
				handle: () =>
					replies.success(
						{checkNum: 1},
						message(probe === 'healthcheck' ? 'TAPIS_HEALTHY' : 'TAPIS_READY', 'Jobs'),
					),
			}),
		),
		{
			method: 'GET',
			path: '/v3/jobs/:uuid',
			guard: 'jobs',
			handle({caller, params}) {
				const found = findJob(world, caller, params['uuid'] ?? '', {
					unknown: unknownJob(world, caller, 500),
					sharedAs: 'JOB_HISTORY',
				});
				if ('refused' in found) return found.refused;
				return replies.success(
					fullJob(found.job, world.apiVersion),
					message('JOBS_RETRIEVED', found.job.uuid),
				);
			},
		},
		{
			method: 'GET',
			path: '/v3/jobs/:uuid/status',
			guard: 'jobs',
			handle({caller, params}) {
				const found = findJob(world, caller, params['uuid'] ?? '', {
					unknown: unknownJob(world, caller, 404),
					sharedAs: 'JOB_HISTORY',
					hidden: hiddenJob(world, caller, 'success'),
				});
				if ('refused' in found) return found.refused;
				const {uuid, status, condition} = found.job;
				return replies.success({status, condition}, message('JOBS_STATUS_RETRIEVED', uuid, status));
			},
		},
		{
			method: 'GET',
			path: '/v3/jobs/:uuid/history',
			guard: 'jobs',
			handle({caller, params, paging}) {
				const found = findJob(world, caller, params['uuid'] ?? '', {
					unknown: unknownJob(world, caller, 404),
					sharedAs: 'JOB_HISTORY',
					hidden: hiddenJob(world, caller, 'success'),
				});
				if ('refused' in found) return found.refused;
				// The limit goes into the SQL as it is, and a database takes no negative one.
				if (paging.limit < 0)
					return replies.problem(
						500,
						'DB_QUERY_ERROR SQL query of table job_events failed: ERROR: LIMIT must not be negative',
					);
				const events = historyOf(found.job, world.time).slice(paging.skip, paging.skip + paging.limit);
				return replies.success(
					events,
					message('JOBS_HISTORY_RETRIEVED', found.job.uuid, caller.user, caller.tenant),
					listMetadata(paging, events.length, -1),
				);
			},
		},
		{
			method: 'POST',
			path: '/v3/jobs/:uuid/cancel',
			guard: 'jobs',
			handle({caller, params, path}) {
				const found = findJob(world, caller, params['uuid'] ?? '', {
					unknown: unknownJob(world, caller, 400),
				});
				if ('refused' in found) return found.refused;
				const {uuid, status} = found.job;
				if (hasEnded(status))
					return replies.problem(409, message('JOBS_JOB_IN_TERMINAL_STATE', uuid, terminalStatuses), {
						name: uuid,
					});
				const quirk = world.cancelQuirk(path);
				if (quirk === 'unposted') return replies.problem(500, message('JOBS_QMGR_POST_CANCEL', uuid));
				world.lifecycle.cancel(found.job, quirk);
				return replies.success(
					{message: message('JOBS_JOB_CANCEL_ACCEPTED', uuid)},
					message('JOBS_JOB_CANCEL_ACCEPTED_DETAILS', uuid),
				);
			},
		},
		...([false, true] as const).map(
			(visible): Route => ({
				method: 'POST',
				path: `/v3/jobs/:uuid/${visible ? 'unhide' : 'hide'}`,
				guard: 'jobs',
				handle({caller, params}) {
					const found = findJob(world, caller, params['uuid'] ?? '', {
						unknown: unknownJob(world, caller, 404),
					});
					if ('refused' in found) return found.refused;
					const {uuid, status} = found.job;
					if (!hasEnded(status))
						return replies.problem(409, message('JOBS_JOB_NOT_IN_TERMINAL_STATE', uuid, terminalStatuses), {
							name: uuid,
						});
					const isChange = found.job.visible !== visible;
					if (isChange) world.store.change(uuid, {visible, lastUpdated: world.time.now()});
					const text = message(
						isChange ? 'JOBS_JOB_CHANGED_VISIBILITY' : 'JOBS_JOB_VISBILITY',
						uuid,
						visible ? 'unhidden' : 'hidden',
					);
					return replies.success({message: text}, text);
				},
			}),
		),
	];
}
