import {execFile} from 'node:child_process';
import {
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {mkdir} from 'node:fs/promises';
import {hostname, tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {createMonitorMemory, type MonitorMemoryParts} from '../../source/config/monitor-memory.ts';
import {jobUuidFromService} from '../../source/domain/job.ts';
import type {PendingCancel} from '../../source/domain/monitor-memory.ts';
import {MINUTE} from '../../source/domain/time.ts';
import {jobUuid, worldStart} from '../helpers/build-job.ts';

const run = promisify(execFile);
const scope = {baseUrl: 'https://tacc.tapis.io', user: 'jdoe'};
let directory: string;
let now = worldStart;
let alive: Set<number>;

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'tapis-jobs-memory-'));
	now = worldStart;
	alive = new Set([1, 2, 3]);
});
afterEach(() => rmSync(directory, {recursive: true}));

function program(pid: number, different: Partial<MonitorMemoryParts> = {}) {
	return createMonitorMemory({
		directory,
		scope,
		pid,
		run: `run-${pid}`,
		host: 'login1',
		isAlive: one => alive.has(one),
		now: () => now,
		...different,
	});
}

function pending(number: number, different: Partial<PendingCancel> = {}): PendingCancel {
	return {
		uuid: jobUuid(number),
		name: `job-${number}`,
		askedAt: worldStart,
		sentAt: null,
		sendCount: 0,
		acceptedCount: 0,
		...different,
	};
}

const folderOf = (name: string): string => join(directory, readdirSync(directory)[0]!, name);

