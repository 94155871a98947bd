import {describe, expect, it} from 'vitest';
import type {JobUuid} from '../../source/domain/job.ts';
import {type JobQuery, rowsOfFullPage} from '../../source/domain/tapis-api.ts';
import {bad, good, html, type SeenRequest, startService, text} from './scripted-service.ts';

const query: JobQuery = {listType: 'MY_JOBS', limit: 100};
const at = (second: number): string => new Date(Date.UTC(2026, 10, 24, 2, 0, second)).toISOString();
const instant = (second: number): number => Date.UTC(2026, 10, 24, 2, 0, second);

function row(index: number, more: Record<string, unknown> = {}): Record<string, unknown> {
	return {
		uuid: `job-${index}`,
		name: `n${index}`,
		status: 'RUNNING',
		created: at(index),
		lastUpdated: at(index),
		...more,
	};
}

const isSearch = (request: SeenRequest): boolean => request.path === '/v3/jobs/search';
const hasSelect = (request: SeenRequest): boolean => request.query.has('select');

describe('a listing', () => {
	it('asks in one request for what the screen shows, newest first', async () => {
		const {api, seen} = await startService(() => good([row(1)], {totalCount: 243}));
		const page = await api.getJobList({...query, skip: 100, computeTotal: true});

		expect(page.totalCount).toBe(243);
		expect(page.jobs.map(job => job.uuid)).toEqual(['job-1']);
		expect(seen[0]!.path).toBe('/v3/jobs/search');
		expect(Object.fromEntries(seen[0]!.query)).toMatchObject({
			listType: 'MY_JOBS',
			limit: '100',
			skip: '100',
			computeTotal: 'true',
			orderBy: 'created(desc),uuid(asc)',
			select: expect.stringMatching(/^uuid,name,.*condition,.*remoteJobId,lastMessage,maxMinutes/),
		});
		expect(seen[0]!.headers['x-tapis-token']).toMatch(/s3cret/);
	});

	it('asks for changes in whole seconds, those that were longest unchanged first', async () => {
		const {api, seen} = await startService(() => good([]));
		await api.getJobList({...query, updatedSince: instant(7) + 999});
		await api.getJobList({...query, createdUntil: instant(7) + 1});

		expect(seen[0]!.query.get('lastUpdated.gte')).toBe('2026-11-24T02:00:07Z');
		expect(seen[0]!.query.get('orderBy')).toBe('lastUpdated(asc),uuid(asc)');
		expect(seen[1]!.query.get('created.lte')).toBe('2026-11-24T02:00:08Z');
	});

	it('tells where the server gives fewer rows than asked for, so that nobody takes that for the end', async () => {
		const {api} = await startService(() => good([row(2), row(1)], {recordLimit: 2, totalCount: 5}));
		const page = await api.getJobList(query);

		expect(page).toMatchObject({rowCount: 2, cappedAt: 2});
		expect(rowsOfFullPage(page, 100)).toBe(2);
		expect(rowsOfFullPage({...page, cappedAt: 1000}, 100)).toBe(100);
	});

	it('reads a whole list in the portions the server gives, also from one that knows no skip', async () => {
		for (const knowsSkip of [true, false]) {
			const all = [5, 4, 3, 2, 1].map(index => row(index));
			const {api, seen} = await startService(request => {
				if (isSearch(request)) return html(404, 'Not Found');
				const skip = knowsSkip ? Number(request.query.get('skip') ?? 0) : 0;
				return good(all.slice(skip, skip + 2), {recordLimit: 2});
			});
			const page = await api.getJobList({...query, updatedSince: instant(1)});

			expect(page.jobs.map(job => job.uuid)).toHaveLength(knowsSkip ? 5 : 2);
			expect(page.cappedAt).toBeUndefined();
			expect(seen.length).toBeLessThan(8);
		}
	});

	it('counts rows that cannot be read and keeps the others, and -1 is no count', async () => {
		const {api} = await startService(() =>
			good([row(1), {name: 'no uuid'}, null, 'text', row(2, {status: 5}), row(3, {status: 'PONDERING'})], {
				totalCount: -1,
			}),
		);
		const page = await api.getJobList(query);

		expect(page.jobs.map(job => [job.uuid, job.status])).toEqual([
			['job-1', 'RUNNING'],
			['job-2', '5'],
			['job-3', 'PONDERING'],
		]);
		expect(page).toMatchObject({rowCount: 6, setAside: 3, totalCount: null});
	});

	it('is without rows where the server puts null for an empty list, though not where it counts some', async () => {
		for (const metadata of [null, {recordCount: 0, totalCount: -1}, {}]) {
			const {api} = await startService(() => good(null, metadata));
			expect(await api.getJobList(query)).toMatchObject({jobs: [], rowCount: 0, setAside: 0});
		}

		const {api} = await startService(() => good(null, {recordCount: 3}));
		await expect(api.getJobList(query)).rejects.toMatchObject({kind: 'reply'});
	});

	it('knows the server’s clock', async () => {
		const {api} = await startService(() => ({
			headers: {date: 'Tue, 24 Nov 2026 02:00:09 GMT'},
			body: '{"result":[]}',
		}));

		expect((await api.getJobList(query)).serverTime).toBe(instant(9));
	});
});

