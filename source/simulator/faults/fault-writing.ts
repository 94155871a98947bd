import type {ServerResponse} from 'node:http';
import {gunzipSync} from 'node:zlib';
import {SECOND} from '../../domain/time.ts';
import type {ServiceTime} from '../service-time.ts';
import type {FaultNameOf} from './faults.ts';
import type {Prepared, Strike} from './strike.ts';

const dripParts = 10;

/** Writes an answer as the striking faults want it. Waits are wall time: a slow network does not know of service time. */
export async function writeWith(
	strikes: readonly Strike<'write'>[],
	response: ServerResponse,
	prepared: Prepared,
	time: ServiceTime,
): Promise<void> {
	const find = (name: FaultNameOf<'write'>): Strike<'write'> | undefined =>
		strikes.find(strike => strike.name === name);
	const wait = (ms: number): Promise<void> => new Promise(resolve => time.after(ms * time.speed, resolve));

	const isPlain = find('no-gzip') ?? find('cut-json') ?? find('empty');
	const answer = isPlain ? withoutGzip(prepared) : prepared;
	const {status, body} = answer;
	const late = find('slow') ?? find('slow-history');
	if (late) await wait(late.amount);
	const clock = find('wrong-date');
	const headers = {
		...answer.headers,
		date: new Date(time.now() + (clock?.amount ?? 0) * SECOND).toUTCString(),
	};

	if (find('hang')) return;
	if (find('empty')) {
		response.writeHead(200, {...headers, 'content-length': '0'}).end();
		return;
	}
	if (find('cut-json')) {
		const half = body.subarray(0, Math.floor(body.length / 2));
		response.writeHead(status, {...headers, 'content-length': String(half.length)}).end(half);
		return;
	}
	if (find('reset') ?? find('wrong-length')) {
		const isReset = find('reset') !== undefined;
		const sent = isReset ? body.subarray(0, Math.floor(body.length / 2)) : body;
		response.writeHead(status, {...headers, 'content-length': String(body.length + (isReset ? 0 : 100))});
		response.write(sent, () => {
			// A reset tears the line; a wrong length ends it politely, only too early.
			if (isReset) response.socket?.resetAndDestroy();
			else response.socket?.end();
		});
		return;
	}
	response.writeHead(status, headers);
	const drip = find('drip');
	if (drip) {
		const step = Math.ceil(body.length / dripParts);
		for (let at = 0; at < body.length && !response.destroyed; at += step) {
			response.write(body.subarray(at, at + step));
			await wait(drip.amount);
		}
		response.end();
		return;
	}
	response.end(body);
}

function withoutGzip(prepared: Prepared): Prepared {
	if (prepared.headers['content-encoding'] !== 'gzip') return prepared;
	const {'content-encoding': _, ...headers} = prepared.headers;
	const body = gunzipSync(prepared.body);
	return {...prepared, headers: {...headers, 'content-length': String(body.length)}, body};
}
