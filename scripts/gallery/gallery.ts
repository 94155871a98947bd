/**
 * Draws every screen: runs the built program on the simulator in a pseudo-terminal, walks to each scene, and writes what
 * stands there to media/, as text and as a picture. `npm run gallery`, or with names of scenes for these alone.
 */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdir, writeFile} from 'node:fs/promises';
import {createInterface} from 'node:readline';
import {keyRows} from '../../source/ui/keymap/keymap.ts';
import {startInTerminal} from '../../test/helpers/pty.ts';
import {runProgram, temporaryHome} from '../../test/helpers/run-program.ts';
import {type Scene, scenes} from './gallery-scenes.ts';
import {pictureSvg} from './picture-svg.ts';

const media = new URL('../../media/', import.meta.url);
const program =
	process.env['TAPIS_JOBS_PROGRAM'] ?? new URL('../../bin/tapis-jobs.js', import.meta.url).pathname;
/** The real pace, so that two pictures of one job agree; and always the same jobs. */
const demo = ['--demo', '--seed', '2', '--jobs', '60', '--speed', '1'];

function keyOf(id: string): string {
	const key = keyRows.find(row => row.id === id)?.keys[0];
	if (key === undefined) throw new Error(`There is no key ${id}.`);
	return key;
}

/** A simulator of its own, and a home where user demo has signed in to it under each name. */
async function signedIn(
	names: readonly string[],
): Promise<{readonly home: string; readonly close: () => Promise<void>}> {
	const home = temporaryHome();
	const simulator = spawn(process.execPath, [program, 'simulator', '--json', '--seed', '2', '--jobs', '60'], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const [line] = await once(createInterface(simulator.stdout), 'line');
	const {url} = JSON.parse(String(line)) as {readonly url: string};
	for (const name of names) {
		const login = ['login', url, '--username', 'demo', '--password-stdin', '--profile', name];
		const {code, stderr} = await runProgram(login, {stdin: 'demo\n', home: home.path});
		if (code !== 0) throw new Error(stderr);
	}
	return {
		home: home.path,
		close: async () => {
			simulator.kill();
			await home.remove();
		},
	};
}

async function drawScene(scene: Scene): Promise<void> {
	const {columns = 100, rows = 30, args = [], isFirstStart = false, isLight = false} = scene;
	const world = scene.profiles === undefined ? null : await signedIn(scene.profiles);
	const isDemo = !isFirstStart && world === null;
	const terminal = startInTerminal({
		command: [process.execPath, program, ...(isDemo ? demo : []), ...args],
		...(world === null ? {} : {home: world.home}),
		env: scene.env ?? {},
		columns,
		rows,
		limitMs: 30_000,
	});
	try {
		await scene.walk(terminal, (...ids) => terminal.press(...ids.map(keyOf)));
		await terminal.waitForNoText('Loading');
		await terminal.waitFor(({modes}) => !modes().isInSynchronizedFrame, 'a whole frame');
		const text = terminal.screen().join('\n').trimEnd();
		const title = `${scene.title} (${columns}×${rows})`;
		await writeFile(new URL(`${scene.name}.txt`, media), `${text}\n`);
		await writeFile(new URL(`${scene.name}.svg`, media), pictureSvg(terminal.cells(), {title, isLight}));
		console.log(`media/${scene.name}.svg`);
	} finally {
		await terminal.close();
		await world?.close();
	}
}

const asked = process.argv.slice(2);
await mkdir(media, {recursive: true});
for (const scene of scenes) {
	if (asked.length === 0 || asked.includes(scene.name)) await drawScene(scene);
}
