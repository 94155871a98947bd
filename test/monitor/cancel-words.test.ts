import {expect, it} from 'vitest';
import {Failure} from '../../source/domain/failure.ts';
import {leftBehindText} from '../../source/monitor/cancel/cancel-words.ts';
import type {Cancellation} from '../../source/monitor/monitor-state.ts';
import {jobUuid, worldStart} from '../helpers/build-job.ts';

const cancel = (number: number, different: Partial<Cancellation>): Cancellation => ({
	uuid: jobUuid(number),
	name: `job-${number}`,
	phase: 'asked',
	askedAt: worldStart,
	sendAt: null,
	sentAt: null,
	sendCount: 0,
	acceptedCount: 0,
	trouble: null,
	outcome: null,
	isHeldElsewhere: false,
	isWritten: true,
	...different,
});

it('says of each cancel what becomes of it after the end of the program, and promises nothing that is not written down', () => {
	const trouble = new Failure('unreachable', 'No route.');
	const text = leftBehindText([
		// One that is being looked at again stays with the service.
		cancel(1, {phase: 'checking', sentAt: worldStart, acceptedCount: 1, trouble}),
		cancel(2, {trouble}),
		cancel(3, {trouble, isWritten: false}),
		cancel(4, {isHeldElsewhere: true, sentAt: worldStart, sendCount: 1}),
		cancel(5, {isHeldElsewhere: true, sentAt: worldStart, acceptedCount: 1}),
	]);

	expect(text.split('\n')).toEqual([
		'2 cancels are with the service, which carries them out; the next start of tapis-jobs follows them.',
		`The cancel of job-2 (${jobUuid(2)}) has not reached the service (No route.); it is sent at the next start of tapis-jobs.`,
		`The cancel of job-4 (${jobUuid(4)}) is held by another tapis-jobs that is running.`,
		`The cancel of job-3 (${jobUuid(3)}) has not reached the service and could not be written down: cancel it anew if it is still to end.`,
	]);
	expect(leftBehindText([])).toBe('');
});