describe('a pending cancel', () => {
	it('is there after a restart, as far as it had come, and gone once it is forgotten', async () => {
		await program(1).claimCancel(pending(7));
		await program(1).updateCancel(pending(7, {sentAt: worldStart + 5, sendCount: 1}));
		alive.delete(1);

		expect(await program(2).loadCancels()).toEqual([pending(7, {sentAt: worldStart + 5, sendCount: 1})]);
		await program(2).claimCancel(pending(7));
		await program(2).forgetCancel(jobUuid(7));
		expect(await program(3).loadCancels()).toEqual([]);
	});

	it('belongs to one program while that one runs, and to the next when it has died', async () => {
		expect(await program(1).claimCancel(pending(7))).toMatchObject({isOurs: true});
		expect(await program(2).claimCancel(pending(7))).toMatchObject({isOurs: false});

		alive.delete(1);
		expect(await program(2).claimCancel(pending(7))).toMatchObject({isOurs: true});
		alive.add(1);
		expect(await program(1).claimCancel(pending(7))).toMatchObject({isOurs: false});
		await expect(program(1).updateCancel(pending(7))).rejects.toMatchObject({kind: 'settings'});
	});

	it('goes to exactly one of many programs that reach for it at once', async () => {
		await program(9).claimCancel(pending(7));
		alive = new Set([1, 2, 3, 4, 5, 6]);

		const answers = await Promise.all([...alive].map(pid => program(pid).claimCancel(pending(7))));

		expect(answers.filter(({isOurs}) => isOurs)).toHaveLength(1);
	});

	it('of another machine that shares the home is left alone as long as it is renewed', async () => {
		const elsewhere = program(77, {host: 'login2'});
		await elsewhere.claimCancel(pending(7));
		now += 9 * MINUTE;
		await elsewhere.updateCancel(pending(7));
		now += 9 * MINUTE;
		expect(await program(1).claimCancel(pending(7))).toMatchObject({isOurs: false});

		now += 2 * MINUTE;
		expect(await program(1).claimCancel(pending(7))).toMatchObject({isOurs: true});
	});

	it('is free for other machines at once when its program ends in good order', async () => {
		const elsewhere = program(77, {host: 'login2'});
		await elsewhere.claimCancel(pending(7));
		await elsewhere.releaseCancel(pending(7, {sendCount: 1, acceptedCount: 1}));

		const next = {isOurs: true, pending: pending(7, {sendCount: 1, acceptedCount: 1})};
		expect(await program(1).takeOverCancel(pending(7))).toEqual(next);
	});

	it('is not written down anew by who only takes over what another has left', async () => {
		await program(1).claimCancel(pending(7));
		expect(await program(2).takeOverCancel(pending(7))).toMatchObject({isOurs: false});
		await program(1).forgetCancel(jobUuid(7));

		expect(await program(2).takeOverCancel(pending(7))).toBeNull();
		expect(await program(2).loadCancels()).toEqual([]);
	});

	it('is not held for ever by a process that happens to have the number of a dead one', async () => {
		await program(1).claimCancel(pending(7));
		now += 31 * MINUTE;
		expect(await program(2).claimCancel(pending(7))).toMatchObject({isOurs: true});
	});

	it('of a program in another container, which has the same name and the same number, is left alone while it is renewed', async () => {
		const other = program(1, {run: 'in another container'});
		await other.claimCancel(pending(7));
		now += 9 * MINUTE;
		expect(await program(1).claimCancel(pending(7))).toMatchObject({isOurs: false});

		now += 2 * MINUTE;
		expect(await program(1).claimCancel(pending(7))).toMatchObject({isOurs: true});
		await expect(other.updateCancel(pending(7))).rejects.toMatchObject({kind: 'settings'});
	});

	it('that an older version has written down is read, by its number and its machine', async () => {
		await program(1).claimCancel(pending(7));
		const path = join(folderOf('cancels'), `${jobUuid(7)}.json`);
		const {holder, ...record} = JSON.parse(readFileSync(path, 'utf8'));
		writeFileSync(path, JSON.stringify({...record, holder: {pid: holder.pid, host: holder.host}}));

		expect(await program(2).claimCancel(pending(7))).toMatchObject({isOurs: false});
		expect(await program(1).claimCancel(pending(7))).toMatchObject({isOurs: true});
	});

	it('is taken over with the requests that were sent for it', async () => {
		await program(1).claimCancel(pending(7, {sentAt: worldStart + 5, sendCount: 2}));
		const sent = {sentAt: worldStart + 5, sendCount: 2};

		expect(await program(2).claimCancel(pending(7))).toEqual({isOurs: false, pending: pending(7, sent)});
		alive.delete(1);
		expect(await program(2).claimCancel(pending(7))).toEqual({isOurs: true, pending: pending(7, sent)});
		expect(await program(3).loadCancels()).toEqual([pending(7, sent)]);
	});

	it('is not taken for one’s own on a full disk where another program that runs holds it', async () => {
		const held = program(process.pid, {host: hostname()});
		await held.claimCancel(pending(7, {sendCount: 1}));
		now = Date.now();
		await held.updateCancel(pending(7, {sendCount: 1}));
		const url = (path: string): string => new URL(path, import.meta.url).href;
		const script = `
			import {createMonitorMemory} from '${url('../../source/config/monitor-memory.ts')}';
			process.on('SIGXFSZ', () => {});
			const memory = createMonitorMemory({directory: ${JSON.stringify(directory)}, scope: ${JSON.stringify(scope)}});
			const ofOther = await memory.claimCancel(${JSON.stringify(pending(7))});
			const free = await memory.claimCancel(${JSON.stringify(pending(8))}).catch(({kind}) => kind);
			process.stdout.write(JSON.stringify({ofOther, free}));
		`;
		// No file may grow beyond zero bytes in this shell; the signal that tells so would end the program unheard.
		const {stdout} = await run('bash', [
			'-c',
			'ulimit -f 0; "$0" --input-type=module -e "$1" | cat',
			process.execPath,
			script,
		]);

		expect(JSON.parse(stdout)).toEqual({
			ofOther: {isOurs: false, pending: pending(7, {sendCount: 1})},
			free: 'settings',
		});
		// And nothing half-written is left.
		expect(readdirSync(folderOf('cancels'))).toEqual([`${jobUuid(7)}.json`]);
	});

	it('does not come back by a late update once it is forgotten', async () => {
		const memory = program(1);
		await memory.claimCancel(pending(7));
		await memory.forgetCancel(jobUuid(7));
		await memory.updateCancel(pending(7));
		expect(await memory.loadCancels()).toEqual([]);
	});

	it('of another user or tenant is never seen', async () => {
		await program(1).claimCancel(pending(7));
		expect(await program(2, {scope: {...scope, user: 'other'}}).loadCancels()).toEqual([]);
		expect(await program(2, {scope: {...scope, baseUrl: 'https://dev.tapis.io'}}).loadCancels()).toEqual([]);
	});

	it('stands in a file that nobody else can read', async () => {
		await program(1).claimCancel(pending(7));
		const folder = folderOf('cancels');
		expect(statSync(folder).mode & 0o777).toBe(0o700);
		expect(readdirSync(folder)).toEqual([`${jobUuid(7)}.json`]);
		expect(statSync(join(folder, `${jobUuid(7)}.json`)).mode & 0o777).toBe(0o600);
	});

	it('whose file is broken is set aside and told, and does not keep the others', async () => {
		const warnings: string[] = [];
		const memory = program(1, {onWarning: text => warnings.push(text)});
		await memory.claimCancel(pending(7));
		await memory.claimCancel(pending(8));
		const path = join(folderOf('cancels'), `${jobUuid(7)}.json`);
		writeFileSync(path, '{"uuid": ');

		expect((await memory.loadCancels()).map(({uuid}) => uuid)).toEqual([jobUuid(8)]);
		await memory.loadCancels();
		expect(warnings).toEqual([
			`What was written down about the cancel of job ${jobUuid(7)} could not be understood and is kept as ${path}.broken. Look whether it was cancelled.`,
		]);
		expect(existsSync(`${path}.broken`)).toBe(true);
	});

	it('with a uuid that is no file name stays inside the folder', async () => {
		const uuid = jobUuidFromService('../../../escape');
		await program(1).claimCancel(pending(7, {uuid}));
		expect(readdirSync(folderOf('cancels'))).toHaveLength(1);
		expect(await program(1).loadCancels()).toMatchObject([{uuid}]);
	});
});

