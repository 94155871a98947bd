import {readFile} from 'node:fs/promises';
import type {Plugin} from 'esbuild';

/** Ink waits for its devtools while it is loaded with DEV=true; they are no part of the program. */
export const noDevtools: Plugin = {
	name: 'no-devtools',
	setup(context) {
		context.onLoad({filter: /ink\/build\/reconciler\.js$/}, async ({path}) => {
			const text = await readFile(path, 'utf8');
			return {contents: text.replaceAll(`process.env['DEV'] === 'true'`, 'false')};
		});
	},
};
