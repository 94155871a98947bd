import {execFile} from 'node:child_process';
import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {openStoredFile, type StoredFile} from '../../source/config/stored-file.ts';

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;

let home = '';
let folder = '';
beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'tapis-jobs-config-'));
	folder = join(home, 'config', 'tapis-jobs');
});
afterEach(() => rmSync(home, {recursive: true, force: true}));

const open = (holdsSecrets = true): StoredFile => openStoredFile({folder, name: 'profiles', holdsSecrets});
const path = (): string => join(folder, 'profiles.json');
function write(text: string): void {
	mkdirSync(folder, {recursive: true});
	writeFileSync(path(), text);
}

describe('a settings file', () => {
	it('keeps what is put into it, for the next start', async () => {
		expect(await open().update(now => ({...now, a: 1}))).toBeNull();
		expect(await open().update(now => ({...now, b: 2}))).toBeNull();

		expect(open().value()).toEqual({a: 1, b: 2});
	});

	it.each([0o000, 0o022, 0o777])('is for its owner only, with a umask of %o', async umask => {
		// In a process of its own: the umask belongs to the whole process, and test workers may not change it.
		const script = `
			import {openStoredFile} from '${new URL('../../source/config/stored-file.ts', import.meta.url).href}';
			process.umask(${umask});
			const failure = await openStoredFile({folder: ${JSON.stringify(folder)}, name: 'profiles', holdsSecrets: true}).update(() => ({a: 1}));
			if (failure) throw failure;
			if (process.umask() !== ${umask}) throw new Error('umask changed');
		`;
		await run(process.execPath, ['--input-type=module', '-e', script]);

		expect(statSync(path()).mode & 0o777).toBe(0o600);
		expect(statSync(folder).mode & 0o777).toBe(0o700);
		expect(statSync(join(home, 'config')).mode & 0o777).toBe(0o700);
	});

	it('that others could read or enter is closed to them', async () => {
		write('{"a":1}');
		chmodSync(path(), 0o644);
		chmodSync(folder, 0o755);
		const file = open();

		expect(statSync(path()).mode & 0o777).toBe(0o600);
		await file.update(now => now);
		expect(statSync(folder).mode & 0o777).toBe(0o700);
	});

	it.each([
		['half-written', '{"profiles": {"tacc": {"accessTok'],
		['empty', ''],
		['no object', '[1, 2]'],
		['far too large', JSON.stringify({a: 'x'.repeat(2_000_000)})],
	])('that is %s is set aside with a message, and nothing is lost', async (_what, text) => {
		write(text);
		const file = open();

		expect(file.value()).toEqual({});
		expect(file.warnings()).toEqual([
			expect.stringMatching(/could not be understood\. It is kept as .*broken-.*\.json/),
		]);
		expect(await file.update(() => ({a: 1}))).toBeNull();
		const kept = readdirSync(folder).find(name => name.includes('.broken-'))!;
		expect(readFileSync(join(folder, kept), 'utf8')).toBe(text);
		expect(open().value()).toEqual({a: 1});
	});

	it('that breaks while the program runs is set aside too', async () => {
		const file = open();
		await file.update(() => ({a: 1}));
		write('{broken');
		expect(await file.update(now => ({...now, b: 2}))).toBeNull();

		expect(open().value()).toEqual({b: 2});
		expect(readdirSync(folder).filter(name => name.includes('.broken-'))).toHaveLength(1);
	});

	it('takes changes of two programs at once without losing one', async () => {
		const script = (name: string): string => `
			import {openStoredFile} from '${new URL('../../source/config/stored-file.ts', import.meta.url).href}';
			const file = openStoredFile({folder: ${JSON.stringify(folder)}, name: 'profiles', holdsSecrets: true});
			for (let index = 0; index < 15; index++) {
				const failure = await file.update(now => ({...now, ['${name}' + index]: index}));
				if (failure) throw failure;
			}
		`;
		await Promise.all(
			['a', 'b', 'c'].map(name => run(process.execPath, ['--input-type=module', '-e', script(name)])),
		);

		expect(Object.keys(open().value())).toHaveLength(45);
		expect(readdirSync(folder)).toEqual(['profiles.json']);
	});

	it('is not blocked by a lock whose program has died', async () => {
		write('{}');
		writeFileSync(`${path()}.lock`, '');
		const longAgo = new Date(Date.now() - 600_000);
		utimesSync(`${path()}.lock`, longAgo, longAgo);

		expect(await open().update(() => ({a: 1}))).toBeNull();
		expect(readdirSync(folder)).toEqual(['profiles.json']);
	});
});