describe('an older server', () => {
	it('that rejects a column is asked without, from then on', async () => {
		const {api, seen, notes} = await startService(request =>
			hasSelect(request) ? bad(400, 'JOBS_SEARCH_INVALID_SELECTLIST_ERROR tags') : good([row(1)]),
		);
		await api.getJobList(query);
		await api.getJobList(query);

		expect(seen.map(hasSelect)).toEqual([true, false, false]);
		expect(notes).toEqual([expect.stringMatching(/cannot select columns/)]);
	});

	it('that cannot search is read by the plain list, with the conditions applied here', async () => {
		const {api, seen, notes} = await startService(request =>
			isSearch(request) ? html(404, 'Not Found') : good([row(5), row(4), row(3), row(2), row(1)]),
		);
		const changed = await api.getJobList({...query, updatedSince: instant(3) + 500});
		const older = await api.getJobList({...query, limit: 2, createdUntil: instant(3)});
		await api.getJobList(query);

		expect(changed.jobs.map(job => job.uuid)).toEqual(['job-3', 'job-4', 'job-5']);
		expect(older.jobs.map(job => job.uuid)).toEqual(['job-3', 'job-2']);
		expect(seen.map(request => `${request.path} ${request.query.get('limit')}`)).toEqual([
			'/v3/jobs/search 100',
			'/v3/jobs/search 100',
			'/v3/jobs/list -1',
			'/v3/jobs/list -1',
			'/v3/jobs/list 100',
		]);
		expect(notes).toEqual([expect.stringMatching(/cannot search/)]);
	});

	it('that cannot search is read once for all pages, and again for the next listing', async () => {
		const all = [5, 4, 3, 2, 1].map(number => row(number));
		const {api, seen} = await startService(request => {
			if (isSearch(request)) return html(404, 'Not Found');
			const limit = Number(request.query.get('limit'));
			return good(limit < 0 ? all : all.slice(0, limit));
		});
		const readings = (): number => seen.filter(request => request.query.get('limit') === '-1').length;
		const readPages = async (): Promise<string[]> => {
			const first = await api.getJobList({...query, limit: 2});
			const second = await api.getJobList({...query, limit: 2, createdUntil: instant(4)});
			const third = await api.getJobList({...query, limit: 2, createdUntil: instant(4), skip: 2});
			return [first, second, third].flatMap(page => page.jobs.map(job => job.uuid));
		};

		expect(await readPages()).toEqual(['job-5', 'job-4', 'job-4', 'job-3', 'job-2', 'job-1']);
		expect(readings()).toBe(1);
		await readPages();
		expect(readings()).toBe(2);
		await api.getJobList({...query, limit: 2, createdUntil: instant(4)});
		expect(readings()).toBe(3);
	});

	it('that ignores a condition does not hide changes behind older rows', async () => {
		const {api} = await startService(request =>
			isSearch(request) ? good([row(1), row(2)]) : good([row(9), row(2), row(1)]),
		);
		const page = await api.getJobList({...query, limit: 2, updatedSince: instant(8)});

		expect(page.jobs.map(job => job.uuid)).toEqual(['job-9']);
	});
});

describe('a fault that passes', () => {
	it('does not make the program work in an older way', async () => {
		let count = 0;
		const {api, seen, notes} = await startService(() => (++count === 1 ? bad(500, 'OOPS') : good([row(1)])));

		await expect(api.getJobList(query)).rejects.toMatchObject({kind: 'server'});
		await api.getJobList(query);
		expect(seen.map(hasSelect)).toEqual([true, true]);
		expect(notes).toEqual([]);
	});

	it('is tried around when it stays, and the better way is tried again later', async () => {
		let isBroken = true;
		const {api, seen} = await startService(request =>
			isBroken && hasSelect(request) ? bad(500, 'JOBS_SEARCHLIST_ERROR') : good([row(1)]),
		);
		await api.getJobList(query).catch(() => {});
		await api.getJobList(query);
		isBroken = false;
		for (let index = 0; index < 60; index++) await api.getJobList(query);

		expect(seen.slice(0, 4).map(hasSelect)).toEqual([true, true, false, false]);
		expect(hasSelect(seen.at(-1)!)).toBe(true);
	});

	it('that stays for hours makes no listing fail after the first, and is told once', async () => {
		const {api, seen, notes} = await startService(request =>
			isSearch(request) ? bad(500, 'JOBS_SEARCHLIST_ERROR') : good([row(1)]),
		);
		await expect(api.getJobList(query)).rejects.toMatchObject({kind: 'server'});
		for (let index = 0; index < 150; index++) await api.getJobList(query);

		expect(seen.filter(hasSelect).length).toBeGreaterThan(3);
		expect(notes).toHaveLength(1);
	});

	it('tells what is wrong with the line, where the second way meets that', async () => {
		const {api} = await startService(request =>
			hasSelect(request) ? bad(400, 'JOBS_SEARCH_INVALID_SELECT') : text(429, ''),
		);
		await expect(api.getJobList(query)).rejects.toMatchObject({kind: 'limit'});
	});

	it.each([
		['an expired token', text(401, 'TAPIS_SECURITY_JWT_EXPIRED'), 'sign-in'],
		['a busy gateway', html(502, 'Bad Gateway'), 'server'],
		['a limit', text(429, ''), 'limit'],
	] as const)('is told as it is: %s', async (_what, answer, kind) => {
		const {api, seen} = await startService(() => answer);

		await expect(api.getJobList(query)).rejects.toMatchObject({kind});
		expect(seen).toHaveLength(1);
	});
});

