import {zipSync} from 'fflate';
import {describe, expect, it} from 'vitest';
import type {JobDetail} from '../../source/domain/job.ts';
import {readJobDetail} from '../../source/tapis/replies/read-job.ts';
import {bad, good, type Scripted, type SeenRequest, startService} from './scripted-service.ts';

function job(more: Record<string, unknown> = {}): JobDetail {
	return readJobDetail({
		uuid: 'j-007',
		status: 'RUNNING',
		execSystemId: 'exec',
		execSystemOutputDir: '/work/jobs/j-007/output',
		archiveSystemId: 'archive',
		archiveSystemDir: '/jobs/j-007/archive',
		...more,
	})!;
}

/** A file of the numbers of its own bytes, so that any part of it tells where it comes from. */
const file = Buffer.from(Array.from({length: 5000}, (_, index) => index % 251));

type RangeReading = 'count' | 'end' | 'ignored';

/** Files' content endpoint as it reads its range header: as built, as documented, or not at all. */
function content(request: SeenRequest, reading: RangeReading, bytes: Buffer = file): Scripted {
	const range = request.headers.range as string | undefined;
	if (range === undefined || reading === 'ignored') return {body: bytes};
	const [from, to] = range.split(',').map(Number) as [number, number];
	if (from > to) return bad(400, 'FILES_RANGE2 bad');
	return {body: bytes.subarray(from, reading === 'count' ? from + to : to + 1)};
}

const all = async (stream: AsyncIterable<Uint8Array>): Promise<Buffer> => {
	const chunks: Uint8Array[] = [];
	for await (const chunk of stream) chunks.push(chunk);
	return Buffer.concat(chunks);
};

const isContent = (request: SeenRequest): boolean => request.path.startsWith('/v3/files/content/');

describe('part of a file', () => {
	it.each<RangeReading>(['count', 'end', 'ignored'])(
		'is the same bytes whether the server takes the range as %s',
		async reading => {
			const {api} = await startService(request => content(request, reading));
			for (const [offset, maxBytes] of [
				[0, 10],
				[0, 9999],
				[1, 1],
				[300, 40],
				[4990, 100],
				[5000, 100],
				[9999, 100],
			] as const) {
				const chunk = await api.readOutput(job(), 'tapisjob.out', {offset, maxBytes});
				expect(Buffer.from(chunk.bytes)).toEqual(file.subarray(offset, offset + maxBytes));
				expect(chunk.offset).toBe(offset);
			}
		},
	);

	it('can be followed while the file grows, without a byte lost or doubled', async () => {
		let length = 0;
		const {api} = await startService(request => content(request, 'count', file.subarray(0, length)));
		let read = Buffer.alloc(0);
		for (const grown of [0, 1, 3, 700, 700, 5000]) {
			length = grown;
			for (;;) {
				const {bytes} = await api.readOutput(job(), 'x', {offset: read.length, maxBytes: 512});
				if (bytes.length === 0) break;
				read = Buffer.concat([read, bytes]);
			}
		}

		expect(read).toEqual(file);
	});

	it('is not told from the file’s beginning by a file of two bytes', async () => {
		let bytes = Buffer.from('1\n');
		const {api} = await startService(request => content(request, 'ignored', bytes));
		const rest = async (): Promise<string> =>
			Buffer.from((await api.readOutput(job(), 'tapisjob.out', {offset: 2, maxBytes: 99})).bytes).toString();
		expect(await rest()).toBe('');
		bytes = Buffer.from('1\n2\n3\n');
		expect(await rest()).toBe('2\n3\n');
	});

	it('says once when a system gives only whole files', async () => {
		const {api, notes} = await startService(request => content(request, 'ignored'));
		await api.readOutput(job(), 'x', {offset: 100, maxBytes: 10});
		await api.readOutput(job(), 'x', {offset: 110, maxBytes: 10});

		expect(notes).toEqual([expect.stringMatching(/exec gives only whole files/)]);
	});

	it('of a job shared with the caller comes by the Jobs service when Files refuses', async () => {
		const {api, seen} = await startService(request =>
			isContent(request) ? bad(403, 'FILES_PERMISSION x') : {body: file},
		);
		const chunk = await api.readOutput(job(), 'a b/tapisjob.out', {offset: 4000, maxBytes: 9000});

		expect(Buffer.from(chunk.bytes)).toEqual(file.subarray(4000));
		expect(seen.at(-1)!.rawUrl).toBe('/v3/jobs/j-007/output/download/a%20b/tapisjob.out?allowIfRunning=true');
	});
});

