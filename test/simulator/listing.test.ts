import {describe, expect, it} from 'vitest';
import {type Answer, type Simulated, simulate} from './simulated.ts';

type Row = Readonly<Record<string, string | null>>;
const rowsOf = (answer: Answer): readonly Row[] => answer.json.result;
const names = (answer: Answer, field = 'name'): readonly (string | null)[] =>
	rowsOf(answer).map(row => row[field] ?? null);
const search = ({call}: Simulated, query: string): Promise<Answer> =>
	call(`/v3/jobs/search?limit=1000&${query}`);

describe('GET /list', () => {
	it('has the envelope’s and the rows’ keys in the order of the wire, nulls kept, no condition', async () => {
		const {call, clock} = await simulate();
		const answer = await call('/v3/jobs/list?limit=3&orderBy=created(desc)&computeTotal=true');
		expect(Object.keys(answer.json)).toEqual([
			'result',
			'status',
			'message',
			'version',
			'commit',
			'build',
			'metadata',
		]);
		expect(Object.keys(rowsOf(answer)[0]!)).toEqual([
			'uuid',
			'name',
			'owner',
			'appId',
			'created',
			'status',
			'condition',
			'remoteStarted',
			'ended',
			'tenant',
			'execSystemId',
			'archiveSystemId',
			'appVersion',
			'lastUpdated',
		]);
		expect(answer.json.metadata).toEqual({
			recordCount: 3,
			recordLimit: 3,
			recordsSkipped: 0,
			orderBy: 'created(desc)',
			startAfter: null,
			totalCount: 40,
		});
		expect(answer.json.message).toMatch(/^JOBS_LIST_RETRIVED /);
		const all = await call('/v3/jobs/list?limit=-1');
		expect(
			rowsOf(all)
				.map(row => row['condition'])
				.every(one => one === null),
		).toBe(true);
		for (const row of rowsOf(all)) {
			expect(row['created']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.(\d{3}|\d{6}))?Z$/);
			expect(Date.parse(row['created']!)).toBeLessThanOrEqual(clock.now());
		}
	});

	it('fills in the condition in version 1.9', async () => {
		const {call} = await simulate({apiVersion: '1.9'});
		const ended = rowsOf(await call('/v3/jobs/list')).filter(row => row['ended'] !== null);
		expect(ended.length).toBeGreaterThan(3);
		expect(ended.every(row => row['condition'] !== null)).toBe(true);
	});

	it('is in no order unless asked, yet in the same one each time', async () => {
		const {call} = await simulate();
		const first = names(await call('/v3/jobs/list'), 'created');
		expect(first).toEqual(names(await call('/v3/jobs/list'), 'created'));
		const sorted = [...first].sort();
		expect(first).not.toEqual(sorted);
		expect(first).not.toEqual([...sorted].reverse());
		expect(names(await call('/v3/jobs/list?orderBy=created'), 'created')).toEqual(sorted);
		expect(names(await call('/v3/jobs/list?orderBy=created(DESC)'), 'created')).toEqual(
			[...sorted].reverse(),
		);
	});

	it('puts nulls first on desc and last on asc, and sorts statuses as the database does', async () => {
		const {call} = await simulate();
		const descending = names(await call('/v3/jobs/list?orderBy=ended(desc)'), 'ended');
		const ascending = names(await call('/v3/jobs/list?orderBy=ended(asc)'), 'ended');
		expect([descending[0], descending.at(-1) === null]).toEqual([null, false]);
		expect([ascending[0] === null, ascending.at(-1)]).toEqual([false, null]);
		const statuses = [...new Set(names(await call('/v3/jobs/list?orderBy=status'), 'status'))];
		expect(statuses.slice(-4)).toEqual(['FINISHED', 'CANCELLED', 'FAILED', 'BLOCKED']);
	});

	it('sorts anew when a job has changed, and when one was added', async () => {
		const {call, clock, simulator, jobIn} = await simulate();
		const latest = async () =>
			(await call('/v3/jobs/list?orderBy=lastUpdated(desc)&limit=1')).json.result[0].uuid;
		const newest = async () =>
			(await call('/v3/jobs/list?orderBy=created(desc)&limit=1')).json.result[0].uuid;
		await latest();
		await newest();
		await clock.advance(1);
		const changed = jobIn('FINISHED');
		simulator.store.change(changed, {lastUpdated: clock.now()});
		expect(await latest()).toBe(changed);
		const {uuid} = (
			await call('/v3/jobs/submit', {method: 'POST', body: {name: 'new', appId: 'wrf', appVersion: '4.5'}})
		).json.result;
		expect(await newest()).toBe(uuid);
	});

	it('pages by limit and skip; limit 0 and pages past the end are empty and uncounted', async () => {
		const {call} = await simulate();
		const all = names(await call('/v3/jobs/list?orderBy=id&limit=-1'), 'uuid');
		expect(names(await call('/v3/jobs/list?orderBy=id&limit=10&skip=10'), 'uuid')).toEqual(all.slice(10, 20));
		expect(names(await call('/v3/jobs/list?orderBy=id&limit=2&skip=-4'), 'uuid')).toEqual(all.slice(0, 2));
		for (const query of ['limit=0', 'skip=1000']) {
			const empty = await call(`/v3/jobs/list?computeTotal=true&${query}`);
			expect([empty.status, empty.json.result, empty.json.metadata.totalCount]).toEqual([200, [], -1]);
			expect(empty.json.message).toMatch(/^JOBS_SEARCH_NO_JOBS_FOUND/);
		}
	});

	it('below -1 is unlimited, unsorted and skips nothing', async () => {
		const {call} = await simulate();
		const bare = names(await call('/v3/jobs/list?limit=-2&skip=5&orderBy=created'), 'created');
		expect(bare).toHaveLength(40);
		expect(bare).not.toEqual([...bare].sort());
	});

	it('checks startAfter, echoes it and does nothing with it', async () => {
		const {call} = await simulate();
		const answer = await call('/v3/jobs/list?orderBy=id&limit=2&startAfter=20');
		expect(answer.json.metadata.startAfter).toBe('20');
		const word = await call('/v3/jobs/list?orderBy=id&startAfter=x');
		expect([word.status, word.headers.get('content-type')]).toEqual([404, 'text/html']);
		expect(names(answer, 'uuid')).toEqual(names(await call('/v3/jobs/list?orderBy=id&limit=2'), 'uuid'));
	});

	it('knows shared jobs, and puts them after one’s own', async () => {
		const {call, simulator} = await simulate();
		const shared = rowsOf(await call('/v3/jobs/list?listType=SHARED_JOBS'));
		expect(shared.length).toBeGreaterThan(0);
		expect(shared.every(row => row['owner'] === 'other')).toBe(true);
		const all = names(await call('/v3/jobs/list?listType=ALL_JOBS&limit=-1&orderBy=created(desc)'), 'owner');
		expect(all.slice(40)).toEqual(shared.map(() => 'other'));
		const wrong = await call('/v3/jobs/list?listType=all_jobs');
		expect([wrong.status, wrong.json.message.split(' ')[0]]).toEqual([
			400,
			'JOBS_SEARCH_INVALID_LISTTYPE_ERROR',
		]);
		expect(simulator.requests.at(-1)).toBe('GET /v3/jobs/list?listType=all_jobs');
	});

	it('ignores parameters it does not know, and fails on a column it does not know', async () => {
		const {call} = await simulate();
		expect((await call('/v3/jobs/list?foo=1&status.eq=FOO')).json.metadata.recordCount).toBe(40);
		const unknown = await call('/v3/jobs/list?orderBy=colour');
		expect([unknown.status, unknown.json.message]).toEqual([
			500,
			expect.stringMatching(/^Property "JOBS_SEARCHLIST_ERROR" not found/),
		]);
	});
});

