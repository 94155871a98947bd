import {createRequire, isBuiltin} from 'node:module';
import type {Plugin} from 'esbuild';

const require = createRequire(import.meta.url);

/** Modules that take long to load and that the first frame does without (30 ms together): loaded when first used. */
const late =
	/^node:(child_process|crypto|fs\/promises|https?|readline(\/promises)?|timers\/promises|tls|zlib)$/;

/** Classes of those modules that the program only ever makes objects of, neither deriving from nor asking for them. */
const lateClasses = /^(Agent)$/;

/**
 * An import of one of Node's modules makes Node read everything that the module exports, with what lies behind its getters:
 * `node:http` loads a second HTTP client (25 ms), `node:process` opens standard input. Taken as an object, only what is used
 * is read, and of late modules not before it is called.
 */
export const lazyBuiltins: Plugin = {
	name: 'lazy-builtins',
	setup(context) {
		context.onResolve({filter: /.*/}, ({path, kind}) =>
			kind === 'import-statement' && isBuiltin(path)
				? {path: path.replace(/^(node:)?/, 'node:'), namespace: 'builtin', sideEffects: false}
				: undefined,
		);
		context.onLoad({filter: /.*/, namespace: 'builtin'}, ({path}) => ({
			contents: late.test(path) ? lateModule(path) : module(path),
		}));
	},
};

type Export = {readonly name: string; readonly value: unknown};

function exportsOf(path: string): readonly Export[] {
	const all = require(path) as Readonly<Record<string, unknown>>;
	return Object.entries(Object.getOwnPropertyDescriptors(all))
		.filter(([name, {enumerable}]) => enumerable === true && name !== 'default' && /^[a-zA-Z]\w*$/.test(name))
		.map(([name, {value}]) => ({name, value}));
}

function module(path: string): string {
	const exported = exportsOf(path).map(
		({name}, at) => `const at${at} = /* @__PURE__ */ (() => all.${name})(); export {at${at} as ${name}};`,
	);
	return `
		const all = /* @__PURE__ */ process.getBuiltinModule('${path}');
		${exported.join('\n')}
		export default all;
	`;
}

function lateModule(path: string): string {
	const exported = exportsOf(path).map(({name, value}, at) => {
		const given = `export {at${at} as ${name}};`;
		if (typeof value === 'function' && lateClasses.test(name))
			return `const at${at} = function (...args) { return new (all().${name})(...args); }; ${given}`;
		if (typeof value === 'function' && /^[a-z]/.test(name))
			return `const at${at} = (...args) => all().${name}(...args); ${given}`;
		// What is looked up in it by name, as in STATUS_CODES, is all that anybody asks of such an object.
		if (typeof value === 'object' && value !== null)
			return `const at${at} = /* @__PURE__ */ new Proxy({}, {get: (_, key) => all().${name}[key]}); ${given}`;
		return `const at${at} = /* @__PURE__ */ (() => all().${name})(); ${given}`;
	});
	return `
		let real;
		const all = () => (real ??= process.getBuiltinModule('${path}'));
		${exported.join('\n')}
		export default /* @__PURE__ */ new Proxy({}, {get: (_, name) => all()[name]});
	`;
}
