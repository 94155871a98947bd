import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {filterFields, matchesFilter, parseFilter} from '../../source/domain/filter/filter.ts';
import {type Job, jobUuidFromService} from '../../source/domain/job.ts';
import {statusRows} from '../../source/domain/status.ts';
import {DAY, HOUR, MINUTE} from '../../source/domain/time.ts';

const now = Date.UTC(2026, 10, 24, 12);

function job(given: Partial<Job>): Job {
	return {
		uuid: jobUuidFromService('6b6a0f0e-0000-4000-8000-000000000001-007'),
		name: 'mesh-refine-12',
		owner: 'jdoe',
		tenant: 'tacc',
		appId: 'opensees-mp',
		appVersion: '3.6',
		execSystemId: 'stampede3',
		archiveSystemId: 'corral',
		status: 'RUNNING',
		condition: null,
		created: now - 3 * HOUR,
		remoteStarted: now - 2 * HOUR,
		remoteEnded: null,
		ended: null,
		lastUpdated: now - MINUTE,
		remoteJobId: '1',
		lastMessage: null,
		maxMinutes: 60,
		tags: ['thesis', 'Chapter 2'],
		...given,
	};
}

function matches(text: string, given: Partial<Job> = {}): boolean {
	const parsed = parseFilter(text);
	if (!parsed.ok) throw new Error(parsed.problem.message);
	return matchesFilter(parsed.filter, job(given), now);
}

function problemOf(text: string) {
	const parsed = parseFilter(text);
	if (parsed.ok) throw new Error(`“${text}” was taken`);
	return {...parsed.problem, at: text.slice(parsed.problem.start, parsed.problem.end)};
}

describe('free words', () => {
	it.each([
		'',
		'  ',
		'mesh',
		'MESH',
		'6b6a',
		'opensees',
		'stampede',
		'mesh refine',
		'"mesh-refine"',
		'-wrf',
		'-',
		'"',
	])('“%s” finds the job by name, uuid, app or system', text => expect(matches(text)).toBe(true));

	it.each(['wrf', 'mesh wrf', '-mesh', 'jdoe', '"mesh refine"', '-"mesh-refine"'])('“%s” does not', text =>
		expect(matches(text)).toBe(false),
	);

	it('takes quotes for names with spaces, and an open quote while it is typed', () => {
		expect(matches('"two words', {name: 'has two words'})).toBe(true);
		expect(matches('"two words"', {name: 'two other words'})).toBe(false);
	});

	it('may hold a sign of equality, where no field stands before it', () => {
		expect(matches('alpha=3 -"beta=1"', {name: 'run alpha=3'})).toBe(true);
		expect(matches('alpha=3', {name: 'alpha 3'})).toBe(false);
		expect(matches('-alpha=3,4', {name: 'alpha=3,4'})).toBe(false);
	});

	it('does not join the end of one field with the start of the next', () => {
		expect(matches('12opensees')).toBe(false);
	});
});

describe('status', () => {
	const statuses = statusRows.map(row => row.status);
	const found = (text: string): string[] => statuses.filter(status => matches(text, {status}));

	it.each([
		['status:active', statuses.filter(one => !['FINISHED', 'FAILED', 'CANCELLED'].includes(one))],
		['status:ended', ['FINISHED', 'FAILED', 'CANCELLED']],
		[
			'status:waiting',
			['PENDING', 'PROCESSING_INPUTS', 'STAGING_INPUTS', 'STAGING_JOB', 'SUBMITTING_JOB', 'QUEUED'],
		],
		['status:running', ['RUNNING', 'ARCHIVING']],
		['status:RUNNING', ['RUNNING']],
		['status:held', ['BLOCKED', 'PAUSED']],
		['status:q', ['QUEUED']],
		['status:fa,fin', ['FINISHED', 'FAILED']],
		['status:p', ['PENDING', 'PROCESSING_INPUTS', 'PAUSED']],
		['status:act', statuses.filter(one => !['FINISHED', 'FAILED', 'CANCELLED'].includes(one))],
		['status:canceled', ['CANCELLED']],
		[
			'-status:ended,queued status:waiting',
			['PENDING', 'PROCESSING_INPUTS', 'STAGING_INPUTS', 'STAGING_JOB', 'SUBMITTING_JOB'],
		],
	])('%s', (text, expected) => expect(found(text)).toEqual(expected));

	it.each(['constructor', 'toString', '__proto__'])('is none by the name of “%s”', word => {
		expect(problemOf(`status:${word}`).message).toContain(`There is no status “${word}”`);
	});

	it('counts a status never seen before as active, and finds it by its name', () => {
		expect(matches('status:active', {status: 'HIBERNATING'})).toBe(true);
		expect(matches('status:HIBERNATING', {status: 'HIBERNATING'})).toBe(true);
		expect(matches('status:ended', {status: 'HIBERNATING'})).toBe(false);
	});
});

