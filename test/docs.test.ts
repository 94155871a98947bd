import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {dirname, join, relative, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import {jsonPage} from '../scripts/docs/json-shapes.ts';
import {keysPage} from '../scripts/docs/keys-page.ts';
import {manPage} from '../scripts/docs/man-page.ts';
import {pagesWithSections, readmeSections, withSections} from '../scripts/docs/readme-sections.ts';
import {galleryPage} from '../scripts/gallery/gallery-page.ts';
import {scenes} from '../scripts/gallery/gallery-scenes.ts';
import {commandRows} from '../source/commands/command-line/command-rows.ts';
import {environmentRows} from '../source/commands/command-line/environment-rows.ts';
import {flagRows} from '../source/commands/command-line/flags.ts';
import {keyRows, rowsAt} from '../source/ui/keymap/keymap.ts';
import {interruptKey} from '../source/ui/keys/interrupt-key.ts';
import {showKey, showKeys} from '../source/ui/keys/key-names.ts';
import {allPlaces, placeTitles} from '../source/ui/keys/place-titles.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const textOf = (name: string): string => readFileSync(join(root, name), 'utf8');
const pages = [
	...readdirSync(root).filter(name => name.endsWith('.md')),
	...readdirSync(join(root, 'docs')).map(name => `docs/${name}`),
];

const {version} = JSON.parse(textOf('package.json')) as {version: string};

function filesBelow(folder: string): string[] {
	return readdirSync(folder, {withFileTypes: true}).flatMap(entry => {
		const path = join(folder, entry.name);
		return entry.isDirectory() ? filesBelow(path) : [path];
	});
}

/** A heading's name in a link, as GitHub makes it. */
function anchors(page: string): string[] {
	return [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
		heading!
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.replaceAll(' ', '-'),
	);
}

describe('what is written from the tables', () => {
	it.each(pagesWithSections)('stands in %s as the tables have it; `npm run docs` writes it', name => {
		expect(withSections(textOf(name))).toBe(textOf(name));
	});

	it.each([
		['docs/keys.md', keysPage],
		['docs/json.md', jsonPage],
		['docs/gallery.md', galleryPage],
	] as const)('is all of %s', (name, page) => {
		expect(textOf(name)).toBe(page());
	});

	it('leaves no marked part of a page empty', () => {
		for (const name of pagesWithSections) {
			for (const [whole, part] of textOf(name).matchAll(/<!-- begin ([a-z-]+) -->[\s\S]*?<!-- end \1 -->/g))
				expect(whole.split('\n').length, `${name}: ${part}`).toBeGreaterThan(5);
		}
	});

	it('has every key of the program among the keys', () => {
		const page = keysPage();
		for (const {keys, help} of keyRows) {
			expect(page).toContain(help);
			for (const key of keys) if (!/^\d$/.test(key)) expect(page).toContain(`\`${showKey(key)}\``);
		}
	});
});

describe('the variables', () => {
	it('are all those that the program reads', () => {
		const program = [...filesBelow(join(root, 'source')), ...filesBelow(join(root, 'bin'))]
			.map(path => readFileSync(path, 'utf8'))
			.join('\n');
		const read = [...program.matchAll(/\benv(?:ironment)?(?:\['|\.)([A-Z_]{4,})\b/g)].map(match => match[1]!);
		const told = new Set(environmentRows.flatMap(row => row.variables));

		expect(read.length).toBeGreaterThan(10);
		expect([...new Set(read)].filter(name => !told.has(name) && name !== 'HOME')).toEqual([]);
	});
});

describe('the man page', () => {
	it('is as the tables have it', () => {
		expect(textOf('man/tapis-jobs.1')).toBe(manPage(version));
	});

	it('tells of every command and every flag', () => {
		const page = manPage(version).replaceAll('\\-', '-');
		for (const row of commandRows) {
			expect(page).toContain(`tapis-jobs ${row.name}`.trim());
			for (const flag of row.flags) expect(page).toContain(flagRows[flag].long);
		}
	});

	it('tells of every key, by the place where it works', () => {
		const keys = textOf('man/tapis-jobs.1').split('.SH KEYS')[1]!.split('.SH ')[0]!.replaceAll('\\-', '-');
		for (const place of allPlaces) {
			const [, after = ''] = keys.split(`.SS ${placeTitles[place]}\n`);
			const [section] = after.split('.SS ');
			for (const row of rowsAt(place)) {
				expect(section).toContain(`.B ${showKeys(row.keys, true).join(', ')}\n`);
			}
		}
	});

	it('has no line that roff would take for a request it is not', () => {
		const requests = manPage(version)
			.split('\n')
			.filter(line => /^[.']/.test(line))
			.map(line => line.split(' ')[0]);

		expect(new Set(requests)).toEqual(new Set(['.TH', '.SH', '.B', '.br', '.TP', '.SS', '.PP']));
	});
});

describe('the parts of the README that come from tables', () => {
	it('are written between their markers and leave the rest alone', () => {
		const before =
			'Text.\n<!-- begin exit-codes -->\nold\n<!-- end exit-codes -->\nMore <!-- begin unheard-of -->x<!-- end unheard-of -->.';
		const after = withSections(before);

		expect(after).toContain('| 124 | The time was up; the jobs go on. |');
		expect(after).not.toContain('old');
		expect(after).toContain('<!-- begin unheard-of -->x<!-- end unheard-of -->');
		expect(withSections(after)).toBe(after);
	});

	it('have a row for all there is, each of as many cells', () => {
		for (const section of Object.values(readmeSections)) {
			const counts = section()
				.split('\n')
				.map(line => line.replaceAll('\\|', '').split('|').length);
			expect(new Set(counts).size).toBe(1);
			expect(counts.length).toBeGreaterThan(3);
		}
	});
});

const ownFiles = ['source', 'test', 'scripts', 'bench', 'bin'].flatMap(folder =>
	filesBelow(join(root, folder)),
);

/** Whether what stands behind `tapis-jobs` names a command there is, and only flags of it. */
function canRun(rest: string): boolean {
	const words = rest.trim().split(/\s+/);
	const command = commandRows.find(row => row.name !== '' && row.name === words[0]);
	const row = command ?? commandRows.find(one => one.name === '')!;
	// The sentence of a start on an old Node begins like a command.
	if (words[0] === 'needs') return true;
	if (command === undefined && /^[a-z]/.test(words[0] ?? '')) return false;
	const flags = words.map(word => /^--[a-z-]+/.exec(word)?.[0]).filter(flag => flag !== undefined);
	const known = ['--help', '--version', ...row.flags.map(flag => flagRows[flag].long)];
	return flags.every(flag => known.includes(flag));
}

/** Whether `npm run docs` writes marked parts of a page. */
function isWritten(name: string): boolean {
	return (pagesWithSections as readonly string[]).includes(name) || name === 'CONTRIBUTING.md';
}

describe.each(pages)('%s', name => {
	const page = textOf(name);

	it('links only to what is there', () => {
		const missing = [...page.matchAll(/\]\(([^)\s]+)\)/g)]
			.map(match => match[1]!)
			.filter(link => !/^[a-z]+:/.test(link))
			.filter(link => {
				const [path = '', anchor] = link.split('#');
				const target = path === '' ? join(root, name) : resolve(root, dirname(name), path);
				if (!existsSync(target)) return true;
				return anchor !== undefined && !anchors(textOf(relative(root, target))).includes(anchor);
			});

		expect(missing).toEqual([]);
	});

	it('names only files that are there', () => {
		const named = [
			...page.matchAll(/`((?:source|test|scripts|docs|bench|bin|media)\/[\w./-]*\w(?:\.\w+|\/))`/g),
		].map(match => match[1]!);

		expect(named.filter(path => !existsSync(join(root, path)))).toEqual([]);
	});

	it('names source and test files by paths that end one there is', () => {
		const named = [...page.matchAll(/`([\w./-]*\w\.(?:tsx?|mjs))`/g)].map(match => `/${match[1]}`);

		expect(named.filter(path => !ownFiles.some(file => file.endsWith(path)))).toEqual([]);
	});

	it('names only tests that there are', () => {
		const named = [...page.matchAll(/`([\w./-]+\.test\.tsx?)` \("([^"]+)"\)/g)];
		const missing = named.filter(([, path, title]) => {
			const file = ownFiles.find(one => one.endsWith(`/${path}`));
			return file === undefined || !readFileSync(file, 'utf8').includes(title!);
		});

		expect(missing.map(([whole]) => whole)).toEqual([]);
	});

	it('names only commands and flags that there are', () => {
		const written = [...page.matchAll(/`([^`\n]+)`|^(?: {4}|\t)(.*)$|^(tapis-jobs .*)$/gm)].map(
			match => (match[1] ?? match[2] ?? match[3])!,
		);
		const wrong = written.flatMap(text =>
			[...text.matchAll(/(?:^|[ (])tapis-jobs( [^|&#;]*|$)/g)].filter(([, rest = '']) => !canRun(rest)),
		);

		expect(wrong.map(([whole]) => whole)).toEqual([]);
	});

	it('marks each key in its prose with the row it is', () => {
		// Letters that are no keys: parts of a syntax or of an escape sequence.
		const others = ['=', 'N', 'Z', '[', 'A', 'D', showKey(interruptKey)];
		const prose = page.replace(/<!-- begin ([a-z-]+) -->[\s\S]*?<!-- end \1 -->/g, '');
		const unmarked = [...prose.matchAll(/(?<!`)`([^`]|Ctrl-\S|Esc|Tab|Space)`(?! ?<!-- key|`)/g)].map(
			match => match[1]!,
		);

		expect(name === 'docs/keys.md' ? [] : unmarked.filter(key => !others.includes(key))).toEqual([]);
		expect(/<!-- key /.test(prose) && !isWritten(name)).toBe(false);
	});

	it('names only scripts of package.json', () => {
		const {scripts} = JSON.parse(textOf('package.json')) as {scripts: Readonly<Record<string, string>>};
		const named = [...page.matchAll(/npm run (?:--\S+ )*([a-z:-]+)/g)].map(match => match[1]!);

		expect(named.filter(script => !(script in scripts))).toEqual([]);
	});
});

