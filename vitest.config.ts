import {defineConfig} from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		// Walks random hostile texts; a run in some meets a path too long for the service. `TRUST=1` takes it in.
		exclude: process.env['TRUST'] === undefined ? ['test/trust/hostile-screens.test.ts'] : [],
		globalSetup: ['test/helpers/global-setup.ts'],
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
