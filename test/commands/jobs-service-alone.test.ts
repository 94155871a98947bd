import {describe, expect, it} from 'vitest';
import {runProgram} from '../helpers/run-program.ts';
import {
	bad,
	good,
	html,
	type Scripted,
	type SeenRequest,
	startService,
	text,
} from '../tapis/scripted-service.ts';

const uuid = '6b6a0f0e-1111-4222-8333-444455556666-007';
const job = {
	uuid,
	name: 'mesh-1',
	owner: 'jdoe',
	tenant: 'tacc',
	status: 'FAILED',
	condition: 'A_CODE_OF_NEXT_YEAR',
	created: '2026-11-24T01:00:00Z',
};
const claims = {'tapis/username': 'jdoe', 'tapis/tenant_id': 'tacc', 'tapis/token_type': 'access'};
const token = `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;

/** Lists and tells jobs; every other address is the gateway's own 404. */
function jobsAlone({path}: SeenRequest): Scripted {
	if (path === '/v3/jobs/list') return good([job]);
	return path === `/v3/jobs/${uuid}` ? good(job) : html(404, 'Not Found');
}

async function run(args: readonly string[], answer: (request: SeenRequest) => Scripted) {
	const {url} = await startService(answer);
	return await runProgram(args, {env: {TAPIS_BASE_URL: url, TAPIS_TOKEN: token}});
}

describe('a tenant that serves jobs and nothing else', () => {
	it('is told by the token who one is, and what vouches for it', async () => {
		const {code, stdout, stderr} = await run(['whoami'], jobsAlone);

		expect({code, stdout}).toEqual({code: 0, stdout: expect.stringMatching(/^jdoe @ tacc\n/)});
		expect(stderr).toContain('what the token says, and the Jobs service takes it');
	});

	it('tells nobody who they are by a token it does not take', async () => {
		const {code, stdout} = await run(['whoami'], ({path}) =>
			path.startsWith('/v3/jobs/') ? text(401, 'TAPIS_SECURITY_JWT_EXPIRED') : html(404, 'Not Found'),
		);

		expect({code, stdout}).toEqual({code: 3, stdout: ''});
	});

	it.each([
		['list', ['list', '--json']],
		['a uuid cut short', ['status', '--json', uuid.slice(0, 8)]],
	] as const)('may fail at every search, which is gone around at once: %s', async (_what, args) => {
		const {code, stderr} = await run(args, request =>
			request.path === '/v3/jobs/search' ? bad(500, 'JOBS_SEARCHLIST_ERROR') : jobsAlone(request),
		);

		expect(code, stderr).toBe(0);
		expect(stderr).not.toContain('500');
	});

	it('may have ended a job for a reason this version does not know', async () => {
		const {code, stdout, stderr} = await run(['status', uuid], jobsAlone);

		expect({code, stdout, stderr}).toEqual({
			code: 0,
			stdout: `${uuid}  mesh-1  FAILED: A_CODE_OF_NEXT_YEAR\n`,
			stderr: '',
		});
	});
});

describe('a job with a name that steers terminals', () => {
	const name = 'mesh\u001B]0;x\u0007\u009B2J\u202Etxt\t1';
	const hostile = ({path}: SeenRequest): Scripted => {
		if (path === '/v3/jobs/search') return good([{...job, name}]);
		return path === `/v3/jobs/${uuid}` ? good({...job, name}) : html(404, 'Not Found');
	};
	const steering = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202E]/;

	it.each([
		['list', ['list']],
		['list --columns', ['list', '--columns', 'name,uuid']],
		['status', ['status', uuid]],
		['wait', ['wait', uuid]],
		['cancel', ['cancel', '--yes', uuid]],
	] as const)('is made harmless in a pipe too, behind which may stand one: %s', async (_what, args) => {
		const {stdout, stderr} = await run(args, hostile);

		expect(stdout + stderr).not.toMatch(steering);
		expect(stdout + stderr).toContain('mesh␛]0;x␇<U+009B>2J<U+202E>txt');
	});

	it('keeps the tabs between columns', async () => {
		const {stdout} = await run(['list', '--columns', 'name,uuid'], hostile);

		expect(stdout.split('\t')).toEqual([expect.stringContaining('txt 1'), `${uuid}\n`]);
	});

	it.each([
		['list', ['list', '--json']],
		['status', ['status', '--json', uuid]],
	] as const)('is escaped in JSON, which says the same: %s', async (_what, args) => {
		const {stdout} = await run(args, hostile);

		expect(stdout).not.toMatch(steering);
		expect(JSON.parse(stdout)).toMatchObject({name});
	});
});
