import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join, relative} from 'node:path';
import {describe, expect, it} from 'vitest';
import {settingNames} from '../source/config/settings-table.ts';
import {conditionRows} from '../source/domain/condition.ts';
import {statusRows} from '../source/domain/status.ts';

const root = new URL('..', import.meta.url).pathname;
const source = join(root, 'source');

type Rule = {
	/** Folders of source/ it may import from, besides itself. */
	readonly folders: readonly string[];
	/** Packages it may import. */
	readonly packages: readonly string[];
	/** Whether it may touch Node's own modules. */
	readonly node: boolean;
};

/** Who may import whom. Data goes one way: tapis → monitor → ui → terminal (docs/architecture.md). */
const rules: Readonly<Record<string, Rule>> = {
	domain: {folders: [], packages: [], node: false},
	tapis: {folders: ['domain'], packages: ['@tapis/*', 'fflate'], node: true},
	config: {folders: ['domain'], packages: ['conf'], node: true},
	monitor: {folders: ['domain'], packages: [], node: false},
	following: {folders: ['domain', 'monitor'], packages: [], node: false},
	simulator: {folders: ['domain'], packages: ['find-my-way', 'jose', 'fflate'], node: true},
	terminal: {folders: ['domain'], packages: ['string-width'], node: true},
	ui: {
		folders: ['domain', 'monitor', 'terminal'],
		packages: ['react', 'ink', 'ink-spinner', 'ink-table'],
		node: false,
	},
	commands: {
		folders: ['domain', 'monitor', 'following', 'terminal', 'tapis', 'config', 'simulator'],
		packages: ['commander'],
		node: true,
	},
};

/** What stands in a layer, from below: each folder, and each file that stands in none, may import from those before it. */
const orders: Readonly<Record<string, readonly string[]>> = {
	commands: ['command-line', 'completion', 'lines', 'sign-in', 'jobs', 'setup', 'monitor', 'one-shots.ts'],
	simulator: [
		'api-version.ts',
		'random.ts',
		'service-time.ts',
		'tenant.ts',
		'http',
		'jobs',
		'sign-in',
		'search',
		'faults',
		'http-server.ts',
		'world.ts',
		'routes',
		'simulator-options.ts',
		'simulator.ts',
	],
};

function filesBelow(folder: string): string[] {
	return readdirSync(folder).flatMap(name => {
		const path = join(folder, name);
		if (statSync(path).isDirectory()) return filesBelow(path);
		return /\.tsx?$/.test(name) ? [path] : [];
	});
}