describe('a link', () => {
	it('in place of a record is not followed, neither to read nor to write', async () => {
		const memory = program(1);
		await memory.claimCancel(pending(8));
		const victim = join(directory, 'victim');
		writeFileSync(victim, 'precious');
		symlinkSync(victim, join(folderOf('cancels'), `${jobUuid(7)}.json`));

		await memory.claimCancel(pending(7));

		expect(readFileSync(victim, 'utf8')).toBe('precious');
	});

	it('in place of the folder is refused', async () => {
		const memory = program(1);
		await memory.addWatched(jobUuid(1));
		const target = join(directory, 'target');
		await mkdir(target);
		symlinkSync(target, folderOf('cancels'));

		await expect(memory.claimCancel(pending(7))).rejects.toMatchObject({kind: 'settings'});
		expect(readdirSync(target)).toEqual([]);
	});
});

describe('a watched job', () => {
	it('is there after a restart, and its end is told by one program only', async () => {
		await program(1).addWatched(jobUuid(1));
		await program(1).addWatched(jobUuid(2));
		expect(await program(2).loadWatched()).toEqual([jobUuid(1), jobUuid(2)]);

		const answers = await Promise.all([1, 2, 3].map(pid => program(pid).removeWatched(jobUuid(1))));

		expect(answers.filter(Boolean)).toHaveLength(1);
		expect(await program(2).loadWatched()).toEqual([jobUuid(2)]);
	});
});

it('says what is wrong when nothing can be written', async () => {
	writeFileSync(join(directory, 'file'), '');
	const memory = program(1, {directory: join(directory, 'file')});
	await expect(memory.claimCancel(pending(7))).rejects.toMatchObject({kind: 'settings'});
	await expect(memory.addWatched(jobUuid(1))).rejects.toMatchObject({kind: 'settings'});
});
