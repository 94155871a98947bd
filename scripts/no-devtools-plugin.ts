import type {Plugin} from 'esbuild';

/** Ink asks for its devtools only with DEV=true; they are no part of the program. */
export const noDevtools: Plugin = {
	name: 'no-devtools',
	setup(context) {
		context.onResolve({filter: /^react-devtools-core$/}, () => ({
			path: 'react-devtools-core',
			namespace: 'empty',
		}));
		context.onLoad({filter: /.*/, namespace: 'empty'}, () => ({contents: 'export default {}'}));
	},
};