describe('jobs by uuid', () => {
	const uuids = (count: number): JobUuid[] =>
		Array.from({length: count}, (_, index) => `${'u'.repeat(32)}-${index}` as JobUuid);

	it('come in few requests whose addresses stay short', async () => {
		const {api, seen} = await startService(request =>
			good(
				request.query
					.get('uuid.in')!
					.split(',')
					.map(uuid => ({uuid, status: 'QUEUED'})),
			),
		);
		const page = await api.getJobsByUuid(uuids(250));

		expect(page.jobs).toHaveLength(250);
		expect(seen).toHaveLength(3);
		expect(Math.max(...seen.map(request => request.rawUrl.length))).toBeLessThan(6000);
	});

	it('that a search does not find are read one by one; hidden ones stand apart, unknown and foreign ones are missing', async () => {
		const {api, seen} = await startService(request => {
			if (isSearch(request))
				return good([
					{uuid: 'own', status: 'RUNNING'},
					{uuid: 'never-asked', status: 'RUNNING'},
				]);
			if (request.path.endsWith('/shared')) return good({uuid: 'shared', status: 'QUEUED'});
			if (request.path.endsWith('/hidden')) return good({uuid: 'hidden', status: 'FINISHED', visible: false});
			if (request.path.endsWith('/foreign')) return bad(401, 'JOBS_MISMATCHED_OWNER');
			return bad(500, 'JOBS_JOB_NOT_FOUND');
		});
		const page = await api.getJobsByUuid(['own', 'shared', 'hidden', 'foreign', 'unknown'] as JobUuid[]);

		expect(page.jobs.map(job => job.uuid)).toEqual(['own', 'shared']);
		expect(page.hidden?.map(job => job.uuid)).toEqual(['hidden']);
		expect(seen).toHaveLength(5);
	});

	it('are read one by one where the server cannot search', async () => {
		const {api} = await startService(request =>
			isSearch(request)
				? bad(500, 'JOBS_SEARCHLIST_ERROR')
				: good({uuid: request.path.slice(9), status: 'RUNNING'}),
		);
		const page = await api.getJobsByUuid(['a', 'b'] as JobUuid[]);

		expect(page.jobs.map(job => job.uuid)).toEqual(['a', 'b']);
	});

	it('are not searched for again and again where there is no search', async () => {
		const {api, seen} = await startService(request =>
			isSearch(request) ? html(404, 'Not Found') : good({uuid: 'a', status: 'RUNNING'}),
		);
		for (let poll = 0; poll < 3; poll++) await api.getJobsByUuid(['a'] as JobUuid[]);

		expect(seen.filter(isSearch)).toHaveLength(1);
	});
});

describe('a server that ignores the order', () => {
	const all = Array.from({length: 40}, (_, index) => row((index * 7) % 40));
	const newest = (count: number): string[] => Array.from({length: count}, (_, index) => `job-${39 - index}`);
	const inAnyOrder = ({query: asked}: SeenRequest) => {
		const limit = Number(asked.get('limit'));
		return good(limit < 0 ? all : all.slice(0, limit), {totalCount: 40});
	};

	it('gives the newest jobs all the same, and every one of them page by page', async () => {
		const {api, notes} = await startService(inAnyOrder);
		const first = await api.getJobList({...query, limit: 10});
		expect(first.jobs.map(job => job.uuid)).toEqual(newest(10));
		expect(first.totalCount).toBe(40);

		const older = await api.getJobList({...query, limit: 100, createdUntil: instant(29)});
		expect(older.jobs.map(job => job.uuid)).toEqual(newest(40).slice(10));
		expect(notes).toHaveLength(1);
	});

	it('is not believed where it cannot search and its first rows look ordered', async () => {
		// First the even ones, newest first; then the odd ones, which hold the newest of all.
		const numbers = Array.from({length: 40}, (_, index) => (index < 20 ? 38 - 2 * index : 79 - 2 * index));
		const halves = numbers.map(number => row(number));
		const {api} = await startService(request => {
			if (isSearch(request)) return html(404, 'Not Found');
			const limit = Number(request.query.get('limit'));
			return good(limit < 0 ? halves : halves.slice(0, limit));
		});
		const page = await api.getJobList({...query, limit: 10});

		expect(page.jobs[0]!.created).toBe(instant(39));
	});

	it('is not read twice when all its jobs fit into one answer', async () => {
		const {api, seen} = await startService(inAnyOrder);
		const page = await api.getJobList({...query, limit: 41});

		expect(page.jobs).toHaveLength(40);
		expect(seen).toHaveLength(1);
	});
});
