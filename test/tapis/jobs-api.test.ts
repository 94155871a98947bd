import {describe, expect, it} from 'vitest';
import {eventWords} from '../../source/domain/history.ts';
import type {JobUuid} from '../../source/domain/job.ts';
import {bad, good, html, type Scripted, startService, text} from './scripted-service.ts';

const uuid = 'abc-007' as JobUuid;

describe('a job', () => {
	it('is read in the shape of Jobs 1.7: JSON inside texts, tags null', async () => {
		const {api} = await startService(() =>
			good({
				uuid,
				name: 'mesh',
				status: 'FAILED',
				condition: 'SCHEDULER_TIMEOUT',
				created: '2026-11-24T02:00:00.123456Z',
				ended: '2026-11-24T03:00:00Z',
				remoteEnded: '2026-11-24T03:00:00.5',
				tags: null,
				notes: '{"project":"X"}',
				parameterSet: '{"logConfig":{"stdoutFilename":"out.txt","stderrFilename":"err.txt"}}',
				remoteResultInfo: '1',
				nodeCount: '4',
				isMpi: true,
				maxMinutes: 480,
				lastMessage: 'm'.repeat(1000),
				somethingNew: {a: 1},
			}),
		);
		const job = await api.getJob(uuid);

		expect(job).toMatchObject({
			condition: 'SCHEDULER_TIMEOUT',
			created: Date.UTC(2026, 10, 24, 2, 0, 0, 123),
			ended: Date.UTC(2026, 10, 24, 3),
			remoteEnded: Date.UTC(2026, 10, 24, 3, 0, 0, 500),
			tags: [],
			notes: {project: 'X'},
			stdoutName: 'out.txt',
			stderrName: 'err.txt',
			remoteResultInfo: '1',
			nodeCount: 4,
			maxMinutes: 480,
		});
		expect(job.lastMessage).toHaveLength(1000);
		expect(job.raw['somethingNew']).toEqual({a: 1});
	});

	it('is read in the shape of Jobs 1.9, and when fields are missing or wrong', async () => {
		const {api} = await startService(() =>
			good({
				uuid,
				status: 'QUEUED',
				notes: {project: 'X'},
				mpi: false,
				tags: ['a', 7, 'b'],
				created: 'yesterday',
				maxMinutes: {},
				parameterSet: '{"logConfig":{"stdoutFilename":"same","stderrFilename":"same"}}',
			}),
		);

		expect(await api.getJob(uuid)).toMatchObject({
			notes: {project: 'X'},
			tags: ['a', 'b'],
			created: null,
			maxMinutes: null,
			condition: null,
			stdoutName: 'same',
			stderrName: null,
			name: '',
		});
	});

	it('writes into tapisjob.out when its request does not say otherwise', async () => {
		const {api} = await startService(() => good({uuid, status: 'RUNNING', parameterSet: 'not json'}));

		expect(await api.getJob(uuid)).toMatchObject({stdoutName: 'tapisjob.out', stderrName: null});
	});
});

describe('a status', () => {
	it('may come without a condition, as from older servers', async () => {
		const {api} = await startService(() => good({status: 'QUEUED'}));

		expect(await api.getJobStatus(uuid)).toEqual({status: 'QUEUED', condition: null});
	});
});

describe('a history', () => {
	it('is read to its end, oldest first, in old and new shapes', async () => {
		const event = (index: number) => ({
			event: 'JOB_NEW_STATUS',
			created: '2026-11-24T02:00:00Z',
			eventDetail: `S${index}`,
		});
		const {api, seen} = await startService(({query}) => {
			const skip = Number(query.get('skip'));
			return good(Array.from({length: skip === 0 ? 1000 : 2}, (_, index) => event(skip + index)));
		});
		const events = await api.getJobHistory(uuid);

		expect(events).toHaveLength(1002);
		expect(events.at(-1)!.eventDetail).toBe('S1001');
		expect(seen).toHaveLength(2);
	});

	it('is read to its end from a server that gives fewer events than asked for', async () => {
		const {api, seen} = await startService(({query}) => {
			const skip = Number(query.get('skip'));
			const left = [1, 2, 3, 4, 5, 6, 7].slice(skip, skip + 3);
			return good(
				left.map(index => ({event: 'JOB_NEW_STATUS', eventDetail: `S${index}`})),
				{recordLimit: 3},
			);
		});

		expect((await api.getJobHistory(uuid)).at(-1)!.eventDetail).toBe('S7');
		expect(seen).toHaveLength(3);
	});

	it('takes a description in JSON or in prose, and the old name of the detail', async () => {
		const {api} = await startService(() =>
			good([
				{event: 'JOB_NEW_STATUS', jobStatus: 'PENDING', description: 'The job was created.'},
				{
					event: 'JOB_NEW_STATUS',
					eventDetail: 'QUEUED',
					description: '{"message":"Now queued","jobName":"x"}',
				},
				{
					event: 'JOB_INPUT_TRANSACTION_ID',
					eventDetail: 'IN_PROGRESS',
					transferTaskUuid: 't-1',
					transferSummary: {totalBytesTransferred: '12', startTime: ''},
				},
				{event: 'JOB_SHARE_EVENT', transferSummary: {}},
				'nonsense',
			]),
		);
		const events = await api.getJobHistory(uuid);

		expect(events.map(({eventDetail, message}) => [eventDetail, message])).toEqual([
			['PENDING', 'The job was created.'],
			['QUEUED', 'Now queued'],
			['IN_PROGRESS', null],
			[null, null],
		]);
		expect(events[2]!.transfer).toMatchObject({totalBytesTransferred: 12, status: null});
		expect(events[3]!.transfer).toBeNull();
	});

	it('has the status that an old server tells only in prose, but for that of a transfer', async () => {
		const prose = (status: string) => `It has transitioned to a new status: ${status}. The previous one …`;
		const {api} = await startService(() =>
			good([
				{event: 'JOB_NEW_STATUS', description: prose('HIBERNATING')},
				{event: 'JOB_NEW_STATUS', eventDetail: '', description: JSON.stringify({message: prose('QUEUED')})},
				{event: 'JOB_NEW_STATUS', eventDetail: 'RUNNING', description: prose('QUEUED')},
				{event: 'JOB_INPUT_TRANSACTION_ID', description: prose('IN_PROGRESS')},
			]),
		);
		const events = await api.getJobHistory(uuid);

		expect(events.map(event => event.eventDetail)).toEqual(['HIBERNATING', 'QUEUED', 'RUNNING', null]);
		expect(eventWords(events[0]!).title).toBe('HIBERNATING');
	});

	it('ends when a server sends the same page for ever', async () => {
		const page = Array.from({length: 1000}, () => ({event: 'JOB_NEW_STATUS', eventDetail: 'QUEUED'}));
		const {api, seen} = await startService(() => good(page));

		expect(await api.getJobHistory(uuid, {onCut: () => expect.fail('It is all there.')})).toHaveLength(1000);
		expect(seen).toHaveLength(2);
	});

	it('is cut, and told to be, where a server sends new events for ever', async () => {
		const {api, seen} = await startService(({query}) =>
			good(Array.from({length: 1000}, () => ({event: 'JOB_USER_EVENT', eventDetail: query.get('skip')}))),
		);
		const cuts: number[] = [];
		const events = await api.getJobHistory(uuid, {onCut: count => cuts.push(count)});

		expect([events.length, cuts, seen.length]).toEqual([50_000, [50_000], 50]);
	});
});

