import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import {isSea} from 'node:sea';
import {Failure} from '../domain/failure.ts';
import {type FlagName, type Flags, flagRows} from './flags.ts';

export type Demo = {
	readonly baseUrl: string;
	readonly token: string;
	/** Settles, with a sentence, should the simulator end by itself. */
	readonly ended: Promise<string>;
	readonly stop: () => void;
};

/** Quick enough that something happens while one looks, slow enough to follow it. */
const demoSpeed = 20;

/**
 * Starts this program once more as the simulator, in a process of its own, so that serving never slows a key press. The child
 * lives as long as the pipe to its standard input, which the system closes however this process ends.
 */
export async function startDemo(flags: Flags): Promise<Demo> {
	const handedOn = (['jobs', 'seed', 'fault'] satisfies FlagName[]).flatMap(name =>
		[flags[name] ?? []].flat().map(value => `${flagRows[name].long}=${value}`),
	);
	const program = isSea() ? [] : [process.argv[1]!];
	const child = spawn(
		process.execPath,
		[
			...program,
			'simulator',
			'--port=0',
			'--json',
			flagRows.untilStdinCloses.long,
			`--speed=${flags.speed ?? demoSpeed}`,
			...handedOn,
		],
		// In a group of its own, so that Ctrl-C at the terminal does not take the service away before the monitor has ended.
		{stdio: ['pipe', 'pipe', 'pipe'], detached: true, env: {...process.env, NODE_OPTIONS: ''}},
	);
	child.stdin.on('error', () => undefined);
	let complaints = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		complaints = `${complaints}${text}`.slice(-2000);
	});
	const ended = once(child, 'exit').then(() => `The simulator has ended. ${complaints.trim()}`.trim());
	const lines = createInterface({input: child.stdout});
	const first = await Promise.race([
		once(lines, 'line').then(([line]) => ({line: String(line)})),
		ended.then(reason => ({reason})),
		once(child, 'error').then(([error]) => ({reason: `It could not be started: ${String(error)}`})),
	]);
	if ('reason' in first) {
		throw new Failure('unreachable', 'The simulator did not start.', {
			advice: first.reason,
			canRetry: false,
		});
	}
	const {url, token} = JSON.parse(first.line) as {url: string; token: string};
	child.unref();
	return {baseUrl: url, token, ended, stop: () => child.stdin.end()};
}
