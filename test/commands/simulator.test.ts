import {createServer} from 'node:net';
import {describe, expect, it} from 'vitest';
import {runProgram} from '../helpers/run-program.ts';
import {until} from '../helpers/until.ts';

describe('simulator', () => {
	it('writes one line with url and token, serves, and ends with its standard input', async () => {
		let first: {url: string; token: string} | undefined;
		let answer = 0;
		const result = await runProgram(
			['simulator', '--port', '0', '--json', '--until-stdin-closes', '--jobs', '3'],
			{
				onStdout: (text, child) => {
					if (!text.endsWith('\n') || first !== undefined) return;
					first = JSON.parse(text) as {url: string; token: string};
					void fetch(`${first.url}/v3/jobs/list`, {headers: {'x-tapis-token': first.token}}).then(reply => {
						answer = reply.status;
						child.closeStdin();
					});
				},
			},
		);

		expect(result).toMatchObject({code: 0, stderr: ''});
		expect(answer).toBe(200);
		expect(first!.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
	});

	it.each([
		['SIGINT', 130],
		['SIGTERM', 143],
	] as const)('stops on %s', async (name, code) => {
		expect(await runProgram(['simulator'], {onStdout: (_text, child) => child.signal(name)})).toMatchObject({
			code,
		});
	});

	it('says that a port is in use', async () => {
		const other = createServer().listen(0, '127.0.0.1');
		await until(() => other.listening);
		const address = other.address();
		const port = typeof address === 'object' && address !== null ? address.port : 0;
		const result = await runProgram(['simulator', '--port', String(port)]);
		other.close();

		expect(result).toMatchObject({
			code: 2,
			stdout: '',
			stderr: expect.stringContaining(`Port ${port} is in use`),
		});
	});

	it('names the faults there are', async () => {
		expect(await runProgram(['simulator', '--fault', 'gremlins'])).toMatchObject({
			code: 2,
			stderr: expect.stringContaining('html-502'),
		});
	});
});
