import type {Plugin} from 'esbuild';

/**
 * Packages with one function, which few frames call and which take long to load: expressions over the tables of Unicode are
 * made there (10 ms). They are bundled, and loaded with the first call.
 */
const packages = /^(string-width|wrap-ansi|cli-truncate)$/;

export const latePackages: Plugin = {
	name: 'late-packages',
	setup(context) {
		context.onResolve({filter: packages}, ({path, kind, resolveDir}) =>
			kind === 'require-call' ? undefined : {path, namespace: 'late', pluginData: {resolveDir}},
		);
		context.onLoad({filter: packages, namespace: 'late'}, ({path, pluginData}) => ({
			contents: `
				let real;
				export default (...args) => (real ??= require('${path}').default)(...args);
			`,
			resolveDir: (pluginData as {readonly resolveDir: string}).resolveDir,
		}));
	},
};