describe('the README', () => {
	const readme = textOf('README.md');

	const {engines} = JSON.parse(textOf('package.json')) as {engines: {node: string}};
	const floor = engines.node.replace('>=', '');

	it('names the oldest Node that will do', () => {
		expect(readme).toContain(`Node ${floor} or newer is needed`);
		expect(textOf('docs/decisions.md')).toContain(`Node ${floor} is the floor`);
	});

	it('quotes messages that the program has', () => {
		const program = [...filesBelow(join(root, 'source')), ...filesBelow(join(root, 'bin'))]
			.map(path => readFileSync(path, 'utf8'))
			.join('\n')
			// The start puts its sentence together from the floor.
			.replace(/' \+ FLOOR\.join\('\.'\) \+ '/g, floor);
		const messages = [...readme.matchAll(/^\| `([A-Z…][^`]+|not [^`]+|tapis-jobs needs [^`]+)` \| /gm)]
			.map(match => match[1]!)
			.filter(message => message.includes(' ') && !message.startsWith('TAPIS_'));

		expect(messages.length).toBeGreaterThan(10);
		const parts = messages.flatMap(message => message.split('…').map(one => one.trim()));
		expect(parts.filter(part => part.length > 3 && !program.includes(part))).toEqual([]);
	});

	it('keeps the two commands that do all of their own set-up', () => {
		expect(readme).toContain('```sh\nnpm install && npm run demo\n```');
		expect(readme).toContain('```sh\nnpm install && npm test\n```');
	});
});

describe('the gallery', () => {
	it.each(scenes)('has the picture $name, no larger than 60 kB, and its text', ({name}) => {
		expect(existsSync(join(root, `media/${name}.txt`))).toBe(true);
		expect(textOf(`media/${name}.svg`).length).toBeLessThan(60_000);
	});

	it('holds nothing that no scene draws', () => {
		const drawn = scenes.flatMap(({name}) => [`${name}.svg`, `${name}.txt`]);
		expect(readdirSync(join(root, 'media')).filter(name => !drawn.includes(name))).toEqual([]);
	});
});

describe('the page on decisions', () => {
	it('gives a reason and a licence for every package', () => {
		const {devDependencies} = JSON.parse(textOf('package.json')) as {devDependencies: object};
		const page = textOf('docs/decisions.md');

		expect(Object.keys(devDependencies).filter(name => !page.includes(`\`${name}\``))).toEqual([]);
	});
});
