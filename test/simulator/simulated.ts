import {onTestFinished} from 'vitest';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import type {SimulatorOptions} from '../../source/simulator/simulator-options.ts';
import {createFakeClock, type FakeClock} from '../helpers/fake-clock.ts';

export type Answer = {
	readonly status: number;
	readonly headers: Headers;
	readonly text: string;
	/** The body as JSON; undefined where it is none. */
	// biome-ignore lint/suspicious/noExplicitAny: replies are looked at field by field
	readonly json: any;
};

export type CallOptions = {
	readonly method?: string;
	readonly token?: string;
	readonly body?: unknown;
	readonly headers?: Readonly<Record<string, string>>;
};

export type Simulated = {
	readonly simulator: Simulator;
	readonly clock: FakeClock;
	readonly call: (path: string, options?: CallOptions) => Promise<Answer>;
	/** The uuid of one of demo's jobs in a status. */
	readonly jobIn: (status: string, owner?: string) => string;
};

/** A simulator on a clock that only the test moves, closed when the test is over. */
export async function simulate(options: SimulatorOptions = {}): Promise<Simulated> {
	const clock = createFakeClock();
	const simulator = await startSimulator({clock, hasArrivals: false, ...options});
	onTestFinished(simulator.close);
	return {
		simulator,
		clock,
		call: (path, callOptions) => callSimulator(simulator, path, callOptions),
		jobIn(status, owner = 'demo') {
			const job = simulator.store.all().find(one => one.status === status && one.owner === owner);
			if (!job) throw new Error(`No job of ${owner} is ${status}`);
			return job.uuid;
		},
	};
}

/** One real HTTP request; as user demo unless a token says otherwise ('' sends none). */
export async function callSimulator(
	simulator: Simulator,
	path: string,
	options: CallOptions = {},
): Promise<Answer> {
	const token = options.token ?? simulator.token;
	const response = await fetch(`${simulator.url}${path}`, {
		method: options.method ?? 'GET',
		redirect: 'manual',
		headers: {
			...(token === '' ? {} : {'x-tapis-token': token}),
			...(options.body === undefined ? {} : {'content-type': 'application/json'}),
			...options.headers,
		},
		...(options.body === undefined
			? {}
			: {body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body)}),
	});
	const text = await response.text();
	return {status: response.status, headers: response.headers, text, json: parse(text)};
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
