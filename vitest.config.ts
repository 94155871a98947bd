import {defineConfig} from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		globalSetup: ['test/helpers/global-setup.ts'],
		// The long run (`npm run test:trust`) tries more, and counts.
		setupFiles: process.env['TRUST_FIGURES'] === undefined ? [] : ['test/trust/count-properties.ts'],
		// Frames must not depend on the machine: no CI mode in Ink, one colour depth, one time zone, one language.
		env: {
			CI: '',
			CONTINUOUS_INTEGRATION: '',
			NO_COLOR: '',
			FORCE_COLOR: '3',
			TZ: 'UTC',
			LANG: 'en_US.UTF-8',
			LC_ALL: '',
			TERM: 'xterm-256color',
			TMUX: '',
		},
		testTimeout: 20_000,
		hookTimeout: 60_000,
		maxWorkers: 2,
	},
	define: {__VERSION__: '"0.0.0-test"'},
});
