import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {onTestFinished} from 'vitest';
import {hasEnded} from '../../source/domain/status.ts';
import {startSimulator} from '../../source/simulator/simulator.ts';
import type {SimulatorOptions} from '../../source/simulator/simulator-options.ts';
import {hostileTexts} from './hostile-text.ts';

export type HostileService = {
	readonly url: string;
	readonly token: string;
	/** How many texts it has spoilt so far. */
	readonly spoilt: () => number;
	/** Of the user's jobs, those that go on first. */
	readonly uuids: () => readonly string[];
	/** Ends a job, as if somebody else had cancelled it. */
	readonly end: (uuid: string) => void;
};

/** Fields the program steers by: without them it would find nothing to show. */
const kept = new Set([
	...[
		'uuid',
		'owner',
		'status',
		'type',
		'created',
		'lastUpdated',
		'ended',
		'remoteStarted',
		'jobUuid',
		'size',
	],
	...['lastModified', 'event', 'access_token', 'remoteEnded', 'remoteSubmitted'],
]);

/** The listing of any directory: whatever its job was told as its place. */
function hostileFiles(): string {
	const result = hostileTexts.map((text, at) => ({
		name: `${text.slice(0, 3000).replaceAll('/', '')}${at}`,
		path: `/out/${at}`,
		type: at % 7 === 6 ? 'dir' : 'file',
		size: 4000,
		lastModified: '2026-11-24T12:00:00Z',
	}));
	return JSON.stringify({result, status: 'success', message: 'FILES_OK', version: '1.7.0', metadata: null});
}

/** Above this a text is rare, so that an answer stays within what the program reads of one. */
const longText = 5000;
const longEvery = 61;

/**
 * The simulator behind a gateway that puts a hostile text into every field that is only shown: names, apps, systems, messages,
 * tags, notes, history, requests, file names, and what stands in files. `besides` are more such texts.
 */
export async function startHostileService(
	options: SimulatorOptions = {},
	besides: readonly string[] = [],
): Promise<HostileService> {
	const simulator = await startSimulator(options);
	const short = [...hostileTexts, ...besides].filter(text => text.length <= longText);
	const long = hostileTexts.filter(text => text.length > longText);
	let spoilt = 0;
	const next = (): string => {
		spoilt++;
		if (spoilt % longEvery === 0) return long[(spoilt / longEvery) % long.length]!;
		return short[spoilt % short.length]!;
	};
	const spoil = (value: unknown, name: string): unknown => {
		if (kept.has(name)) return value;
		if (typeof value === 'string') {
			// An empty text would hide what comes after it, and a status between the others is told by its event.
			return name === 'eventDetail' && spoilt % 2 === 0 ? value : `${next()}${value.slice(0, 20)}`;
		}
		if (Array.isArray(value)) return value.map(one => spoil(one, name));
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, spoil(one, key)]));
	};
	const server = createServer(async (incoming, response) => {
		try {
			const chunks: Buffer[] = [];
			for await (const chunk of incoming) chunks.push(chunk as Buffer);
			const path = incoming.url!;
			if (/^\/v3\/files\/ops\/|\/output\/list\//.test(path)) {
				response.writeHead(200, {'content-type': 'application/json'}).end(hostileFiles());
				return;
			}
			if (/^\/v3\/files\/content\/|\/output\/download\//.test(path)) {
				response.writeHead(200, {'content-type': 'text/plain'});
				response.end(`${hostileTexts.map(text => text.slice(0, 3000)).join('\n')}\n`);
				return;
			}
			const headers = Object.fromEntries(
				Object.entries(incoming.headers).filter(
					([name]) => !['host', 'connection', 'content-length', 'accept-encoding'].includes(name),
				),
			) as Record<string, string>;
			const answer = await fetch(`${simulator.url}${path}`, {
				method: incoming.method!,
				headers,
				redirect: 'manual',
				...(chunks.length > 0 ? {body: Buffer.concat(chunks)} : {}),
			});
			const body = Buffer.from(await answer.arrayBuffer());
			const type = answer.headers.get('content-type') ?? 'text/plain';
			const date = answer.headers.get('date') ?? new Date().toUTCString();
			const send = (text: string | Buffer): void =>
				void response.writeHead(answer.status, {'content-type': type, date}).end(text);
			if (
				type.includes('json') &&
				path.startsWith('/v3/') &&
				!path.startsWith('/v3/oauth2') &&
				!path.startsWith('/v3/tenants')
			) {
				const envelope = JSON.parse(body.toString()) as Record<string, unknown>;
				send(
					JSON.stringify({
						...envelope,
						result: spoil(envelope['result'], ''),
						message: `${String(envelope['message'])} ${next().slice(0, 300)}`,
					}),
				);
			} else send(body);
		} catch {
			response.destroy();
		}
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(async () => {
		server.closeAllConnections();
		server.close();
		await simulator.close();
	});
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		token: simulator.token,
		spoilt: () => spoilt,
		end: uuid => void simulator.setStatus(uuid, 'CANCELLED'),
		uuids: () => {
			const own = simulator.store.all().filter(job => job.owner === 'demo');
			return [...own]
				.sort((a, b) => Number(hasEnded(a.status)) - Number(hasEnded(b.status)))
				.map(job => job.uuid);
		},
	};
}
