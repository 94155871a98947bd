import {readdirSync, readlinkSync} from 'node:fs';
import {join} from 'node:path';
import {PassThrough} from 'node:stream';
import {afterAll, expect, it} from 'vitest';
import type {CommandContext} from '../../source/commands/command-line/command.ts';
import {runConfig} from '../../source/commands/setup/config.ts';
import {connect} from '../../source/commands/sign-in/connect.ts';
import {runLogin} from '../../source/commands/sign-in/login.ts';
import {runWhoami} from '../../source/commands/sign-in/whoami.ts';
import {isFailure} from '../../source/domain/failure.ts';
import {createFakeClock} from '../helpers/fake-clock.ts';
import {temporaryHome} from '../helpers/run-program.ts';

const home = temporaryHome();
afterAll(() => home.remove());
const debug = join(home.path, 'debug.log');

/** A command of a person who has never signed in. */
const contextWith = (...args: readonly string[]): CommandContext => {
	const stream = new PassThrough() as never;
	return {
		args,
		flags: {debug},
		env: {HOME: home.path},
		stdin: stream,
		stdout: stream,
		stderr: stream,
		clock: createFakeClock(),
		signal: new AbortController().signal,
		atEnd: () => {},
		version: 'test',
		program: [],
		connect: () => Promise.reject(new Error('unused')),
		renderTable: async () => '',
	};
};

function openFiles(): readonly string[] {
	return readdirSync('/proc/self/fd').flatMap(name => {
		try {
			return [readlinkSync(`/proc/self/fd/${name}`)];
		} catch {
			return [];
		}
	});
}

it.runIf(process.platform === 'linux').each([
	['the way to the service', () => connect(contextWith())],
	['whoami', () => runWhoami(contextWith())],
	['login', () => runLogin(contextWith())],
	['config', () => runConfig(contextWith('get', 'nothing'))],
])('%s that fails leaves nothing open', async (_name, run) => {
	await expect(run()).rejects.toSatisfy(error => isFailure(error));
	expect(openFiles()).not.toContain(debug);
});
