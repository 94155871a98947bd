/** Writes the library's type declarations: index.d.ts and what it refers to, and nothing of the program's inside. */
import {execFileSync} from 'node:child_process';
import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join, relative, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {root} from './bundle.ts';

/** Declares the library in the folder `out`, beside its index.js. */
export async function buildTypes(out: string): Promise<void> {
	const all = await mkdtemp(join(tmpdir(), 'tapis-jobs-types-'));
	try {
		const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
		execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.types.json'), '--outDir', all], {
			stdio: 'inherit',
		});
		const written = new Set<string>();
		const copy = async (file: string): Promise<void> => {
			if (written.has(file)) return;
			written.add(file);
			const text = await readFile(file, 'utf8');
			// The compiler leaves `.ts` in declarations, where a reader of the package finds `.d.ts` by `.js` only.
			const found = [...text.matchAll(/(['"])(\.{1,2}\/[^'"]+)\.tsx?\1/g)].map(match => match[2]!);
			for (const one of found) await copy(resolve(dirname(file), `${one}.d.ts`));
			const target = join(out, relative(all, file));
			await mkdir(dirname(target), {recursive: true});
			await writeFile(target, text.replace(/(['"])(\.{1,2}\/[^'"]+)\.tsx?\1/g, '$1$2.js$1'));
		};
		await copy(join(all, 'index.d.ts'));
	} finally {
		await rm(all, {recursive: true, force: true});
	}
}

if (process.argv[1] === fileURLToPath(import.meta.url))
	await buildTypes(process.argv[2] ?? join(root, 'dist'));