describe('fields', () => {
	it.each([
		'app:opensees',
		'app:wrf,OPENSEES',
		'app:"mp 3.6"',
		'system:stampede',
		'owner:jdoe',
		'uuid:6b6a',
		'tag:thesis',
		'tag:"chapter 2"',
		'name:refine,sweep',
		'age<4h age>2h',
		'updated<2m',
		'runtime>1h',
		'created:2026-11-24',
		'created:2026-11-01..2026-11-24',
		'created:2026-11-24..',
		'created:..2026-11-24',
		'-created:..2026-11-23',
		'created<1d',
		'APP:opensees',
		'app=wrf,OPENSEES',
		'Status=Running',
		'status==running',
		'created=2026-11-24',
	])('%s holds', text => expect(matches(text)).toBe(true));

	it.each([
		'app:wrf',
		'-app:opensees',
		'tag:"thesis chapter"',
		'age<1h',
		'age>1d',
		'updated>1d',
		'created:2026-11-25..',
		'created:..2026-11-23',
		'runtime>3h',
		'ended<1d',
		'condition:timeout',
	])('%s does not', text => expect(matches(text)).toBe(false));

	it('compares the time a job ran without its archiving', () => {
		const times = {remoteStarted: now - 5 * HOUR, remoteEnded: now - 4 * HOUR, ended: now};
		expect(matches('runtime<2h', times)).toBe(true);
		expect(matches('runtime<2h', {...times, ended: null})).toBe(true);
	});

	it('never matches a time a job does not have', () => {
		expect(matches('age<9w', {created: null})).toBe(false);
		expect(matches('ended>1m', {ended: null})).toBe(false);
		expect(matches('ended<3d', {ended: now - DAY})).toBe(true);
	});

	it('takes every example of its own table', () => {
		for (const field of filterFields) expect(parseFilter(field.example)).toMatchObject({ok: true});
	});
});

describe('a filter with a mistake', () => {
	it.each([
		['mesh stats:active', 'stats:active', 'Did you mean status?'],
		['status:runing', 'runing', 'Did you mean running?'],
		['app:x status:active,xyzzy', 'xyzzy', 'There is no status “xyzzy”. Try one of active, waiting, staging'],
		['age<soon mesh', 'soon', 'such as 30m, 2h or 1d'],
		['age:2h', '2h', 'Write age<2h'],
		['age:1.5h', '1.5h', 'Write age<1.5h'],
		['age:1.5 x', '1.5', '“1.5” is no day'],
		['age<1.5 x', '1.5', '“1.5” is no time'],
		['name<3', 'name<3', 'Write name:…'],
		['runtime:2h', 'runtime:2h', 'Write runtime<2h or runtime>2h'],
		['created:yesterday', 'yesterday', 'is no day'],
		['created:2026-02-30', '2026-02-30', 'is no day of the calendar'],
		['created>2026-13-40', '2026-13-40', 'is no day of the calendar'],
		['created>2026-11-01 x', '2026-11-01', 'Write created:2026-11-01..'],
		['app:x created:2026-11-01..2026-13-40', '2026-13-40', 'is no day of the calendar'],
		['created:2026-13-40..2026-11-01', '2026-13-40', 'is no day of the calendar'],
		['created:2026-11-20..2026-11-01', '2026-11-20..2026-11-01', '2026-11-20 is after 2026-11-01'],
		['age=2h', '2h', 'Write age<2h for the last 2h, or age>2h'],
		['runtime=', 'runtime=', 'Write runtime<… or runtime>…'],
		['runtime>2026-11-01', '2026-11-01', 'is no time'],
		['status!=running', 'status!=running', 'Write -status:running'],
		['status=runing', 'runing', 'Did you mean running?'],
	])('%s is told at “%s”', (text, at, message) => {
		const problem = problemOf(text);

		expect(problem.at).toBe(at);
		expect(problem.message).toContain(message);
	});

	it.each([
		'status:',
		'status=',
		'age<',
		'age<2',
		'created:2026-1',
		'created:2026-11-01..2026-1',
		'created>2026-1',
		'mesh app:',
	])('%s is known to be half typed', text => expect(problemOf(text).isUnfinished).toBe(true));

	it('is no crash, whatever is typed', () => {
		const piece = fc.oneof(
			fc.string(),
			fc.constantFrom(
				'-',
				'"',
				',',
				':',
				'<',
				'>',
				'=',
				'!=',
				'..',
				' ',
				'status:',
				'age<',
				'created:',
				'2026-',
				'tag:',
			),
		);
		fc.assert(
			fc.property(fc.array(piece), pieces => {
				const text = pieces.join('');
				const parsed = parseFilter(text);
				if (parsed.ok) matchesFilter(parsed.filter, job({}), now);
				else {
					expect(parsed.problem.start).toBeLessThanOrEqual(parsed.problem.end);
					expect(parsed.problem.end).toBeLessThanOrEqual(text.length);
				}
			}),
			{numRuns: 500},
		);
	});
});
