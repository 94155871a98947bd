import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {openSettings} from '../../config/settings.ts';
import type {Identity} from '../../domain/identity.ts';
import {createVolatileMemory} from '../../following/memories.ts';
import {parseFault} from '../../simulator/faults/parse-fault.ts';
import {demoUser, tenantId} from '../../simulator/tenant.ts';
import {createHttpClient} from '../../tapis/http/http.ts';
import {signInWithPassword} from '../../tapis/sign-in/sign-in.ts';
import {createTokenSource} from '../../tapis/sign-in/token-source.ts';
import {createTapisApi} from '../../tapis/tapis-client.ts';
import type {CommandContext} from '../command-line/command.ts';
import {settingFlags} from '../command-line/setting-flags.ts';
import {createMonitorFor} from './create-monitor-for.ts';
import {deferredApi} from './deferred-api.ts';
import type {RunMonitor} from './monitor-start.ts';
import {startDemo} from './start-demo.ts';

/** The monitor on a simulator that lives as long as it does. */
export async function openOnSimulator(context: CommandContext, runMonitor: RunMonitor): Promise<number> {
	const {flags, clock, version, env} = context;
	// A fault that there is not is told before the screen is taken.
	for (const fault of flags.fault ?? []) parseFault(fault);
	// Nothing stands in this folder: the person's own settings are neither read nor written.
	const settings = openSettings({
		paths: {config: join(tmpdir(), `tapis-jobs-demo-${process.pid}`)},
		environment: env,
		flags: settingFlags(flags),
	});
	const http = createHttpClient({userAgent: `tapis-jobs/${version}`});
	const starting = startDemo(context);
	let simulatorUrl: string | null = null;
	const coming = starting.then(({baseUrl, token}) => {
		simulatorUrl = baseUrl;
		const tokens = createTokenSource({
			tokens: {accessToken: token, refreshToken: null, expiresAt: null},
			clock,
			signIn: () => signInWithPassword({baseUrl, http, clock}, demoUser),
		});
		return createTapisApi({baseUrl, tokens, http, clock});
	});
	// Every call reports it; nobody may be waiting yet when it fails.
	coming.catch(() => undefined);
	const api = deferredApi(() => coming);
	const monitor = createMonitorFor(context, api, createVolatileMemory(), settings);
	const identity: Identity = {user: demoUser.username, tenant: tenantId, host: 'simulator'};
	try {
		return await runMonitor({
			...context,
			monitor,
			api,
			identity: () => identity,
			settings,
			warnings: settings.warnings(),
			known: () => ({baseUrl: simulatorUrl, user: identity.user}),
			tokenExpiresAt: () => null,
			traffic: http.counters,
			isDemo: true,
			profiles: [],
			signIn: async () => identity,
		});
	} finally {
		await monitor.stop();
		http.close();
		await starting.then(
			demo => demo.stop(),
			() => undefined,
		);
	}
}
