import {once} from 'node:events';
import type {AddressInfo} from 'node:net';
import {systemClock} from '../domain/clock.ts';
import {Failure} from '../domain/failure.ts';
import type {KnownStatus} from '../domain/status.ts';
import {createFaultEngine} from './faults/fault-engine.ts';
import type {FaultSpec} from './faults/faults.ts';
import {jobsReplies} from './http/reply.ts';
import {createHttpServer} from './http-server.ts';
import {type JobRecord, sharedResources} from './jobs/job-record.ts';
import {createJobStore, type JobStore} from './jobs/job-store.ts';
import {createLifecycle} from './jobs/lifecycle.ts';
import {startArrivals} from './jobs/new-job.ts';
import {sampleJobs} from './jobs/sample-jobs.ts';
import {createSubscriptions} from './jobs/subscriptions.ts';
import {randomFrom} from './random.ts';
import {annotationsRoutes} from './routes/annotations-routes.ts';
import {devicePageRoutes} from './routes/device-page.ts';
import {filesRoutes} from './routes/files-routes.ts';
import {jobsListRoutes} from './routes/jobs-list-routes.ts';
import {jobsRoutes} from './routes/jobs-routes.ts';
import {jobsShareRoutes} from './routes/jobs-share-routes.ts';
import {jobsSubmitRoutes} from './routes/jobs-submit-routes.ts';
import {jobsSubscribeRoutes} from './routes/jobs-subscribe-routes.ts';
import {oauthRoutes} from './routes/oauth-routes.ts';
import {outputRoutes} from './routes/output-routes.ts';
import {tenantsRoutes} from './routes/tenants-routes.ts';
import {createServiceTime} from './service-time.ts';
import {createDeviceCodes, type DeviceCodes} from './sign-in/device-codes.ts';
import {type Claims, createTokens} from './sign-in/tokens.ts';
import {type SimulatorOptions, simulatorDefaults} from './simulator-options.ts';
import {demoUser, otherUser} from './tenant.ts';
import type {World} from './world.ts';

export type Simulator = {
	/** Base URL, such as `http://127.0.0.1:41873`. */
	readonly url: string;
	readonly port: number;
	/** An access token of user demo. */
	readonly token: string;
	/** A token of any user; `seconds` may be negative, for one that has expired. */
	readonly tokenFor: (user: string, seconds?: number) => Promise<string>;
	/** A token with exactly these claims, well signed. */
	readonly signToken: (claims: Claims) => Promise<string>;
	readonly store: JobStore;
	/** Puts a job into a status at once, whatever the state machine says. */
	readonly setStatus: (uuid: string, status: KnownStatus, changes?: Partial<JobRecord>) => JobRecord;
	/** True while an accepted cancel waits for its effect. */
	readonly isCancelAsked: (uuid: string) => boolean;
	readonly devices: Pick<DeviceCodes, 'approve' | 'waiting'>;
	readonly addFault: (fault: FaultSpec) => void;
	readonly clearFaults: () => void;
	/** The latest requests, oldest first, as `METHOD /path?query`. */
	readonly requests: readonly string[];
	readonly close: () => Promise<void>;
};

const mostRequestsKept = 10_000;
const cancelQuirks = ['unposted', 'ignored', 'overtaken'] as const;

