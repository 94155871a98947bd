/** What comes from others: licences, install scripts, what is bundled, and whether the lock file is in step. */
import {existsSync, readFileSync} from 'node:fs';
import {isBuiltin} from 'node:module';
import {build} from 'esbuild';
import {bundle, root} from './bundle.ts';

type Manifest = {
	readonly name?: string;
	readonly version?: string;
	readonly license?: unknown;
	readonly scripts?: Readonly<Record<string, string>>;
	readonly [group: string]: unknown;
};
type Locked = Manifest & {
	readonly integrity?: string;
	readonly hasInstallScript?: boolean;
	readonly link?: boolean;
};

export type SupplyChain = {
	/** Packages that are installed here, as `name@version`, by the licence they state. */
	readonly licences: ReadonlyMap<string, readonly string[]>;
	/** Those whose code or licence text ends up in what is shipped. */
	readonly bundled: readonly string[];
	/** Packages with a script that npm would run when they are installed; all are for development. */
	readonly installScripts: readonly string[];
	/** What is not as it should be, a sentence each. */
	readonly problems: readonly string[];
};

/** Allowed in what is shipped: they ask for no more than their text, which stands at the end of the bundle. */
const forShipping = new Set([
	'MIT',
	'ISC',
	'0BSD',
	'BSD-2-Clause',
	'BSD-3-Clause',
	'Apache-2.0',
	'(MIT OR CC0-1.0)',
]);
/** Allowed besides in tools, which are used and not handed on. */
const forTools = new Set([...forShipping, 'MIT OR Apache-2.0', 'MPL-2.0']);
/** State no licence. Only their types are used, which leave nothing in what is shipped. */
const withoutLicence = /^@tapis\/tapis-typescript-/;
/** Run by npm at installation: the Node that scripts and tests run on. esbuild works without its own. */
const knownScripts = new Set(['node', 'esbuild']);

const readJson = <Content>(path: string): Content =>
	JSON.parse(readFileSync(`${root}${path}`, 'utf8')) as Content;

const groups = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;
const nameOf = (path: string): string =>
	path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** The folder of the package that a file belongs to, from `node_modules/` on; undefined for our own. */
function packageOf(file: string): string | undefined {
	return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]?.replace(/^.*?(?=node_modules\/)/, '');
}

/** The packages in the bundle, and what it still asks for when it runs. */
async function readBundle(): Promise<{
	readonly packages: readonly string[];
	readonly asked: readonly string[];
}> {
	const {metafile} = await build({
		...bundle,
		entryPoints: {cli: 'source/cli.tsx', index: 'source/index.ts'},
		outdir: 'dist',
		splitting: true,
		format: 'esm',
		write: false,
		metafile: true,
	});
	const used = Object.values(metafile.outputs).flatMap(({inputs}) =>
		Object.entries(inputs).flatMap(([file, {bytesInOutput}]) => (bytesInOutput > 0 ? [file] : [])),
	);
	const packages = new Set(used.map(packageOf).filter(one => one !== undefined));
	const outside = Object.values(metafile.outputs).flatMap(({imports}) => imports.filter(one => one.external));
	return {packages: [...packages].sort(), asked: [...new Set(outside.map(({path}) => path))]};
}

export async function readSupplyChain(): Promise<SupplyChain> {
	const own = readJson<Manifest>('package.json');
	const lock = readJson<{readonly packages: Readonly<Record<string, Locked>>}>('package-lock.json').packages;
	const problems: string[] = [];

	for (const group of groups) {
		if (JSON.stringify(own[group] ?? {}) !== JSON.stringify(lock['']?.[group] ?? {}))
			problems.push(`package-lock.json has other ${group} than package.json.`);
	}
	if (own['dependencies'] !== undefined) problems.push('package.json has dependencies at run time.');
	for (const script of ['preinstall', 'install', 'postinstall', 'prepare'])
		if (own.scripts?.[script] !== undefined) problems.push(`package.json has the script ${script}.`);

	const licences = new Map<string, string[]>();
	const installScripts: string[] = [];
	const {packages, asked} = await readBundle();
	for (const [path, locked] of Object.entries(lock)) {
		if (path === '') continue;
		if (locked.integrity === undefined && locked.link !== true)
			problems.push(`${path} has no checksum in the lock file.`);
		if (locked.hasInstallScript === true) installScripts.push(nameOf(path));
		// Those for other platforms are not installed here.
		if (!existsSync(`${root}${path}/package.json`)) continue;
		const installed = readJson<Manifest>(`${path}/package.json`);
		const shown = `${installed.name}@${installed.version}`;
		if (installed.version !== locked.version)
			problems.push(`${shown} is installed, ${locked.version} is locked.`);
		const licence = typeof installed.license === 'string' ? installed.license : 'none stated';
		licences.set(licence, [...(licences.get(licence) ?? []), shown]);
		const isBundled = packages.includes(path);
		const isUsedForTypes = !isBundled && withoutLicence.test(nameOf(path));
		if (!(isBundled ? forShipping : forTools).has(licence) && !isUsedForTypes)
			problems.push(
				`${shown} has the licence ${licence}, which is not allowed for ${isBundled ? 'shipping' : 'tools'}.`,
			);
	}
	for (const path of packages)
		if (lock[path] === undefined) problems.push(`${path} is bundled and not locked.`);
	for (const name of asked) if (!isBuiltin(name)) problems.push(`The bundle asks for ${name} when it runs.`);
	for (const name of installScripts)
		if (!knownScripts.has(name)) problems.push(`${name} has an install script that nobody has looked at.`);
	return {licences, bundled: packages.map(nameOf), installScripts, problems};
}
