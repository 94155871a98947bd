import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';

/**
 * The command that is measured: the built program, or what TAPIS_JOBS_PROGRAM names instead, a script for Node or a
 * single-file executable.
 */
export const program: readonly [string, ...string[]] = commandOf(
	process.env['TAPIS_JOBS_PROGRAM'] ?? fileURLToPath(new URL('../../bin/tapis-jobs.js', import.meta.url)),
);

function commandOf(path: string): readonly [string, ...string[]] {
	return /\.[cm]?js$/.test(path) ? [process.execPath, path] : [path];
}

export type RunningSimulator = {
	/** What a program needs in its environment to use it. */
	readonly env: Readonly<Record<string, string>>;
	readonly stop: () => void;
};

/** Starts the simulator with so many jobs, in a process of its own. At speed 1 its jobs go on as they would, at 0.0001 hardly any does. */
export async function startSimulator(jobs: number, speed = 1): Promise<RunningSimulator> {
	const [file, ...args] = program;
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
