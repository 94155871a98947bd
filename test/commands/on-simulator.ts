import {afterAll, beforeAll} from 'vitest';
import {type JobUuid, jobUuidFromService} from '../../source/domain/job.ts';
import {hasEnded, type KnownStatus} from '../../source/domain/status.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import type {SimulatorOptions} from '../../source/simulator/simulator-options.ts';
import {type ProgramOptions, type ProgramResult, runProgram} from '../helpers/run-program.ts';

export type OnSimulator = {
	readonly simulator: () => Simulator;
	/** Runs the program as user demo. */
	readonly run: (args: readonly string[], options?: ProgramOptions) => Promise<ProgramResult>;
	/** One of the jobs of a user, put into a status. Each call gives another job. */
	readonly jobIn: (status: KnownStatus, owner?: string) => JobUuid;
	readonly statusOf: (uuid: string) => string | undefined;
};

/** One simulated service for a test file, on the real clock, since the programs under test have it too. */
export function onSimulator(options: SimulatorOptions = {}): OnSimulator {
	let simulator: Simulator | undefined;
	const given = new Set<string>();
	beforeAll(async () => {
		simulator = await startSimulator({hasArrivals: false, ...options});
	});
	afterAll(() => simulator?.close());
	const current = (): Simulator => {
		if (simulator === undefined) throw new Error('the simulator does not run');
		return simulator;
	};
	return {
		simulator: current,
		run: (args, {env, ...others} = {}) =>
			runProgram(args, {
				env: {TAPIS_BASE_URL: current().url, TAPIS_TOKEN: current().token, ...env},
				...others,
			}),
		jobIn(status, owner = 'demo') {
			const job = current()
				.store.all()
				.find(one => one.owner === owner && !given.has(one.uuid));
			if (job === undefined) throw new Error(`no job of ${owner} is left`);
			given.add(job.uuid);
			current().setStatus(job.uuid, status, hasEnded(status) ? {} : {condition: null, ended: null});
			return jobUuidFromService(job.uuid);
		},
		statusOf: uuid => current().store.find(uuid)?.status,
	};
}