describe('the place of the output', () => {
	const placeOf = async (more: Record<string, unknown>): Promise<string[]> => {
		const {api, seen} = await startService(() => good([]));
		await api.getJobOutputList(job(more), '');
		return seen.map(request => request.path);
	};

	it.each([
		[{status: 'RUNNING'}, '/v3/files/ops/exec/work/jobs/j-007/output'],
		[{status: 'CANCELLED'}, '/v3/files/ops/exec/work/jobs/j-007/output'],
		[{status: 'FINISHED', remoteOutcome: 'FINISHED'}, '/v3/files/ops/archive/jobs/j-007/archive'],
		[{status: 'FAILED', remoteOutcome: 'FAILED'}, '/v3/files/ops/archive/jobs/j-007/archive'],
		[{status: 'FAILED', remoteOutcome: 'FAILED_SKIP_ARCHIVE'}, '/v3/files/ops/exec/work/jobs/j-007/output'],
		[{status: 'FAILED'}, '/v3/files/ops/exec/work/jobs/j-007/output'],
	])('of a job that is %j is %s', async (more, path) => {
		expect(await placeOf(more)).toEqual([path]);
	});

	it('is looked for at the other system when an archive left a file behind', async () => {
		const {api} = await startService(request =>
			request.path.includes('/archive/')
				? bad(404, 'FILES_PATH_NOT_FOUND x', 'Not Found')
				: {body: 'left behind'},
		);
		const chunk = await api.readOutput(job({status: 'FINISHED'}), 'log', {offset: 0, maxBytes: 100});

		expect(Buffer.from(chunk.bytes).toString()).toBe('left behind');
	});

	it('that has no such file is told in one sentence', async () => {
		const {api} = await startService(() => bad(404, 'FILES_PATH_NOT_FOUND exec /x', 'Not Found'));

		await expect(api.readOutput(job(), 'nope', {offset: 0, maxBytes: 1})).rejects.toMatchObject({
			kind: 'not-found',
			message: 'There is no such file or directory.',
			advice: expect.stringMatching(/not have been written yet/),
		});
	});
});

describe('a name longer than any file system has', () => {
	const endless = 'a\u001B日'.repeat(5000);

	it('of a directory is never asked for, and the Jobs service finds the output without it', async () => {
		const {api, seen} = await startService(() => good([{name: 'out.txt', type: 'file', size: 3}]));

		const files = await api.getJobOutputList(job({execSystemOutputDir: endless}), '');
		expect(files.map(({name}) => name)).toEqual(['out.txt']);
		expect(seen.map(({path}) => path)).toEqual(['/v3/jobs/j-007/output/list/']);
	});

	it('of a file is told in one sentence, and nothing is sent', async () => {
		const {api, seen} = await startService(() => good([]));

		await expect(api.readOutput(job(), endless, {offset: 0, maxBytes: 9})).rejects.toMatchObject({
			kind: 'refused',
			message: 'The address needed to read the file is too long for any service.',
			advice: expect.stringMatching(/^Nothing was sent\. /),
		});
		expect(seen).toEqual([]);
	});
});

