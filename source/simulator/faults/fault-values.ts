import {isRecord, type JsonObject} from '../../domain/json.ts';
import {hasEnded} from '../../domain/status.ts';
import {SECOND} from '../../domain/time.ts';
import type {Reply} from '../http/reply.ts';
import type {FaultParts, Strike} from './strike.ts';

const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/** A clear screen, a title, a link, a bidi override, a bell: nothing a terminal should be given. */
const hostileName =
	'\u001b[2J\u001b]0;owned\u0007\u202egnp.exe\u202c\u009b31m\u001b]8;;https://example.org\u0007click\u0000';

/** A good answer with its value spoilt. Only JSON envelopes have a value. */
export function spoilValue(strike: Strike<'value'>, url: URL, reply: Reply, parts: FaultParts): Reply {
	if (reply.kind !== 'json' || reply.status !== 200 || !isRecord(reply.value)) return reply;
	const envelope = reply.value;
	const {result} = envelope;
	const withResult = (spoilt: unknown): Reply => ({...reply, value: {...envelope, result: spoilt}});
	const rows = Array.isArray(result) ? (result as readonly unknown[]) : undefined;
	switch (strike.name) {
		case 'duplicate-rows':
			return rows ? withResult([...rows.slice(0, 1), ...rows]) : reply;
		case 'reordered':
			return rows ? withResult([...rows].reverse()) : reply;
		case 'shifting-rows':
			return rows && Number(url.searchParams.get('skip') ?? 0) > 0 ? withResult(rows.slice(1)) : reply;
		case 'bad-rows':
			return rows
				? withResult([null, 7, {name: 'no uuid'}, {uuid: 42, name: [], status: {}}, ...rows])
				: reply;
		case 'unknown-status':
			return rows
				? withResult(
						rows.map((row, index) => (index === 0 && isRecord(row) ? {...row, status: 'TELEPORTING'} : row)),
					)
				: reply;
		case 'wrong-types':
			return withResult('ok');
		case 'naive-dates':
			return withResult(mapInstants(result, text => text.replace(/Z$/, '')));
		case 'odd-digits':
			return withResult(mapInstants(result, withOddDigits()));
		case 'hostile-text':
			return withResult(
				mapFields(result, fields => ({
					...fields,
					...('name' in fields ? {name: hostileName} : {}),
					...('lastMessage' in fields ? {lastMessage: `${hostileName}${'x'.repeat(1_000_000)}`} : {}),
				})),
			);
		case 'status-lag':
			return withResult(mapFields(result, fields => lagged(fields, url, strike.amount * SECOND, parts)));
		case 'huge-body':
			return {...reply, value: {...envelope, padding: 'x'.repeat(strike.amount * 1_000_000)}};
	}
}

/** A row, job or status as it was some time ago. */
function lagged(fields: JsonObject, url: URL, lagMs: number, {store, time}: FaultParts): JsonObject {
	if (!('status' in fields)) return fields;
	const job = store.find(String(fields['uuid'] ?? url.pathname.split('/')[3]));
	const span = job?.spans.findLast(one => one.from <= time.now() - lagMs) ?? job?.spans[0];
	if (!span || span.status === fields['status']) return fields;
	const ending = hasEnded(span.status) ? {} : {...('ended' in fields ? {ended: null} : {}), condition: null};
	return {...fields, status: span.status, ...ending};
}

function withOddDigits(): (text: string) => string {
	let digits = 0;
	return text => {
		const whole = text.slice(0, 19);
		const fraction = '123456789'.slice(0, digits++ % 10);
		return `${whole}${fraction === '' ? '' : `.${fraction}`}Z`;
	};
}

function mapInstants(value: unknown, change: (text: string) => string): unknown {
	if (typeof value === 'string') return instantPattern.test(value) ? change(value) : value;
	if (Array.isArray(value)) return value.map(one => mapInstants(one, change));
	if (!isRecord(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mapInstants(one, change)]));
}

function mapFields(value: unknown, change: (fields: JsonObject) => JsonObject): unknown {
	if (Array.isArray(value)) return value.map(one => (isRecord(one) ? change(one) : one));
	return isRecord(value) ? change(value) : value;
}
