import {once} from 'node:events';
import {startSimulator} from '../simulator/simulator.ts';
import type {CommandContext} from './command.ts';
import {exitCodes} from './exit-codes.ts';

/** Serves the simulated Tapis service until it is asked to stop. */
export async function runSimulator({
	flags,
	stdin,
	stdout,
	stderr,
	signal,
}: Pick<CommandContext, 'flags' | 'stdin' | 'stdout' | 'stderr' | 'signal'>): Promise<number> {
	const simulator = await startSimulator({
		...(flags.port === undefined ? {} : {port: flags.port}),
		...(flags.jobs === undefined ? {} : {jobCount: flags.jobs}),
		...(flags.speed === undefined ? {} : {speed: flags.speed}),
		...(flags.seed === undefined ? {} : {seed: flags.seed}),
	});
	if (flags.json === true) {
		stdout.write(`${JSON.stringify({url: simulator.url, token: simulator.token})}\n`);
	} else {
		stdout.write(`${simulator.url}\n`);
		stderr.write(
			`A simulated Tapis service listens here; user demo, password demo. Ctrl-C ends it.\n` +
				`Another terminal sees its jobs with: TAPIS_BASE_URL=${simulator.url} TAPIS_TOKEN=${simulator.token} tapis-jobs\n`,
		);
	}
	const ends: Promise<unknown>[] = [];
	if (!signal.aborted) ends.push(once(signal, 'abort'));
	if (flags.untilStdinCloses === true) {
		stdin.resume();
		ends.push(once(stdin, 'close'), once(stdin, 'end'));
	}
	if (ends.length > 0) await Promise.race(ends);
	await simulator.close();
	return exitCodes.done;
}