describe('a listing of the output', () => {
	it('gives files with paths below the output’s top, in both shapes of the service', async () => {
		const {api, seen} = await startService(() =>
			good([
				{
					name: 'a b.txt',
					path: 'work/jobs/j-007/output/sub/a b.txt',
					type: 'file',
					size: 12,
					lastModified: '2026-11-24T02:00:00Z',
				},
				{path: '/work/jobs/j-007/output/sub/deep', type: 'dir', size: '4096'},
				{name: 'l', type: 'symbolic_link', size: -3},
				{name: 'odd', type: 'constructor'},
				{name: '../../etc/passwd', type: 'file', size: 1},
				{name: '..', type: 'dir'},
				7,
			]),
		);
		const files = await api.getJobOutputList(job(), 'sub');

		expect(files).toEqual([
			{name: 'a b.txt', path: 'sub/a b.txt', kind: 'file', size: 12, lastModified: Date.UTC(2026, 10, 24, 2)},
			{name: 'deep', path: 'sub/deep', kind: 'dir', size: 4096, lastModified: null},
			{name: 'l', path: 'sub/l', kind: 'link', size: 0, lastModified: null},
			{name: 'odd', path: 'sub/odd', kind: 'other', size: 0, lastModified: null},
		]);
		expect(seen[0]!.query.get('recurse')).toBe('false');
	});

	it.each([
		['a file', '/jobs/j-007/archive/sub/out.txt', 'file', 'sub/out.txt'],
		[
			'a directory with a file of its name',
			'/jobs/j-007/archive/sub/out.txt/out.txt',
			'file',
			'sub/out.txt/out.txt',
		],
		['a directory with a directory of its name', '/x/sub/out.txt', 'dir', 'sub/out.txt/out.txt'],
		['what has no path', undefined, 'file', 'sub/out.txt/out.txt'],
	])('of %s gives the path by which it can be read', async (_what, path, type, expected) => {
		const {api} = await startService(() => good([{name: 'out.txt', path, type, size: 1}]));

		for (const asked of ['sub/out.txt', '/sub//out.txt/'])
			expect((await api.getJobOutputList(job(), asked)).map(file => file.path)).toEqual([expected]);
	});

	it('is read in pages, and ends when a server sends one page for ever', async () => {
		const page = (from: number, count: number) =>
			good(Array.from({length: count}, (_, index) => ({name: `f${from + index}`, type: 'file', size: 1})));
		const paged = await startService(({query}) =>
			Number(query.get('offset')) === 0 ? page(0, 1000) : page(1000, 5),
		);
		expect(await paged.api.getJobOutputList(job(), '')).toHaveLength(1005);

		const stuck = await startService(() => page(0, 1000));
		expect(await stuck.api.getJobOutputList(job(), '')).toHaveLength(1000);
		expect(stuck.seen).toHaveLength(2);
	});

	it.each([
		['says how many', 3, 7, 3],
		['says how many, and a full page was the last', 3, 6, 3],
		['says how many, which is more than there are', 500, 7, 1],
		['does not say so', 100, 203, 3],
		['does not say so, and there are fewer', 100, 7, 1],
	])(
		'is read to its end from a server that gives few entries at a time and %s',
		async (what, cap, count, requests) => {
			const {api, seen} = await startService(({query}) => {
				const skip = Number(query.get('offset'));
				const rows = Array.from({length: Math.max(0, Math.min(cap, count - skip))}, (_, index) => ({
					name: `f${skip + index}`,
				}));
				return good(rows, what.startsWith('says') ? {recordLimit: cap} : null);
			});

			expect(await api.getJobOutputList(job(), '')).toHaveLength(count);
			expect(seen).toHaveLength(requests);
		},
	);

	it('is cut, and told to be, where a server sends new names for ever', async () => {
		const {api, seen} = await startService(({query}) =>
			good(Array.from({length: 1000}, (_, index) => ({name: `f${Number(query.get('offset')) + index}`}))),
		);
		const cuts: number[] = [];
		const files = await api.getJobOutputList(job(), '', {onCut: count => cuts.push(count)});

		expect([files.length, cuts, seen.length]).toEqual([20_000, [20_000], 20]);
	});

	it('comes by the Jobs service, flat, when Files refuses', async () => {
		const {api, seen} = await startService(request =>
			request.path.startsWith('/v3/files')
				? bad(403, 'no')
				: good([{name: 'tapisjob.out', type: 'file', size: 1}]),
		);
		const files = await api.getJobOutputList(job(), '');

		expect(files.map(one => one.path)).toEqual(['tapisjob.out']);
		expect(seen.at(-1)!.rawUrl).toBe('/v3/jobs/j-007/output/list/?limit=1000&skip=0&allowIfRunning=true');
	});

	it('that needs a new sign-in says so at once', async () => {
		const {api, seen} = await startService(() => ({status: 401, body: 'TAPIS_SECURITY_JWT_EXPIRED x'}));

		await expect(api.getJobOutputList(job(), '')).rejects.toMatchObject({kind: 'sign-in'});
		expect(seen).toHaveLength(1);
	});
});

