/** Writes the man page, the pages on `--json` and keys, the gallery, and the parts of other pages that come from the program's tables. A test tells what is stale. */
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {galleryPage} from '../gallery/gallery-page.ts';
import {jsonPage} from './json-shapes.ts';
import {keysPage} from './keys-page.ts';
import {manPage} from './man-page.ts';
import {pagesWithSections, withSections} from './readme-sections.ts';

const root = new URL('../../', import.meta.url);
const {version} = JSON.parse(await readFile(new URL('package.json', root), 'utf8')) as {version: string};
const textOf = (name: string): Promise<string | null> =>
	readFile(new URL(name, root), 'utf8').catch(() => null);

const pages = await Promise.all(
	pagesWithSections.map(async name => [name, (await textOf(name)) ?? ''] as const),
);
const wanted: Readonly<Record<string, string>> = {
	'man/tapis-jobs.1': manPage(version),
	'docs/json.md': jsonPage(),
	'docs/keys.md': keysPage(),
	'docs/gallery.md': galleryPage(),
	...Object.fromEntries(pages.map(([name, text]) => [name, withSections(text)])),
};

for (const [name, text] of Object.entries(wanted)) {
	if ((await textOf(name)) === text) continue;
	await mkdir(new URL('./', new URL(name, root)), {recursive: true});
	await writeFile(new URL(name, root), text);
	console.log(`wrote ${fileURLToPath(new URL(name, root))}`);
}
