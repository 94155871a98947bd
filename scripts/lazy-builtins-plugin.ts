import {createRequire} from 'node:module';
import type {Plugin} from 'esbuild';

const require = createRequire(import.meta.url);

/**
 * An import of one of these makes Node read all that the module exports, and in node:http that loads a whole second HTTP
 * client (25 ms). Taken as an object, only what is used is read.
 */
const modules = /^node:https?$/;

export const lazyBuiltins: Plugin = {
	name: 'lazy-builtins',
	setup(context) {
		context.onResolve({filter: modules}, ({path}) => ({path, namespace: 'builtin'}));
		context.onLoad({filter: modules, namespace: 'builtin'}, ({path}) => {
			const properties = Object.getOwnPropertyDescriptors(require(path) as object);
			const names = Object.keys(properties).filter(name => properties[name]?.get === undefined);
			return {
				contents: `
					const all = process.getBuiltinModule('${path}');
					export const {${names.join(', ')}} = all;
					export default all;
				`,
			};
		});
	},
};