describe('a whole file', () => {
	it('streams from the Files service', async () => {
		const {api} = await startService(() => ({body: file}));

		expect(await all(api.streamOutput(job(), 'x'))).toEqual(file);
	});

	const viaJobs = (body: string | Buffer, headers = {}): ((request: SeenRequest) => Scripted) => {
		return request => (isContent(request) ? bad(403, 'no') : {body, headers});
	};
	const big = Buffer.from(Array.from({length: 300_000}, (_, index) => (index * index) % 253));

	it('is unpacked when the Jobs service packed it', async () => {
		const zip = Buffer.from(zipSync({'sub/log.txt': big}));
		const {api} = await startService(viaJobs(zip));

		expect(await all(api.streamOutput(job(), 'sub/log.txt'))).toEqual(big);
		const part = await api.readOutput(job(), 'sub/log.txt', {offset: 299_000, maxBytes: 5000});
		expect(Buffer.from(part.bytes)).toEqual(big.subarray(299_000));
	});

	it('stays a ZIP when it is one', async () => {
		const zip = Buffer.from(zipSync({'results.csv': big}));
		const {api} = await startService(viaJobs(zip));

		expect(await all(api.streamOutput(job(), 'results.zip'))).toEqual(zip);
	});

	it('that was packed and cut short is a failure, not a short file', async () => {
		const zip = Buffer.from(zipSync({'log.txt': big}));
		const {api} = await startService(viaJobs(zip.subarray(0, zip.length >> 1)));

		await expect(all(api.streamOutput(job(), 'log.txt'))).rejects.toMatchObject({
			kind: 'reply',
			message: expect.stringMatching(/packed file that came is broken/),
		});
	});

	it('that is an empty directory is told, where the service sends JSON in place of a file', async () => {
		const {api} = await startService(viaJobs('{"result":null,"message":"JOBS_EMPTY_DIR_FOR_DOWNLOAD x"}'));

		await expect(all(api.streamOutput(job(), 'dir'))).rejects.toMatchObject({
			message: 'That is an empty directory.',
		});
	});

	it('that is JSON itself is just a file', async () => {
		const {api} = await startService(viaJobs('{"result":1}'));

		expect((await all(api.streamOutput(job(), 'result.json'))).toString()).toBe('{"result":1}');
	});

	it('may be left in the middle', async () => {
		const {api, http} = await startService(() => (_request, response) => {
			const more = (): void => {
				while (!response.destroyed && response.write(big));
			};
			response.on('drain', more);
			more();
		});
		for await (const chunk of api.streamOutput(job(), 'endless')) {
			expect(chunk.length).toBeGreaterThan(0);
			break;
		}

		expect(http.counters().bytesReceived).toBeLessThan(4 * 1024 * 1024);
	});
});
