import type {Call, Route} from '../http/call.ts';
import {message} from '../http/messages.ts';
import {filesInvalid, filesProblem, filesSuccess, htmlPage, type Reply} from '../http/reply.ts';
import {filePattern} from '../jobs/file-pattern.ts';
import {type Entry, entriesBelow, fileInfo} from '../jobs/output-tree.ts';
import {archiveSystems, sampleSystems} from '../jobs/sample-data.ts';
import {filesIn, placesAround} from '../jobs/system-files.ts';
import {tenantAdmins} from '../tenant.ts';
import type {World} from '../world.ts';
import {attachment, disposition, filesAt, pathAskedFor, zipped} from './output-files.ts';

const mostRows = 1000;
/** Nominal size of a page of the `more` header. */
const pageBytes = 1024;

/** What a path on a system means, and all that stands around it; paths are from the system's root. */
type Place = {
	readonly owner: string;
	readonly systemId: string;
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
			handle: call => badPage(call.headers) ?? withPlace(world, call, place => content(call, place)),
		},
		{
			method: 'GET',
			path: '/v3/files/ops/:system/*',
			guard: 'files',
			handle: call => badListing(call.query) ?? withPlace(world, call, place => list(call, place)),
		},
	];
}

/** Finds what a path on a system means. Paths are absolute within the system's root, with or without a slash first. */
function withPlace(world: World, call: Call, handle: (place: Place) => Reply): Reply {
	const {caller, params} = call;
	const systemId = params['system'] ?? '';
	const full = `/${pathAskedFor(call)}`;
	const {tenant, user} = caller;
	if (
		![...sampleSystems, ...archiveSystems].includes(systemId) &&
		!world.store.all().some(job => job.execSystemId === systemId || job.archiveSystemId === systemId)
	) {
		return filesProblem(404, message('FILES_SYS_NOTFOUND', tenant, user, systemId));
	}
	const missing = filesProblem(404, message('FILES_PATH_NOT_FOUND', tenant, user, systemId, full));
	const places = placesAround(world.store, systemId, full);
	const isAdmin = tenantAdmins.includes(user);
	const readable = places.filter(({owner}) => owner === user || isAdmin);
	if (places.length > 0 && readable.length === 0)
		return filesProblem(403, message('FILES_NOT_AUTHORIZED', tenant, user, systemId, full));
	const tree = filesIn(readable, world.time);
	const entry = tree.find(one => `/${one.path}` === full);
	return entry ? handle({owner: readable[0]!.owner, systemId, tree, entry}) : missing;
}

/** What the checks of the parameters have against a listing, before a file is looked for. */
function badListing(query: URLSearchParams): Reply | undefined {
	const limit = readCount(query.get('limit'), mostRows);
	const offset = readCount(query.get('offset'), 0);
	if (limit === undefined || offset === undefined) return notANumber;
	if (limit < 0 || limit > mostRows)
		return filesInvalid(`listFiles.limit: must be between 0 and ${mostRows}`, limit);
	return offset < 0
		? filesInvalid('listFiles.offset: must be greater than or equal to 0', offset)
		: undefined;
}

function list({query}: Call, {owner, systemId, entry, tree}: Place): Reply {
	const limit = readCount(query.get('limit'), mostRows) ?? mostRows;
	const offset = readCount(query.get('offset'), 0) ?? 0;
	const all = entry.content
		? [entry]
		: entriesBelow(tree, entry.path, query.get('recurse')?.toLowerCase() === 'true');
	const isWanted = readPattern(query.get('pattern'));
	return filesSuccess(
		all
			.filter(one => isWanted(one.path.split('/').at(-1) ?? ''))
			.slice(offset, offset + limit)
			.map(one => fileInfo({owner, systemId, directory: ''}, one)),
		'FILES_OPS_LISTED ok',
	);
}

/** What is no number never reaches the resource: the container finds no such resource then. */
const notANumber = htmlPage(404, 'Tomcat');

function readCount(text: string | null, otherwise: number): number | undefined {
	if (text === null || text === '') return otherwise;
	return /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}

/** Which names a `pattern` wants. */
function readPattern(pattern: string | null): (name: string) => boolean {
	return pattern === null || pattern === '' ? () => true : filePattern(pattern, 'regex:');
}

function badPage({more}: Call['headers']): Reply | undefined {
	const page = readCount(typeof more === 'string' ? more : null, 1);
	if (page === undefined) return notANumber;
	return page < 1 ? filesInvalid('getContents.more: must be greater than or equal to 1', page) : undefined;
}

function content({query, headers, caller}: Call, {entry, tree, systemId}: Place): Reply {
	const name = entry.path.split('/').at(-1) || systemId;
	if (query.get('zip')?.toLowerCase() === 'true') {
		return attachment(zipped(filesAt(tree, entry), entry.path), `${name}.zip`);
	}
	if (!entry.content)
		return filesProblem(
			400,
			message('FILES_CONT_DIR_NOZIP', caller.tenant, caller.user, systemId, `/${entry.path}`),
		);
	const file = entry.content;
	const {range, more} = headers;
	if (range !== undefined) {
		// Two bare numbers: the first is an offset, the second works as a count of bytes, yet must not be the smaller one.
		const [, from, count] = /^\s*(\d+)\s*,\s*(\d+)\s*$/.exec(range) ?? [];
		if (from === undefined || count === undefined || Number(from) > Number(count))
			return filesProblem(400, message('FILES_RANGE2', range));
		return attachment(file.read(Number(from), Number(count)), name, 'text/plain');
	}
	if (typeof more === 'string') {
		const page = readCount(more, 1) ?? 1;
		// The page's start is counted in pages, but so is its length: only the first is really 1 KB.
		const start = (page - 1) * pageBytes;
		return {
			kind: 'body',
			status: 200,
			type: 'text/plain',
			body: file.read(start, start + pageBytes - 1),
			headers: {'content-disposition': disposition('inline', name)},
		};
	}
	return attachment(file.read(0, file.size), name);
}