describe('GET /search', () => {
	it.each([
		['status.eq=RUNNING', (row: Row) => row['status'] === 'RUNNING'],
		['status.neq=FINISHED', (row: Row) => row['status'] !== 'FINISHED'],
		['status.IN=RUNNING,QUEUED', (row: Row) => ['RUNNING', 'QUEUED'].includes(row['status']!)],
		['status.nin=RUNNING,QUEUED', (row: Row) => !['RUNNING', 'QUEUED'].includes(row['status']!)],
		['name.like=*-0*', (row: Row) => /-0/.test(row['name']!)],
		['appId.like=w!f', (row: Row) => row['appId'] === 'wrf'],
		['app_id.nlike=w*', (row: Row) => !row['appId']!.startsWith('w')],
		['name.between=a,m', (row: Row) => row['name']! >= 'a' && row['name']! <= 'm'],
		['created.gt=2000', () => true],
		['status.eq=RUNNING&appId.neq=wrf', (row: Row) => row['status'] === 'RUNNING' && row['appId'] !== 'wrf'],
		['status.eq=NO_SUCH', () => false],
	])('finds by %s', async (query, isWanted) => {
		const simulated = await simulate();
		const all = rowsOf(await simulated.call('/v3/jobs/list?orderBy=id'));
		expect(names(await search(simulated, `orderBy=id&${query}`), 'uuid')).toEqual(
			all.filter(isWanted).map(row => row['uuid']),
		);
	});

	it('compares numbers, booleans and tags by their kind', async () => {
		const simulated = await simulate();
		const full = (await search(simulated, 'select=allAttributes&orderBy=id')).json.result as readonly {
			uuid: string;
			maxMinutes: number;
			isMpi: boolean;
			tags: readonly string[] | null;
		}[];
		const uuids = (isWanted: (job: (typeof full)[number]) => boolean) =>
			full.filter(isWanted).map(job => job.uuid);
		expect(names(await search(simulated, 'orderBy=id&maxMinutes.gte=480'), 'uuid')).toEqual(
			uuids(job => job.maxMinutes >= 480),
		);
		expect(names(await search(simulated, 'orderBy=id&maxMinutes.in=60,1440'), 'uuid')).toEqual(
			uuids(job => [60, 1440].includes(job.maxMinutes)),
		);
		expect(names(await search(simulated, 'orderBy=id&isMpi.eq=false'), 'uuid')).toEqual(
			uuids(job => !job.isMpi),
		);
		expect(names(await search(simulated, 'orderBy=id&tags.contains=draft'), 'uuid')).toEqual(
			uuids(job => job.tags?.includes('draft') ?? false),
		);
	});

	it('reads timestamps as the service does, its misreading of fractions included', async () => {
		const simulated = await simulate();
		const row = rowsOf(await simulated.call('/v3/jobs/list?orderBy=created(desc)&limit=1'))[0]!;
		const created = row['created']!;
		const count = async (query: string): Promise<number> =>
			(await search(simulated, query)).json.result.length;
		const whole = created.slice(0, 19);
		expect(await count(`created.gte=${whole}Z`)).toBe(1);
		expect(await count(`created.gte=${whole}`)).toBe(1);
		expect(await count(`created.lt=${whole.slice(0, 4)}`)).toBe(0);
		expect(await count(`created.between=${whole},9999-01-01T00:00:00%2B01:00`)).toBe(1);
		// .000001 s becomes .1 s.
		const {readTimestamp} = await import('../../source/simulator/search/search-conditions.ts');
		expect(readTimestamp('2026-01-01T00:00:00.010Z')! - readTimestamp('2026-01-01T00:00:00Z')!).toBe(100_000);
	});

	it.each([
		['foo=1', 400, 'JOBS_SEARCH_LIST_ERROR', 'SEARCH_COND_INVALID_NOOPER'],
		['foo=1.5', 400, 'JOBS_SEARCH_LIST_ERROR', 'SEARCH_COND_INVALID_OP'],
		['status.eq=', 400, 'JOBS_SEARCH_LIST_ERROR', 'SEARCH_COND_INVALID_NOVAL'],
		['name.eq=a,b', 400, 'JOBS_SEARCH_LIST_ERROR', 'SEARCH_COND_INVALID_VAL'],
		['name.like=*(1)', 400, 'JOBS_SEARCH_LIST_ERROR', 'SEARCH_COND_INVALID_VAL'],
		['name.in=a,b~c', 400, 'JOBS_SEARCH_LIST_ERROR', 'SEARCH_COND_INVALID_VAL'],
		['status.is=RUNNING', 400, 'JOBS_SEARCH_LIST_ERROR', 'SEARCH_COND_INVALID_OP'],
		['created.between=2020', 400, 'JOBS_SEARCH_LIST_ERROR', 'SEARCH_COND_INVALID_OP2'],
		['1status.eq=RUNNING', 400, 'JOBS_SEARCH_LIST_ERROR', 'SEARCH_COND_INVALID_ATTR'],
		['select=colour', 400, 'JOBS_SEARCH_INVALID_SELECTLIST_ERROR', 'colour'],
		['select=stageAppTransactionId', 400, 'JOBS_SEARCH_INVALID_SELECTLIST_ERROR', 'stageAppTransactionId'],
		['select=name,archiveMode', 400, 'JOBS_SEARCH_INVALID_SELECTLIST_ERROR', 'archiveMode'],
		['archiveMode.eq=ALWAYS', 500, 'Property', 'SEARCH_DB_NO_COLUMN'],
		['orderBy=trackingId', 500, 'Property', 'JOBS_SEARCHLIST_ERROR'],
		['colour.eq=red', 500, 'Property', 'SEARCH_DB_NO_COLUMN'],
		['created.in=2020,2021', 500, 'Property', 'SEARCH_DB_INVALID_SEARCH_OP'],
		['maxMinutes.eq=long', 500, 'Property', 'SEARCH_DB_INVALID_SEARCH_TYPE'],
		['notes.eq=x', 500, 'Property', 'SEARCH_DB_INVALID_SEARCH_OP'],
		['orderBy=stageAppTransactionId', 500, 'Property', 'JOBS_SEARCHLIST_ERROR'],
	])('answers %s with HTTP %i', async (query, status, key, part) => {
		const simulated = await simulate({jobCount: 4});
		const answer = await search(simulated, query);
		expect([answer.status, answer.json.message.split(' ')[0]]).toEqual([status, key]);
		expect(answer.json.message).toContain(part);
	});

	it('selects fields, with the uuid unless an id is among them', async () => {
		const simulated = await simulate();
		const keys = async (select: string) =>
			Object.keys(rowsOf(await search(simulated, `select=${select}`))[0]!);
		expect(await keys('name,lastMessage')).toEqual(['name', 'lastMessage', 'uuid']);
		expect(await keys('id,name')).toEqual(['id', 'name']);
		expect(await keys('app_id,name')).toEqual(['name', 'uuid']);
		expect((await keys('allAttributes')).length).toBeGreaterThan(60);
	});

	it('takes special characters behind a backslash, and reserved names in any case for what they are', async () => {
		const simulated = await simulate({jobCount: 3});
		const [uuid, other] = simulated.simulator.store.all().map(job => job.uuid);
		simulated.simulator.store.change(uuid!, {name: 'run (1), ~x'});
		simulated.simulator.store.change(other!, {name: 'run 2'});
		const escaped = encodeURIComponent('run \\(1\\)\\, \\~x');
		for (const operator of ['eq', 'in', 'like'])
			expect(names(await search(simulated, `name.${operator}=${escaped}`), 'uuid')).toEqual([uuid]);
		expect((await search(simulated, 'Limit=1&LISTTYPE=x')).json.metadata.recordCount).toBe(3);
	});

	it('selects, finds and orders by the newer columns in version 1.9 only', async () => {
		const simulated = await simulate({apiVersion: '1.9'});
		const rows = rowsOf(
			await search(simulated, 'select=archiveMode&archiveMode.eq=ALWAYS&orderBy=trackingId'),
		);
		expect(rows.length).toBeGreaterThan(0);
		expect(rows.every(row => row['archiveMode'] === 'ALWAYS')).toBe(true);
	});

	it('loses order and skip with a select and no limit, but counts empty pages', async () => {
		const simulated = await simulate();
		const bare = names(
			await simulated.call('/v3/jobs/search?select=created&limit=-1&skip=3&orderBy=created'),
			'created',
		);
		expect(bare).toHaveLength(40);
		expect(bare).not.toEqual([...bare].sort());
		const empty = await simulated.call('/v3/jobs/search?select=name&skip=100&computeTotal=true');
		expect([empty.json.result, empty.json.metadata.totalCount]).toEqual([[], 40]);
	});
});

