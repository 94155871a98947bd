import {once} from 'node:events';
import type {AddressInfo} from 'node:net';
import type {Clock} from '../domain/clock.ts';
import {Failure} from '../domain/failure.ts';
import {createFaultEngine} from './fault-engine.ts';
import {createHttpServer} from './http-server.ts';
import type {JobRecord} from './job-record.ts';
import {createJobStore, type JobStore} from './job-store.ts';
import {jobsListRoutes} from './jobs-list-routes.ts';
import {jobsRoutes} from './jobs-routes.ts';
import {createLifecycle, type Lifecycle} from './lifecycle.ts';
import {oauthRoutes} from './oauth-routes.ts';
import {type ApiVersion, jobsReplies} from './reply.ts';
import {sampleJobs} from './sample-jobs.ts';
import {createServiceTime, wallClock} from './service-time.ts';
import {createTokens, defaultAccessSeconds} from './tokens.ts';
import type {World} from './world.ts';

export type SimulatorOptions = {
	/** Port on 127.0.0.1; 0, the default, takes any free one. */
	readonly port?: number;
	/** Jobs of user demo at the start; a few of user other come on top. */
	readonly jobCount?: number;
	/** How many times faster than the real service jobs live. */
	readonly speed?: number;
	readonly seed?: number;
	readonly apiVersion?: ApiVersion;
	/** Lifetime of access tokens, in seconds. */
	readonly accessTokenSeconds?: number;
	readonly clock?: Clock;
};

export type Simulator = {
	/** Base URL, such as `http://127.0.0.1:41873`. */
	readonly url: string;
	readonly port: number;
	/** An access token of user demo. */
	readonly token: string;
	readonly tokenFor: (user: string, seconds?: number) => Promise<string>;
	readonly store: JobStore;
	readonly lifecycle: Lifecycle;
	/** Requests so far, by `METHOD /path`. */
	readonly requests: readonly string[];
	readonly close: () => Promise<void>;
};

/** Starts a simulated Tapis tenant on loopback. Rejects with a `usage` failure when the port is taken. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const {port = 0, jobCount = 40, speed = 1, seed = 1, apiVersion = '1.7', clock = wallClock} = options;
	let url = '';
	const time = createServiceTime(clock, speed);
	const store = createJobStore();
	const lifecycle = createLifecycle(store, time);
	const tokens = await createTokens({
		issuer: () => `${url}/v3/tokens`,
		clock,
		accessSeconds: options.accessTokenSeconds ?? defaultAccessSeconds,
	});
	const world: World = {
		seed,
		apiVersion,
		store,
		lifecycle,
		time,
		tokens,
		replies: jobsReplies(apiVersion),
		url: () => url,
		cancelQuirk: () => undefined,
	};
	const requests: string[] = [];
	const server = createHttpServer([...oauthRoutes(world), ...jobsListRoutes(world), ...jobsRoutes(world)], {
		tokens,
		faults: createFaultEngine(),
		onRequest: (method, path) => void requests.push(`${method} ${path}`),
	});

	server.listen(port, '127.0.0.1');
	await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
		throw portFailure(error, port);
	});
	const address = server.address() as AddressInfo;
	url = `http://127.0.0.1:${address.port}`;
	fillStore(store, seed, jobCount, clock.now()).forEach(lifecycle.live);

	const tokenFor = async (user: string, seconds?: number): Promise<string> =>
		(await tokens.issue('access', {user, grantType: 'password'}, seconds)).token;
	return {
		url,
		port: address.port,
		token: await tokenFor('demo'),
		tokenFor,
		store,
		lifecycle,
		requests,
		async close() {
			lifecycle.stop();
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
}

/** Puts the sample jobs of both users into the store; gives them back. */
function fillStore(store: JobStore, seed: number, count: number, now: number): readonly JobRecord[] {
	const jobs = sampleJobs({seed, owner: 'demo', count, firstIndex: 0}, now).map(store.add);
	const others = sampleJobs(
		{seed, owner: 'other', count: Math.min(10, Math.ceil(count / 8)), firstIndex: count + 1000},
		now,
	).map(store.add);
	for (const job of others.filter((_, index) => index % 2 === 0)) store.share(job.uuid, 'demo');
	return [...jobs, ...others];
}

function portFailure(error: NodeJS.ErrnoException, port: number): Failure {
	if (error.code === 'EADDRINUSE') {
		return new Failure('usage', `Port ${port} is in use already.`, {
			advice: 'Choose another with --port, or leave it out to take any free one.',
			cause: error,
		});
	}
	if (error.code === 'EACCES') {
		return new Failure('usage', `Port ${port} may not be used by this user.`, {
			advice: 'Choose one above 1023 with --port.',
			cause: error,
		});
	}
	return new Failure('usage', `The simulator cannot listen on port ${port}: ${error.message}.`, {
		cause: error,
	});
}
