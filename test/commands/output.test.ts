import {unzipSync} from 'fflate';
import {describe, expect, it} from 'vitest';
import {jsonLines} from './json-lines.ts';
import {onSimulator} from './on-simulator.ts';
import {checkShape} from './schemas.ts';

const {simulator, run, jobIn} = onSimulator({jobCount: 20, speed: 1});

/** What the service holds of a file now, read by other means than the program's. */
async function fileOf(uuid: string, path?: string): Promise<Buffer> {
	const name = path ?? simulator().store.find(uuid)?.stdoutName ?? 'tapisjob.out';
	const reply = await fetch(
		`${simulator().url}/v3/jobs/${uuid}/output/download/${name}?allowIfRunning=true`,
		{
			headers: {'x-tapis-token': simulator().token},
		},
	);
	const bytes = new Uint8Array(await reply.arrayBuffer());
	// The service packs what is larger than a megabyte.
	return Buffer.from(bytes[0] === 0x50 && bytes[1] === 0x4b ? Object.values(unzipSync(bytes))[0]! : bytes);
}

describe('output', () => {
	it('writes the standard output byte for byte', async () => {
		const uuid = jobIn('FINISHED');
		const {code, stdout, stderr} = await run(['output', uuid]);

		expect({code, stderr}).toEqual({code: 0, stderr: ''});
		expect(stdout).toBe((await fileOf(uuid)).toString('utf8'));
		expect(stdout.length).toBeGreaterThan(100);
	});

	it('lists the files, and one of them can be written', async () => {
		const uuid = jobIn('FINISHED');
		const files = jsonLines((await run(['output', '--list', '--json', uuid])).stdout);
		for (const file of files) checkShape('file', file);
		const names = files.map(file => String(file['path']));
		expect(names).toContain('tapisjob.sh');

		expect((await run(['output', '--list', uuid])).stdout).toMatch(/^ *\d+ {2}.* {2}tapisjob\.sh$/m);
		expect((await run(['output', uuid, 'tapisjob.sh'])).stdout).toBe(
			(await fileOf(uuid, 'tapisjob.sh')).toString('utf8'),
		);
	});

	it('says that there is no such file; of a directory, how to see what is in it', async () => {
		const uuid = jobIn('FINISHED');
		expect(await run(['output', uuid, 'no/such/file'])).toMatchObject({code: 4, stdout: ''});
		for (const path of ['results', 'results/fields/'])
			expect(await run(['output', uuid, path])).toEqual({
				code: 2,
				signal: null,
				stdout: '',
				stderr: `tapis-jobs: \`${path}\` is a directory.\nSee what is in it with \`tapis-jobs output --list ${uuid} ${path}\`.\n`,
			});
		expect(await run(['output', uuid, 'results/summary.json'])).toMatchObject({code: 0, stderr: ''});
	});

	it('follows a file from its beginning, and ends with the job', async () => {
		const uuid = jobIn('RUNNING');
		let isEnded = false;
		const {code, stdout} = await run(['output', '--follow', '--interval', '2s', uuid], {
			onStdout: () => {
				if (!isEnded) simulator().setStatus(uuid, 'FINISHED');
				isEnded = true;
			},
		});

		expect(code).toBe(0);
		expect(stdout).toBe((await fileOf(uuid)).toString('utf8'));
	});

	it('ends quietly when the reader of a followed file has seen enough', async () => {
		const uuid = jobIn('RUNNING');
		const {code, stderr} = await run(['output', '--follow', '--interval', '2s', uuid], {
			onStdout: (_text, child) => {
				child.closeStdout();
				simulator().setStatus(uuid, 'FINISHED');
			},
		});

		expect({code, stderr}).toEqual({code: 0, stderr: ''});
	});
});
