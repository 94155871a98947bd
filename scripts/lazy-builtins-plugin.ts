import {createRequire, isBuiltin} from 'node:module';
import type {Plugin} from 'esbuild';

const require = createRequire(import.meta.url);

/**
 * An import of one of Node's modules makes Node read everything that the module exports, with what lies behind its getters:
 * `node:http` loads a second HTTP client (25 ms), `node:process` opens standard input. Taken as an object, only what is used
 * is read.
 */
export const lazyBuiltins: Plugin = {
	name: 'lazy-builtins',
	setup(context) {
		context.onResolve({filter: /.*/}, ({path, kind}) =>
			kind === 'import-statement' && isBuiltin(path)
				? {path: path.replace(/^(node:)?/, 'node:'), namespace: 'builtin', sideEffects: false}
				: undefined,
		);
		context.onLoad({filter: /.*/, namespace: 'builtin'}, ({path}) => {
			const properties = Object.entries(Object.getOwnPropertyDescriptors(require(path) as object));
			// A module taken whole, as node:http is to choose between it and node:https, has all its exports read.
			const isTakenWhole = /^node:https?$/.test(path);
			const names = properties
				.filter(
					([name, {get, enumerable}]) =>
						enumerable === true && /^[a-zA-Z]\w*$/.test(name) && !(isTakenWhole && get),
				)
				.map(([name]) => name);
			const exported = names
				.filter(name => name !== 'default')
				.map(
					(name, at) => `const at${at} = /* @__PURE__ */ (() => all.${name})(); export {at${at} as ${name}};`,
				);
			return {
				contents: `
					const all = /* @__PURE__ */ process.getBuiltinModule('${path}');
					${exported.join('\n')}
					export default all;
				`,
			};
		});
	},
};