describe('requests that change something', () => {
	it('go out once, by POST, with what they need', async () => {
		const {api, seen} = await startService(({path}) =>
			path.endsWith('submit') || path.endsWith('resubmit')
				? good({uuid: 'new-007', status: 'PENDING'})
				: good({message: 'x'}),
		);
		await api.cancelJob(uuid);
		await api.hideJob(uuid);
		await api.unhideJob(uuid);
		const again = await api.resubmitJob(uuid);
		await api.submitJob({name: 'n', appId: 'a', appVersion: '1'});

		expect(again.uuid).toBe('new-007');
		expect(seen.map(({method, path, body}) => `${method} ${path} ${body}`)).toEqual([
			'POST /v3/jobs/abc-007/cancel ',
			'POST /v3/jobs/abc-007/hide ',
			'POST /v3/jobs/abc-007/unhide ',
			'POST /v3/jobs/abc-007/resubmit ',
			'POST /v3/jobs/submit {"name":"n","appId":"a","appVersion":"1"}',
		]);
	});

	it.each<[string, Scripted]>([
		['success without a result', {body: '{"status":"success","message":"ok"}'}],
		['204', {status: 204, body: ''}],
		['an empty 202', {status: 202, body: ''}],
		['an empty 200', {body: ''}],
	])('are done where the service answers with %s', async (_what, answer) => {
		const {api} = await startService(() => answer);

		await Promise.all([api.cancelJob(uuid), api.hideJob(uuid), api.unhideJob(uuid)]);
	});

	it.each<[string, Scripted]>([
		['a web page', html(200, 'Login')],
		['bare text', text(200, 'OK')],
		['JSON of something else', {body: '{"message":"ok"}'}],
	])('are not taken for done where %s comes', async (_what, answer) => {
		const {api} = await startService(() => answer);

		for (const call of [api.cancelJob(uuid), api.hideJob(uuid), api.unhideJob(uuid)])
			await expect(call).rejects.toMatchObject({kind: 'reply'});
	});

	it('are not to be repeated when it is not known whether a job was submitted', async () => {
		const lost = await startService(() => (_request, response) => void response.destroy());
		const refused = await startService(() => bad(400, 'NET_REQUEST_PAYLOAD_ERROR x'));

		for (const call of [lost.api.resubmitJob(uuid), lost.api.submitJob({})]) {
			await expect(call).rejects.toMatchObject({
				kind: 'unreachable',
				canRetry: false,
				advice: expect.stringMatching(/may have been submitted all the same/),
			});
		}
		await expect(refused.api.submitJob({})).rejects.toMatchObject({
			kind: 'refused',
			advice: expect.not.stringMatching(/all the same/),
		});
		// A cancellation is harmless to repeat.
		await expect(lost.api.cancelJob(uuid)).rejects.toMatchObject({canRetry: true});
	});

	it('give the stored request as the service keeps it', async () => {
		const {api} = await startService(() => good({name: 'n', appId: 'a'}));

		expect(await api.getResubmitRequest(uuid)).toEqual({name: 'n', appId: 'a'});
	});

	it('never leave the path of the job, whatever its uuid is', async () => {
		const {api, seen} = await startService(() => bad(500, 'JOBS_JOB_NOT_FOUND'));
		await api.cancelJob('../../tokens?x=' as JobUuid).catch(() => {});

		expect(seen[0]!.rawUrl).toBe('/v3/jobs/..%2F..%2Ftokens%3Fx%3D/cancel');

		await api.cancelJob('..' as JobUuid).catch(() => {});
		expect(seen[1]!.rawUrl).toBe('/v3/jobs//cancel');
	});

	it('fail as a request does, where the uuid is half a character', async () => {
		const {api} = await startService(() => bad(500, 'JOBS_JOB_NOT_FOUND'));

		await expect(api.cancelJob('abc\ud800' as JobUuid)).rejects.toMatchObject({kind: 'not-found'});
	});
});