describe('POST /search', () => {
	const post = ({call}: Simulated, body: unknown) =>
		call('/v3/jobs/search?limit=1000&orderBy=id', {method: 'POST', body});

	it.each([
		[["status = 'RUNNING'"], (row: Row) => row['status'] === 'RUNNING'],
		[["status IN ('RUNNING',", "'QUEUED')"], (row: Row) => ['RUNNING', 'QUEUED'].includes(row['status']!)],
		[["name LIKE '%-0%'"], (row: Row) => /-0/.test(row['name']!)],
		[["name NOT LIKE '%-0%'"], (row: Row) => !/-0/.test(row['name']!)],
		[
			["created BETWEEN '2000' AND '2100' AND (app_id = 'wrf' OR app_id = 'namd')"],
			(row: Row) => ['wrf', 'namd'].includes(row['appId']!),
		],
		[
			["app_id = 'wrf' OR app_id = 'namd' AND status <> 'RUNNING'"],
			(row: Row) => row['appId'] === 'wrf' || (row['appId'] === 'namd' && row['status'] !== 'RUNNING'),
		],
		[['max_minutes > 100000'], () => false],
		[["max_minutes NOT BETWEEN '1' AND '100000'"], () => false],
	])('reads %j', async (where, isWanted) => {
		const simulated = await simulate();
		const all = rowsOf(await simulated.call('/v3/jobs/list?orderBy=id'));
		const answer = await post(simulated, {search: where});
		expect(names(answer, 'uuid')).toEqual(all.filter(isWanted).map(row => row['uuid']));
	});

	it('lets an OR find foreign jobs among shared ones, unless there are parentheses around it', async () => {
		const {call, simulator} = await simulate();
		const find = async (text: string, listType: string) =>
			rowsOf(
				await call(`/v3/jobs/search?limit=-1&listType=${listType}`, {method: 'POST', body: {search: [text]}}),
			);
		const isForeign = (row: Row) =>
			row['owner'] !== 'demo' && !simulator.store.isSharedWith(row['uuid']!, 'demo');
		const anyName = "name LIKE '%' OR name = 'x'";
		expect((await find(anyName, 'MY_JOBS')).some(isForeign)).toBe(false);
		const leaked = await find(anyName, 'SHARED_JOBS');
		expect(leaked.some(isForeign)).toBe(true);
		expect(leaked.some(row => row['owner'] === 'demo')).toBe(true);
		expect((await find(anyName, 'ALL_JOBS')).length).toBe(40 + leaked.length);
		const shared = await find(`(${anyName})`, 'SHARED_JOBS');
		expect(shared.length).toBeGreaterThan(0);
		expect(shared.some(row => isForeign(row) || row['owner'] === 'demo')).toBe(false);
	});

	it.each([
		[{search: []}, 400],
		[{search: 'x'}, 400],
		[{search: ["name = 'x'"], other: 1}, 400],
		['{', 400],
		[{search: ['name IS NULL']}, 500],
		[{search: ["NOT name = 'x'"]}, 500],
		[{search: ["colour = 'red'"]}, 500],
		[{search: ['max_minutes BETWEEN 1 AND 5000']}, 500],
		[{search: ["notes LIKE '%a%'"]}, 500],
		[{search: ["file_inputs = '[]'"]}, 500],
		[{search: ["(name = 'x'"]}, 500],
	])('answers %j with HTTP %i', async (body, status) => {
		expect((await post(await simulate({jobCount: 2}), body)).status).toBe(status);
	});
});
