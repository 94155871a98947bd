import {existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {withFileLock} from '../../source/config/file-lock.ts';
import {until} from '../helpers/until.ts';

let directory: string;
let path: string;
let lockPath: string;

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'tapis-jobs-lock-'));
	path = join(directory, 'file.json');
	lockPath = `${path}.lock`;
});
afterEach(() => rmSync(directory, {recursive: true}));

/** What another program does that takes this one for dead. */
function steal(): void {
	rmSync(lockPath);
	writeFileSync(lockPath, 'of another program');
}

describe('a lock', () => {
	it('lets one at a time work, and is gone afterwards', async () => {
		let inside = 0;
		let most = 0;
		const work = async (): Promise<void> =>
			withFileLock(path, async check => {
				most = Math.max(most, ++inside);
				await check();
				inside--;
			});
		await Promise.all([work(), work(), work(), work()]);

		expect(most).toBe(1);
		expect(existsSync(lockPath)).toBe(false);
	});

	it('that another program has taken away is noticed before anything is written, and waited for anew', async () => {
		let runs = 0;
		const written: number[] = [];
		await withFileLock(path, async check => {
			runs++;
			if (runs === 1) {
				steal();
				// The other one ends its work when this one has found out.
				await check().finally(() => rmSync(lockPath));
			}
			await check();
			written.push(runs);
		});

		expect(written).toEqual([2]);
		expect(existsSync(lockPath)).toBe(false);
	});

	it('of another program is left alone by one that has lost its own', async () => {
		await withFileLock(path, () => steal());

		expect(readFileSync(lockPath, 'utf8')).toBe('of another program');
	});

	it('shows that its holder lives, however long the work takes', async () => {
		await withFileLock(path, async check => {
			const {mtimeMs} = statSync(lockPath);
			await until(() => statSync(lockPath).mtimeMs > mtimeMs);
			await check();
		});

		expect(existsSync(lockPath)).toBe(false);
	});

	it('is given back when the work fails', async () => {
		await expect(withFileLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');

		expect(existsSync(lockPath)).toBe(false);
	});

	it('that is lost each time ends with what is wrong', async () => {
		let runs = 0;
		const work = withFileLock(path, async check => {
			runs++;
			rmSync(lockPath);
			await check();
		});

		await expect(work).rejects.toMatchObject({
			kind: 'settings',
			message: expect.stringContaining('taken away'),
		});
		expect(runs).toBe(3);
	});
});
