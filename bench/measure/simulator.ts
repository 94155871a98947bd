import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import {programCommand} from '../../test/helpers/run-program.ts';

export type RunningSimulator = {
	/** What a program needs in its environment to use it. */
	readonly env: Readonly<Record<string, string>>;
	readonly stop: () => void;
};

/** Starts the simulator with so many jobs, in a process of its own. At speed 1 its jobs go on as they would, at 0.0001 hardly any does. */
export async function startSimulator(jobs: number, speed = 1): Promise<RunningSimulator> {
	const [file, ...args] = programCommand;
	const child = spawn(
		file,
		[
			...args,
			'simulator',
			'--port=0',
			`--jobs=${jobs}`,
			`--speed=${speed}`,
			'--json',
			'--until-stdin-closes',
		],
		{stdio: ['pipe', 'pipe', 'inherit']},
	);
	const line = await new Promise<string>((resolve, reject) => {
		createInterface({input: child.stdout}).once('line', resolve);
		child.once('exit', () => reject(new Error('The simulator did not start.')));
	});
	const {url, token} = JSON.parse(line) as {url: string; token: string};
	return {env: {TAPIS_BASE_URL: url, TAPIS_TOKEN: token}, stop: () => child.stdin.end()};
}
