import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import {Failure} from '../../domain/failure.ts';
import {childEnvironment} from '../command-line/child-environment.ts';
import type {CommandContext} from '../command-line/command.ts';
import {demoSpeed, type FlagName, flagRows} from '../command-line/flags.ts';

export type Demo = {
	readonly baseUrl: string;
	readonly token: string;
	readonly stop: () => void;
};

/**
 * Starts this program once more as the simulator, in a process of its own, so that serving never slows a key press. The child
 * lives as long as the pipe to its standard input, which the system closes however this process ends. Rejects with `unreachable`
 * when it does not start.
 */
export async function startDemo({
	flags,
	program,
	env,
}: Pick<CommandContext, 'flags' | 'program' | 'env'>): Promise<Demo> {
	const given = (name: FlagName, value: unknown): string => `${flagRows[name].long}=${value}`;
	const handedOn = (['jobs', 'seed', 'fault'] satisfies FlagName[]).flatMap(name =>
		[flags[name] ?? []].flat().map(value => given(name, value)),
	);
	const [file, ...before] = program;
	const child = spawn(
		file!,
		[
			...before,
			'simulator',
			given('port', 0),
			flagRows.json.long,
			flagRows.untilStdinCloses.long,
			given('speed', flags.speed ?? demoSpeed),
			...handedOn,
		],
		// In a group of its own, so that Ctrl-C at the terminal does not take the service away before the monitor has ended.
		{
			stdio: ['pipe', 'pipe', 'pipe'],
			detached: true,
			env: {...childEnvironment(env), NODE_OPTIONS: ''},
		},
	);
	child.stdin.on('error', () => undefined);
	let complaints = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		complaints = `${complaints}${text}`.slice(-2000);
	});
	const ended = new Promise<string>(resolve => {
		child.once('error', error => resolve(`It could not be started: ${error.message}`));
		child.once('exit', () => resolve(complaints.trim() || 'It ended at once.'));
	});
	const lines = createInterface({input: child.stdout});
	const line = new Promise<string>(resolve => lines.once('line', resolve));
	const first = await Promise.race([line, ended.then(reason => ({reason}))]);
	if (typeof first !== 'string') {
		throw new Failure('unreachable', 'The simulator did not start.', {advice: first.reason, canRetry: false});
	}
	const {url, token} = JSON.parse(first) as {url: string; token: string};
	child.unref();
	return {baseUrl: url, token, stop: () => child.stdin.end()};
}
