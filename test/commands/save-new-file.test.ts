import {mkdtempSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {saveNewFile} from '../../source/commands/monitor/save-new-file.ts';
import {Failure, isFailure} from '../../source/domain/failure.ts';

const before = process.cwd();
let folder = '';
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tapis-jobs-save-'));
	process.chdir(folder);
});
afterEach(() => {
	process.chdir(before);
	rmSync(folder, {recursive: true, force: true});
});

async function* bytes(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
	for (const text of texts) yield Buffer.from(text);
}

describe('saving an output', () => {
	it('writes every byte, and tells how many came', async () => {
		const seen: number[] = [];
		const path = await saveNewFile('result.txt', bytes('one', 'two!'), count => seen.push(count));

		expect(readFileSync(path, 'utf8')).toBe('onetwo!');
		expect(seen).toEqual([3, 7]);
		expect(statSync(path).mode & 0o077).toBe(0);
	});

	it('never writes over a file, and never outside the folder', async () => {
		await saveNewFile('result.txt', bytes('first'), () => undefined);
		await expect(saveNewFile('result.txt', bytes('second'), () => undefined)).rejects.toSatisfy(error =>
			isFailure(error, 'refused'),
		);
		expect(readFileSync('result.txt', 'utf8')).toBe('first');

		const path = await saveNewFile('../../escaped', bytes('x'), () => undefined);
		expect(path).toBe(join(process.cwd(), 'escaped'));
	});

	it('hands on the failure of the service', async () => {
		async function* broken(): AsyncGenerator<Uint8Array> {
			yield Buffer.from('x');
			throw new Failure('unreachable', 'gone');
		}

		await expect(saveNewFile('part', broken(), () => undefined)).rejects.toSatisfy(error =>
			isFailure(error, 'unreachable'),
		);
	});
});
