import {hasEnded} from '../../domain/status.ts';
import {type Call, listMetadata, type Route} from '../http/call.ts';
import {message} from '../http/messages.ts';
import type {Reply} from '../http/reply.ts';
import type {JobRecord} from '../jobs/job-record.ts';
import {outputPlace} from '../jobs/output-places.ts';
import {entriesBelow, fileInfo} from '../jobs/output-tree.ts';
import type {World} from '../world.ts';
import {findJob, hiddenJob, unknownJob} from './job-access.ts';
import {attachment, filesAt, pathAskedFor, zipped} from './output-files.ts';

/** Above this many bytes a single file comes as a ZIP. */
const largestPlainDownload = 1_000_000;
const mostRecursiveRows = 100;

/** GET output/list and output/download. */
export function outputRoutes(world: World): readonly Route[] {
	return [
		{
			method: 'GET',
			path: '/v3/jobs/:uuid/output/list/*',
			guard: 'jobs',
			handle: call => withOutput(world, call, (job, path) => listOutput(world, call, job, path)),
		},
		{
			method: 'GET',
			path: '/v3/jobs/:uuid/output/download/*',
			guard: 'jobs',
			handle: call => withOutput(world, call, (job, path) => download(world, call, job, path)),
		},
	];
}

function withOutput(world: World, call: Call, handle: (job: JobRecord, path: string) => Reply): Reply {
	const {caller, params, query} = call;
	const found = findJob(world, caller, params['uuid'] ?? '', {
		unknown: unknownJob(world, caller, 500),
		sharedAs: 'JOB_OUTPUT',
		hidden: hiddenJob(world, caller, 'error'),
	});
	if ('refused' in found) return found.refused;
	const {job} = found;
	if (!hasEnded(job.status) && query.get('allowIfRunning')?.toLowerCase() !== 'true') {
		// The service hands over the four values in the wrong order.
		const text = message('JOBS_JOB_NOT_TERMINATED', caller.user, caller.tenant, job.uuid, job.status);
		return world.replies.problem(400, text, {name: job.uuid});
	}
	return handle(job, pathAskedFor(call));
}

function notThere(world: World, call: Call, job: JobRecord, path: string): Reply {
	const place = outputPlace(job);
	return world.replies.problem(
		404,
		message(
			'FILES_PATH_NOT_FOUND',
			call.caller.tenant,
			call.caller.user,
			place.systemId,
			`${place.directory}/${path}`,
		),
		{name: job.uuid},
	);
}

function listOutput(world: World, call: Call, job: JobRecord, path: string): Reply {
	const {paging} = call;
	const place = outputPlace(job);
	const tree = place.entries(world.time);
	const entry = tree.find(one => one.path === path);
	if (!entry) return notThere(world, call, job, path);
	const isPaged = call.query.has('limit') || paging.skip > 0;
	const all = entry.content ? [entry] : entriesBelow(tree, path, !isPaged);
	const limit = isPaged && paging.limit >= 0 ? paging.limit : mostRecursiveRows;
	const rows = all.slice(paging.skip, paging.skip + limit).map(one => fileInfo(place, one));
	return world.replies.success(
		rows,
		message('JOBS_OUTPUT_FILES_LIST_RETRIEVED', job.uuid, call.caller.user, call.caller.tenant),
		listMetadata({...paging, orderBy: null, startAfter: null}, rows.length, 0),
	);
}

function download(world: World, call: Call, job: JobRecord, path: string): Reply {
	const tree = outputPlace(job).entries(world.time);
	const entry = tree.find(one => one.path === path);
	if (!entry) return notThere(world, call, job, path);
	const name = path === '' ? job.uuid : (path.split('/').at(-1) ?? path);
	if (
		entry.content &&
		entry.content.size <= largestPlainDownload &&
		call.query.get('compress')?.toLowerCase() !== 'true' &&
		!world.mustZip(call.path)
	) {
		return attachment(entry.content.read(0, entry.content.size), name);
	}
	const files = filesAt(tree, entry);
	if (files.length === 0)
		return world.replies.success(null, message('JOBS_EMPTY_DIR_FOR_DOWNLOAD', job.uuid, path));
	return attachment(zipped(files, path), `${name}.zip`);
}
