import {expect, it} from 'vitest';
import {type Job, jobFields} from '../../source/domain/job.ts';
import {FINISHED, QUEUED, RUNNING} from '../../source/domain/status.ts';
import {createJobStore} from '../../source/monitor/job-store.ts';
import {buildJob, jobUuid} from '../helpers/build-job.ts';

const uuid = jobUuid(1);

it('drops an answer that is older than what is held', () => {
	const store = createJobStore();
	store.put(buildJob(1, {status: RUNNING, lastUpdated: 2000}));
	expect(store.put(buildJob(1, {status: QUEUED, lastUpdated: 1000})).kind).toBe('older');
	expect(store.jobs.get(uuid)?.status).toBe(RUNNING);
	expect(store.revision()).toBe(1);
});

it('never takes a job back from its end', () => {
	const store = createJobStore();
	store.put(buildJob(1, {status: FINISHED, lastUpdated: 2000}));
	expect(store.put(buildJob(1, {status: RUNNING, lastUpdated: 3000})).kind).toBe('older');
});

it('takes an end although its stamp, of another machine, is older than what was last seen', () => {
	const store = createJobStore();
	store.put(buildJob(1, {status: RUNNING, lastUpdated: 9000}));
	expect(store.put(buildJob(1, {status: FINISHED, lastUpdated: 2000})).kind).toBe('changed');
	expect(store.jobs.get(uuid)?.status).toBe(FINISHED);
});

it('does not change for a row that says nothing new', () => {
	const store = createJobStore();
	store.put(buildJob(1, {remoteJobId: '88', tags: ['a']}));
	expect(store.put(buildJob(1, {remoteJobId: '88', tags: ['a']})).kind).toBe('same');
	// A shorter row, as some servers list them, leaves out what is known already.
	expect(store.put(buildJob(1, {remoteJobId: null, tags: ['a']})).kind).toBe('same');
	expect(store.revision()).toBe(1);
});

const before = buildJob(1, {lastUpdated: 1000, tags: ['a', 'b']});
/** The same job with every field another, which the compiler holds complete. */
const other: Job = {
	uuid,
	name: 'renamed',
	owner: 'other',
	tenant: 'icicle',
	appId: 'wrf',
	appVersion: '4',
	execSystemId: 'frontera',
	archiveSystemId: 'corral',
	status: QUEUED,
	condition: 'JOB_EXECUTION_TIMEOUT',
	created: 1,
	remoteStarted: 2,
	remoteEnded: 3,
	ended: 4,
	lastUpdated: 2000,
	remoteJobId: '88',
	lastMessage: 'In the queue.',
	maxMinutes: 5,
	tags: ['a', 'c'],
};

it.each(jobFields.filter(field => field !== 'uuid'))('takes a change of %s alone for a change', field => {
	const store = createJobStore();
	store.put(before);
	const row: Job = {...before, [field]: other[field]};
	expect(store.put(row).kind).toBe('changed');
	expect(store.jobs.get(uuid)).toEqual(row);
});

it('keeps what is set once, and lets a message go with its status', () => {
	const store = createJobStore();
	store.put(
		buildJob(1, {status: QUEUED, lastMessage: 'In the queue.', remoteJobId: '88', lastUpdated: 1000}),
	);
	store.put(buildJob(1, {status: RUNNING, lastMessage: null, remoteJobId: null, lastUpdated: 2000}));
	expect(store.jobs.get(uuid)).toMatchObject({status: RUNNING, lastMessage: null, remoteJobId: '88'});
});

it('knows how many jobs have not ended', () => {
	const store = createJobStore();
	store.put(buildJob(1));
	store.put(buildJob(2));
	store.put(buildJob(1, {status: FINISHED}));
	expect(store.activeCount()).toBe(1);
	store.drop(jobUuid(2));
	expect(store.activeCount()).toBe(0);
	expect(store.drop(jobUuid(2))).toBeUndefined();
});
