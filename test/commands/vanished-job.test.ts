import {PassThrough} from 'node:stream';
import {describe, expect, it} from 'vitest';
import type {CommandContext, RunCommand} from '../../source/commands/command-line/command.ts';
import type {Flags} from '../../source/commands/command-line/flags.ts';
import {runCancel} from '../../source/commands/jobs/cancel.ts';
import {runWait} from '../../source/commands/jobs/wait.ts';
import {isFailure} from '../../source/domain/failure.ts';
import type {JobUuid} from '../../source/domain/job.ts';
import {RUNNING} from '../../source/domain/status.ts';
import {MINUTE, SECOND} from '../../source/domain/time.ts';
import {buildJob, jobUuid} from '../helpers/build-job.ts';
import {createFakeClock} from '../helpers/fake-clock.ts';
import {createFakeJobsApi} from '../helpers/fake-jobs-api.ts';
import {createFakeDisk, createFakeMemory} from '../helpers/fake-memory.ts';

/** Runs a command about a job that the service does not know any more after ten seconds. */
async function runUntilVanished(command: RunCommand, flags: Flags) {
	const clock = createFakeClock();
	const api = createFakeJobsApi(clock);
	const {getJobsByUuid} = api;
	let isThere = true;
	api.put(buildJob(1, {status: RUNNING}));
	const stdout = new PassThrough({encoding: 'utf8'});
	const stderr = new PassThrough({encoding: 'utf8'});
	let code: unknown;
	void command({
		args: [jobUuid(1)],
		flags,
		clock,
		signal: new AbortController().signal,
		stdout,
		stderr,
		connect: async () => ({
			api: {
				...api,
				getJobsByUuid: (uuids: readonly JobUuid[]) => getJobsByUuid(isThere ? uuids : []),
			},
			memory: createFakeMemory(createFakeDisk(), 'first'),
		}),
	} as unknown as CommandContext).then(
		ended => {
			code = ended;
		},
		(error: unknown) => {
			code = isFailure(error) ? error.exitCode : error;
		},
	);
	await clock.advance(10 * SECOND);
	isThere = false;
	await clock.advance(2 * MINUTE);
	return {code, stdout: String(stdout.read()), stderr: String(stderr.read())};
}

describe('a job that the service does not know any more', () => {
	it('ends wait with 4', async () => {
		expect(await runUntilVanished(runWait, {})).toMatchObject({code: 4});
	});

	it('ends cancel --wait with 4, and says that its end cannot be told', async () => {
		const {code, stdout, stderr} = await runUntilVanished(runCancel, {
			yes: true,
			wait: 10 * MINUTE,
			json: true,
		});

		expect(code).toBe(4);
		expect(JSON.parse(stdout)).toMatchObject({outcome: 'unknown', status: RUNNING});
		expect(stderr).toContain('how it ended cannot be told');
	});
});