function importsOf(path: string): string[] {
	const text = readFileSync(path, 'utf8');
	return [
		...text.matchAll(
			/(?:^|\n)\s*(?:import|export)[^'";]*?from\s*'([^']+)'|import\('([^']+)'\)|(?:^|\n)import '([^']+)'/g,
		),
	].map(match => (match[1] ?? match[2] ?? match[3])!);
}

function isAllowedPackage(name: string, allowed: readonly string[]): boolean {
	return allowed.some(one =>
		one.endsWith('/*') ? name.startsWith(one.slice(0, -1)) : name === one || name.startsWith(`${one}/`),
	);
}

const files = filesBelow(source).map(path => ({path, name: relative(source, path)}));

describe('the layers of source/', () => {
	it('import only what stands below them', () => {
		const broken: string[] = [];
		for (const {path, name} of files) {
			const layer = name.includes('/') ? name.split('/')[0]! : undefined;
			if (layer === undefined) continue;
			const rule = rules[layer];
			if (!rule) {
				broken.push(`${name}: the folder ${layer}/ has no rule in this test`);
				continue;
			}
			for (const imported of importsOf(path)) {
				if (imported.startsWith('.')) {
					const target = relative(source, join(path, '..', imported)).split('/')[0]!;
					if (target !== layer && !rule.folders.includes(target)) broken.push(`${name} imports ${imported}`);
				} else if (imported.startsWith('node:')) {
					if (!rule.node && name !== 'ui/tables/ink-table.ts') broken.push(`${name} imports ${imported}`);
				} else if (!isAllowedPackage(imported, rule.packages)) {
					broken.push(`${name} imports ${imported}`);
				}
			}
		}

		expect(broken).toEqual([]);
	});

	it('keep the library free of commands, files and screens', () => {
		const folders = importsOf(join(source, 'index.ts')).map(one => one.split('/')[1]);

		expect(folders.filter(one => !['domain', 'tapis', 'monitor', 'following'].includes(one!))).toEqual([]);
	});

	it.each(Object.entries(orders))('within %s/ import only what stands below', (layer, order) => {
		const broken: string[] = [];
		for (const {path, name} of files.filter(one => one.name.startsWith(`${layer}/`))) {
			const place = name.split('/')[1]!;
			if (!order.includes(place)) broken.push(`${name}: ${place} has no place in this test`);
			for (const imported of importsOf(path).filter(one => one.startsWith('.'))) {
				const target = relative(join(source, layer), join(path, '..', imported)).split('/')[0]!;
				if (target !== '..' && order.indexOf(target) > order.indexOf(place))
					broken.push(`${name} imports ${imported}`);
			}
		}

		expect(broken).toEqual([]);
	});

	it('have no circle of imports', () => {
		const graph = new Map(
			files.map(({path, name}) => [
				name,
				importsOf(path)
					.filter(one => one.startsWith('.'))
					.map(one => relative(source, join(path, '..', one))),
			]),
		);
		const done = new Set<string>();
		const circles: string[] = [];
		const walk = (name: string, way: readonly string[]): void => {
			if (way.includes(name)) {
				circles.push([...way.slice(way.indexOf(name)), name].join(' → '));
				return;
			}
			if (done.has(name)) return;
			for (const next of graph.get(name) ?? []) walk(next, [...way, name]);
			done.add(name);
		};
		for (const {name} of files) walk(name, []);

		expect(circles).toEqual([]);
	});
});

describe('one place each', () => {
	const filesWith = (pattern: RegExp): string[] =>
		files.filter(({path}) => pattern.test(readFileSync(path, 'utf8'))).map(({name}) => name);

	it('takes keys from Ink in one file', () => {
		expect(filesWith(/\buseInput\(/)).toEqual(['ui/input.tsx']);
	});

	it('numbers exit codes in one file', () => {
		expect(filesWith(/\bexitCode: \d|process\.exit\(\d/)).toEqual([]);
		expect(filesWith(/\bcode: \d+, meaning|\n\t\tcode: \d/)).toEqual(['domain/exit-codes.ts']);
	});

	it('ends the process in one file', () => {
		expect(filesWith(/process\.exit\(|process\.exitCode\s*=/)).toEqual(['cli.tsx']);
	});
});

/** The texts that stand in a file's code, comments and what templates put in left out. */
function textsOf(path: string): readonly string[] {
	const code = readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
	const literals = code.match(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g) ?? [];
	return literals.map(text => text.slice(1, -1).replace(/\$\{[^}]*\}/g, ''));
}

describe('one table each', () => {
	/** Files that spell a word in a text, but for those that may. */
	const spellers = (word: string, allowed: readonly string[], within = ''): string[] => {
		const pattern = new RegExp(`(?<![\\w-])(?:${word})(?![\\w-])`);
		return files
			.filter(({name}) => name.startsWith(within) && !allowed.some(one => name.startsWith(one)))
			.filter(({path}) => textsOf(path).some(text => pattern.test(text)))
			.map(({name}) => name);
	};

	it('for settings: each is read, by one piece of the program that it changes', () => {
		const code = files.map(({path}) => readFileSync(path, 'utf8')).join('\n');
		const unread = settingNames.filter(
			key => !new RegExp(`settings\\.(?:get|find)\\('${key}'\\)`).test(code),
		);

		expect(unread).toEqual([]);
	});

	it('for statuses: no other file spells one', () => {
		const statuses = statusRows.map(row => row.status).join('|');
		// The simulator's samples hold a scheduler's own words.
		const samples = ['simulator/jobs/sample-data.ts', 'simulator/jobs/output-tree.ts'];
		expect(spellers(statuses, ['domain/status.ts', ...samples])).toEqual([]);
	});

	it('for keys: no other file of the interface names one', () => {
		const inTables = ['ui/keys/', 'ui/keymap/'];
		const names = 'ctrl-[a-z]|esc|pageup|pagedown|pgup|pgdn|backspace|shift-tab';
		expect(spellers(names, inTables, 'ui/')).toEqual([]);
		expect(spellers('Ctrl-[A-Z]|Esc|Enter|PgUp|PgDn|Tab|Space|Backspace', inTables, 'ui/')).toEqual([]);
	});

	it('for colours: no other file names one', () => {
		const colours = 'black|red|green|yellow|blue|magenta|cyan|white|bright[A-Z][a-z]+';
		expect(spellers(`^(?:${colours})$`, ['ui/theme.ts'])).toEqual([]);
	});

	it('for conditions: no other file spells one', () => {
		const conditions = conditionRows.map(row => row.code).join('|');
		expect(spellers(conditions, ['domain/condition.ts'])).toEqual([]);
	});

	it('for events: beside the simulator, which is the service, no other file spells one', () => {
		expect(
			spellers('JOB_[A-Z]+_[A-Z_]+', ['domain/condition.ts', 'domain/history.ts', 'simulator/']),
		).toEqual([]);
	});
});

describe('the size of a file', () => {
	it('lets each be read at once: 250 lines at most', () => {
		// A test is a row of cases, each read by itself.
		const long = ['source', 'scripts', 'bench', 'test']
			.flatMap(folder => filesBelow(join(root, folder)))
			.filter(path => !/\.test\.tsx?$/.test(path))
			.map(path => ({name: relative(root, path), lines: readFileSync(path, 'utf8').split('\n').length}))
			.filter(({lines}) => lines > 250);

		expect(long).toEqual([]);
	});
});
