import type {Call, Route} from './call.ts';
import {tenantAdmins} from './job-access.ts';
import type {JobRecord} from './job-record.ts';
import {jobDirectories} from './job-request.ts';
import {message} from './messages.ts';
import {trimSlashes, zipped} from './output-routes.ts';
import {type Entry, entriesBelow, fileInfo, hasArchive, hasExecOutput, outputTree} from './output-tree.ts';
import {filesProblem, filesSuccess, type Reply} from './reply.ts';
import {archiveSystems, sampleSystems} from './sample-data.ts';
import type {World} from './world.ts';

const mostRows = 1000;
/** Nominal size of a page of the `more` header. */
const pageBytes = 1024;

type Place = {
	readonly job: JobRecord;
	readonly systemId: string;
	readonly directory: string;
	readonly path: string;
	readonly tree: readonly Entry[];
	readonly entry: Entry;
};

/** The Files service, as far as a job's output goes: content and listings. */
export function filesRoutes(world: World): readonly Route[] {
	return [
		{
			method: 'GET',
			path: '/v3/files/content/:system/*',
			guard: 'files',
			handle: call => withPlace(world, call, place => content(call, place)),
		},
		{
			method: 'GET',
			path: '/v3/files/ops/:system/*',
			guard: 'files',
			handle: call => withPlace(world, call, place => list(call, place)),
		},
	];
}

/** Finds what a path on a system means. Paths are absolute within the system's root, with or without a slash first. */
function withPlace(world: World, {caller, params}: Call, handle: (place: Place) => Reply): Reply {
	const systemId = params['system'] ?? '';
	const full = `/${trimSlashes(params['*'] ?? '')}`;
	const {tenant, user} = caller;
	if (
		![...sampleSystems, ...archiveSystems].includes(systemId) &&
		!world.store.all().some(job => job.execSystemId === systemId || job.archiveSystemId === systemId)
	) {
		return filesProblem(404, message('FILES_SYS_NOTFOUND', tenant, user, systemId));
	}
	const missing = filesProblem(404, message('FILES_PATH_NOT_FOUND', tenant, user, systemId, full));
	const job = world.store.find(/\/jobs\/([^/]+)\//.exec(`${full}/`)?.[1] ?? '');
	if (!job) return missing;
	if (job.owner !== user && !tenantAdmins.includes(user))
		return filesProblem(403, message('FILES_NOT_AUTHORIZED', tenant, user, systemId, full));
	const directories = jobDirectories(job);
	const directory =
		systemId === job.archiveSystemId && isWithin(full, directories.archive) && hasArchive(job)
			? directories.archive
			: systemId === job.execSystemId && isWithin(full, directories.output) && hasExecOutput(job)
				? directories.output
				: undefined;
	if (directory === undefined) return missing;
	const path = full.slice(directory.length + 1);
	const tree = outputTree(job, world.time);
	const entry = tree.find(one => one.path === path);
	return entry ? handle({job, systemId, directory, path, tree, entry}) : missing;
}

function isWithin(path: string, directory: string): boolean {
	return path === directory || path.startsWith(`${directory}/`);
}

function list({query}: Call, place: Place): Reply {
	const limit = readCount(query.get('limit'), mostRows);
	const offset = readCount(query.get('offset'), 0);
	if (limit === undefined || offset === undefined || limit > mostRows)
		return filesProblem(400, 'limit or offset is out of range');
	const {job, entry, tree, path} = place;
	const all = entry.content
		? [entry]
		: entriesBelow(tree, path, query.get('recurse')?.toLowerCase() === 'true');
	return filesSuccess(
		all.slice(offset, offset + limit).map(one => fileInfo(job, place, one)),
		'FILES_OPS_LISTED ok',
	);
}

function readCount(text: string | null, otherwise: number): number | undefined {
	if (text === null || text === '') return otherwise;
	return /^\d+$/.test(text) ? Number(text) : undefined;
}

function content({query, headers, caller}: Call, place: Place): Reply {
	const {entry, tree, path, systemId, directory} = place;
	const name = path.split('/').at(-1) || 'output';
	if (query.get('zip')?.toLowerCase() === 'true') {
		const files = entry.content
			? [entry]
			: entriesBelow(tree, path, true).filter(one => one.content !== null);
		return download(zipped(files, path), 'application/octet-stream', `${name}.zip`);
	}
	if (!entry.content)
		return filesProblem(
			400,
			message('FILES_CONT_DIR_NOZIP', caller.tenant, caller.user, systemId, directory),
		);
	const file = entry.content;
	const {range, more} = headers;
	if (range !== undefined) {
		// Two bare numbers: the first is an offset, the second works as a count of bytes, yet must not be the smaller one.
		const [, from, count] = /^\s*(\d+)\s*,\s*(\d+)\s*$/.exec(range) ?? [];
		if (from === undefined || count === undefined || Number(from) > Number(count))
			return filesProblem(400, message('FILES_RANGE2', range));
		return download(file.read(Number(from), Number(count)), 'text/plain', name);
	}
	if (typeof more === 'string') {
		const page = /^\d+$/.test(more) ? Number(more) : 0;
		if (page < 1) return filesProblem(400, message('FILES_RANGE2', more));
		// The page's start is counted in pages, but so is its length: only the first is really 1 KB.
		const start = (page - 1) * pageBytes;
		return {
			kind: 'body',
			status: 200,
			type: 'text/plain',
			body: file.read(start, start + pageBytes - 1),
			headers: {'content-disposition': `inline; filename=${name}`},
		};
	}
	return download(file.read(0, file.size), 'application/octet-stream', name);
}

function download(body: Uint8Array, type: string, name: string): Reply {
	return {
		kind: 'body',
		status: 200,
		type,
		body,
		headers: {'content-disposition': `attachment; filename=${name}`, 'cache-control': 'max-age=3600'},
	};
}
