import {readFile} from 'node:fs/promises';
import type {Plugin} from 'esbuild';

/**
 * Yoga fetches its code from a data URL, for which Node loads a whole HTTP client (25 ms). Here it is compiled where it
 * stands, at once, so that nothing has to be waited for when the module is loaded either.
 */
export const yogaAtOnce: Plugin = {
	name: 'yoga-at-once',
	setup(context) {
		context.onLoad({filter: /yoga-layout\/dist\/src\/index\.js$/}, async ({path}) => {
			const loader = await readFile(path.replace('src/index.js', 'binaries/yoga-wasm-base64-esm.js'), 'utf8');
			const [, code] = /base64,([A-Za-z0-9+/=]+)"/.exec(loader) ?? [];
			if (code === undefined) throw new Error('Yoga no longer carries its code as it did.');
			return {
				contents: `
					import loadYoga from '../binaries/yoga-wasm-base64-esm.js';
					import wrapAssembly from './wrapAssembly.js';
					const yoga = {
						instantiateWasm(imports, receive) {
							const code = new WebAssembly.Module(Buffer.from('${code}', 'base64'));
							const instance = new WebAssembly.Instance(code, imports);
							receive(instance);
							return instance.exports;
						},
					};
					loadYoga(yoga);
					export default wrapAssembly(yoga);
					export * from './generated/YGEnums.js';
				`,
			};
		});
		context.onLoad({filter: /yoga-wasm-base64-esm\.js$/}, async ({path}) => {
			const text = await readFile(path, 'utf8');
			return {contents: text.replace(/base64,[A-Za-z0-9+/=]{1000,}/, 'base64,')};
		});
	},
};