/** Starts a simulated Tapis tenant on loopback. Rejects with a `usage` failure when the port is taken. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const {
		port,
		jobCount,
		speed,
		seed,
		apiVersion,
		accessTokenSeconds,
		clock = systemClock,
	} = {...simulatorDefaults, ...options};
	checkOptions(port, jobCount, speed);
	let url = '';
	const time = createServiceTime(clock, speed);
	const store = createJobStore();
	const lifecycle = createLifecycle(store, time);
	const accessSeconds = Math.floor(accessTokenSeconds);
	const tokens = await createTokens({issuer: () => `${url}/v3/tokens`, clock, accessSeconds});
	const replies = jobsReplies(apiVersion);
	const faults = createFaultEngine({seed, store, time, tokens, replies}, options.faults ?? []);
	const devices = createDeviceCodes(randomFrom(seed), options.approvesDevices ?? false);
	const world: World = {
		seed,
		apiVersion,
		store,
		lifecycle,
		subscriptions: createSubscriptions(time),
		time,
		tokens,
		replies,
		url: () => url,
		mustZip: path => faults.strikes('zip-download', path),
		cancelQuirk: path => cancelQuirks.find(quirk => faults.strikes(`cancel-${quirk}`, path)),
	};
	const requests: string[] = [];
	const routes = [
		...oauthRoutes(world, devices),
		...devicePageRoutes(devices),
		...tenantsRoutes(world),
		...jobsShareRoutes(world),
		...jobsSubscribeRoutes(world),
		...annotationsRoutes(world),
		...jobsListRoutes(world),
		...jobsSubmitRoutes(world),
		...jobsRoutes(world),
		...outputRoutes(world),
		...filesRoutes(world),
	];
	const server = createHttpServer(routes, {
		tokens,
		faults,
		onRequest(request) {
			requests.push(request);
			if (requests.length >= 2 * mostRequestsKept) requests.splice(0, mostRequestsKept);
		},
	});

	const listening = once(server, 'listening');
	server.listen(port, '127.0.0.1');
	await listening.catch((error: NodeJS.ErrnoException) => {
		throw portFailure(error, port);
	});
	const address = server.address() as AddressInfo;
	url = `http://127.0.0.1:${address.port}`;
	fillStore(store, seed, jobCount, clock.now()).forEach(lifecycle.live);
	const stopArrivals = options.hasArrivals === false ? undefined : startArrivals(world, demoUser.username);

	const tokenFor = async (user: string, seconds?: number): Promise<string> =>
		(await tokens.issue('access', {user, grantType: 'password'}, seconds)).token;
	return {
		url,
		port: address.port,
		token: await tokenFor(demoUser.username),
		tokenFor,
		signToken: tokens.sign,
		store,
		setStatus(uuid, status, changes) {
			const job = store.find(uuid);
			if (!job) throw new Error(`No job ${uuid}`);
			return lifecycle.force(job, status, changes);
		},
		isCancelAsked: lifecycle.isCancelAsked,
		devices,
		addFault: faults.add,
		clearFaults: faults.clear,
		requests,
		async close() {
			stopArrivals?.();
			lifecycle.stop();
			if (!server.listening) return;
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
}

function checkOptions(port: number, jobCount: number, speed: number): void {
	const refuse = (message: string): Failure => new Failure('usage', message);
	if (!Number.isInteger(port) || port < 0 || port > 65_535)
		throw refuse(`A port is a whole number from 0 to 65535, not ${port}.`);
	if (!Number.isInteger(jobCount) || jobCount < 0)
		throw refuse(`The number of jobs is a whole number, not ${jobCount}.`);
	if (!(speed > 0 && Number.isFinite(speed))) throw refuse(`The speed is a number above 0, not ${speed}.`);
}

/** Puts the sample jobs of both users into the store; gives them back. */
function fillStore(store: JobStore, seed: number, count: number, now: number): readonly JobRecord[] {
	const isTaken = (uuid: string): boolean => store.find(uuid) !== undefined;
	const add = (owner: string, ownCount: number, firstIndex: number): readonly JobRecord[] =>
		sampleJobs({seed, owner, count: ownCount, firstIndex, isTaken}, now).map(store.add);
	const jobs = add(demoUser.username, count, 0);
	const others = add(otherUser.username, Math.min(10, Math.ceil(count / 8)), 500_000);
	for (const [index, job] of others.entries()) {
		if (index % 2 !== 0) continue;
		for (const resource of sharedResources)
			store.share(job.uuid, {
				grantee: demoUser.username,
				resource,
				createdby: job.owner,
				created: job.created,
			});
	}
	return [...jobs, ...others];
}

function portFailure(error: NodeJS.ErrnoException, port: number): Failure {
	if (error.code === 'EADDRINUSE') {
		const advice = 'Choose another with --port, or leave it out to take any free one.';
		return new Failure('usage', `Port ${port} is in use already.`, {advice, cause: error});
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
