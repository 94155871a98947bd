import {expect, it} from 'vitest';
import {createRestingLane} from '../../source/monitor/cancel/resting-lane.ts';
import {createFakeClock} from '../helpers/fake-clock.ts';

function start() {
	const clock = createFakeClock();
	const lane = createRestingLane(3, clock);
	const ran: string[] = [];
	const run = (name: string, isUrgent = false): void => lane.run(async () => void ran.push(name), {isUrgent});
	return {clock, lane, ran, run};
}

it('a pause that the service asks for holds for every cancel, urgent or not', async () => {
	const {clock, lane, ran, run} = start();
	lane.rest(60_000);
	run('plain');
	run('urgent', true);
	await clock.advance(59_000);
	expect(ran).toEqual([]);
	await clock.advance(2_000);
	expect(ran).toEqual(['plain', 'urgent']);
});

it('a shorter pause asked for meanwhile does not end a longer one', async () => {
	const {clock, lane, ran, run} = start();
	lane.rest(60_000);
	lane.rest(5_000);
	run('plain');
	await clock.advance(30_000);
	expect(ran).toEqual([]);
	await clock.advance(31_000);
	expect(ran).toEqual(['plain']);
});

it('what is held stays so after a rest, but for what is urgent', async () => {
	const {clock, lane, ran, run} = start();
	lane.hold();
	lane.rest(5_000);
	run('plain');
	run('urgent', true);
	await clock.advance(6_000);
	expect(ran).toEqual(['urgent']);
	lane.release();
	await clock.settle();
	expect(ran).toEqual(['urgent', 'plain']);
});
