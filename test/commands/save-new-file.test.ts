import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {createFileSaver} from '../../source/commands/monitor/save-new-file.ts';
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

function save(name: string, chunks: AsyncIterable<Uint8Array>, onProgress: (bytes: number) => void) {
	return createFileSaver().save({name, mark: '1cd98366'}, chunks, onProgress);
}

describe('saving an output', () => {
	it('writes every byte, and tells how many came', async () => {
		const seen: number[] = [];
		const path = await save('result.txt', bytes('one', 'two!'), count => seen.push(count));

		expect(readFileSync(path, 'utf8')).toBe('onetwo!');
		expect(seen).toEqual([3, 7]);
		expect(statSync(path).mode & 0o077).toBe(0);
	});

	it('never writes over a file, and never outside the folder', async () => {
		const texts = ['first', 'second', 'third', 'fourth'];
		for (const text of texts) await save('result.txt', bytes(text), () => undefined);
		const names = ['result.txt', 'result-1cd98366.txt', 'result-1cd98366-2.txt', 'result-1cd98366-3.txt'];
		expect(names.map(name => readFileSync(name, 'utf8'))).toEqual(texts);
		expect(readdirSync('.').sort()).toEqual([...names].sort());

		const path = await save('../../escaped', bytes('x'), () => undefined);
		expect(path).toBe(join(process.cwd(), 'escaped'));
	});

	it('says where it could not write', async () => {
		const long = 'x'.repeat(300);
		await expect(save(long, bytes('x'), () => undefined)).rejects.toSatisfy(error =>
			isFailure(error, 'refused'),
		);
	});

	it('hands on the failure of the service, and leaves no part of the file', async () => {
		async function* broken(): AsyncGenerator<Uint8Array> {
			yield Buffer.from('x');
			throw new Failure('unreachable', 'gone');
		}

		await expect(save('part', broken(), () => undefined)).rejects.toSatisfy(error =>
			isFailure(error, 'unreachable'),
		);
		expect(readdirSync('.')).toEqual([]);
	});

	it('leaves no part of a file either when it is given up, however long the service takes', async () => {
		const saver = createFileSaver();
		let begun = (): void => undefined;
		const hasBegun = new Promise<void>(resolve => {
			begun = resolve;
		});
		async function* endless(): AsyncGenerator<Uint8Array> {
			yield Buffer.from('x');
			await new Promise(() => undefined);
		}

		const saved = saver.save({name: 'part', mark: '1cd98366'}, endless(), () => begun());
		const ended = expect(saved).rejects.toSatisfy(error => isFailure(error, 'aborted'));
		await hasBegun;
		await saver.stop();
		await ended;
		expect(readdirSync('.')).toEqual([]);
	});
});