describe('a file that holds tokens', () => {
	it('is not read or written through a link', async () => {
		mkdirSync(folder, {recursive: true});
		const target = join(home, 'dotfiles.json');
		writeFileSync(target, '{"a":1}');
		symlinkSync(target, path());
		const file = open();

		expect(file.value()).toEqual({});
		expect(file.warnings()).toEqual([expect.stringMatching(/is a link .*dotfiles\.json.* not followed/)]);
		expect(await file.update(() => ({secret: 1}))).toMatchObject({kind: 'settings'});
		expect(file.value()).toEqual({secret: 1});
		expect(readFileSync(target, 'utf8')).toBe('{"a":1}');
	});

	it('is not written through a link laid while the program runs', async () => {
		const file = open();
		await file.update(() => ({a: 1}));
		const target = join(home, 'stranger.json');
		rmSync(path());
		symlinkSync(target, path());

		expect(await file.update(() => ({secret: 1}))).toMatchObject({kind: 'settings'});
		expect(existsSync(target)).toBe(false);
	});

	it('unlike preferences, which may be linked to', async () => {
		mkdirSync(folder, {recursive: true});
		const target = join(home, 'dotfiles.json');
		writeFileSync(target, '{"a":1}');
		symlinkSync(target, path());
		const file = open(false);

		expect(file.value()).toEqual({a: 1});
		expect(await file.update(now => ({...now, b: 2}))).toBeNull();
		expect(JSON.parse(readFileSync(target, 'utf8'))).toEqual({a: 1, b: 2});
	});
});

describe('a place that cannot be written', () => {
	it('is told, and the change holds for the session', async () => {
		// A file where a folder should be stops root as well.
		writeFileSync(join(home, 'config'), '');
		const file = open();
		const failure = await file.update(() => ({a: 1}));

		expect(failure).toMatchObject({
			kind: 'settings',
			message: expect.stringMatching(/could not be written/),
			advice: expect.stringMatching(/for this session only/),
		});
		expect(file.value()).toEqual({a: 1});
		expect(file.warnings()).toEqual([]);
	});

	it('holds up every change until one can be saved, and then saves them all', async () => {
		const blocked = join(home, 'config');
		writeFileSync(blocked, '');
		const file = open();
		await file.update(now => ({...now, a: 1}));
		file.reread();
		expect(file.value()).toEqual({a: 1});
		rmSync(blocked);
		expect(await file.update(now => ({...now, b: 2}))).toBeNull();
		expect(file.value()).toEqual({a: 1, b: 2});
		expect(open().value()).toEqual({a: 1, b: 2});
	});

	it.skipIf(isRoot)('may be a read-only folder', async () => {
		await open().update(() => ({a: 1}));
		chmodSync(folder, 0o500);
		const file = open();

		expect(await file.update(now => ({...now, b: 2}))).toMatchObject({kind: 'settings'});
		expect(file.value()).toEqual({a: 1, b: 2});
		chmodSync(folder, 0o700);
		expect(open().value()).toEqual({a: 1});
	});

	it.skipIf(!existsSync('/dev/full'))('may be something that is no file at all', () => {
		mkdirSync(folder, {recursive: true});
		mkdirSync(path());

		expect(open().warnings()).toEqual([expect.stringMatching(/is not a file/)]);
	});
});

describe('a full disk', () => {
	it('leaves the old file whole, leaves nothing half-written, and is told', async () => {
		await open().update(() => ({a: 1}));
		const script = `
			import {openStoredFile} from '${new URL('../../source/config/stored-file.ts', import.meta.url).href}';
			process.on('SIGXFSZ', () => {});
			const file = openStoredFile({folder: ${JSON.stringify(folder)}, name: 'profiles', holdsSecrets: true});
			const failure = await file.update(now => ({...now, big: 'x'.repeat(5000)}));
			process.stdout.write(JSON.stringify({kind: failure?.kind, advice: failure?.advice, held: 'big' in file.value()}));
		`;
		// No file may grow beyond zero bytes in this shell; the signal that tells so would end the program unheard.
		const {stdout} = await run('bash', [
			'-c',
			'ulimit -f 0; "$0" --input-type=module -e "$1" | cat',
			process.execPath,
			script,
		]);

		expect(JSON.parse(stdout)).toEqual({
			kind: 'settings',
			advice: expect.stringMatching(/Check the space .* for this session only/),
			held: true,
		});
		expect(open().value()).toEqual({a: 1});
		expect(readdirSync(folder)).toEqual(['profiles.json']);
	});
});
