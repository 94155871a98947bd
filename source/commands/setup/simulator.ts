import {once} from 'node:events';
import {exitCodes} from '../../domain/exit-codes.ts';
import {SECOND} from '../../domain/time.ts';
import {parseFault} from '../../simulator/faults/parse-fault.ts';
import {startSimulator} from '../../simulator/simulator.ts';
import type {SimulatorOptions} from '../../simulator/simulator-options.ts';
import {demoUser} from '../../simulator/tenant.ts';
import type {CommandContext} from '../command-line/command.ts';
import type {Flags} from '../command-line/flags.ts';

/** Serves the simulated Tapis service until it is asked to stop. */
export async function runSimulator({
	flags,
	stdin,
	stdout,
	stderr,
	signal,
}: Pick<CommandContext, 'flags' | 'stdin' | 'stdout' | 'stderr' | 'signal'>): Promise<number> {
	const simulator = await startSimulator(optionsFrom(flags));
	if (flags.json === true) {
		stdout.write(`${JSON.stringify({url: simulator.url, token: simulator.token})}\n`);
	} else {
		stdout.write(`${simulator.url}\n`);
		stderr.write(
			`A simulated Tapis service listens here; user ${demoUser.username}, password ${demoUser.password}. Ctrl-C ends it.\n` +
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

function optionsFrom(flags: Flags): SimulatorOptions {
	const {port, jobs, speed, seed, fault, apiVersion, tokenLifetime, approveDevices} = flags;
	return {
		...(port === undefined ? {} : {port}),
		...(jobs === undefined ? {} : {jobCount: jobs}),
		...(speed === undefined ? {} : {speed}),
		...(seed === undefined ? {} : {seed}),
		...(fault === undefined ? {} : {faults: fault.map(parseFault)}),
		...(apiVersion === undefined ? {} : {apiVersion}),
		...(tokenLifetime === undefined ? {} : {accessTokenSeconds: tokenLifetime / SECOND}),
		...(approveDevices === undefined ? {} : {approvesDevices: approveDevices}),
	};
}
