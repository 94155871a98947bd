import type {IncomingHttpHeaders, ServerResponse} from 'node:http';
import type {Reply} from '../http/reply.ts';
import {type Random, randomFrom} from '../random.ts';
import {earlyReply} from './fault-replies.ts';
import {spoilValue} from './fault-values.ts';
import {writeWith} from './fault-writing.ts';
import {type FaultNameOf, type FaultRow, type FaultSpec, type FaultStage, faultRow} from './faults.ts';
import type {FaultParts, Prepared, Strike} from './strike.ts';

export type FaultEngine = {
	readonly add: (spec: FaultSpec) => void;
	readonly clear: () => void;
	/** Counts a request against a fault; true when it strikes. */
	readonly strikes: (name: FaultNameOf<'act'>, path: string) => boolean;
	/** An answer that stands instead of the real one. */
	readonly before: (url: URL, headers: IncomingHttpHeaders) => Promise<Reply | undefined>;
	/** The real answer, or a spoilt one. */
	readonly after: (url: URL, reply: Reply) => Reply;
	/** Writes the answer, well or badly. */
	readonly write: (path: string, response: ServerResponse, prepared: Prepared) => Promise<void>;
};

type Active = {readonly spec: FaultSpec; readonly row: FaultRow; seen: number; struck: number};

/** Keeps the faults that are asked for and lets them strike. */
export function createFaultEngine(parts: FaultParts, specs: readonly FaultSpec[]): FaultEngine {
	let active: Active[] = [];
	const random: Random = randomFrom(parts.seed);
	const spentTokens = new Map<string, {readonly name: TokenFault; readonly fault: Active}>();

	const add = (spec: FaultSpec): void => {
		active.push({spec, row: faultRow(spec.name), seen: 0, struck: 0});
	};
	specs.forEach(add);

	const isFor = ({spec, row}: Active, path: string): boolean =>
		spec.path === undefined ? row.paths.test(path) : path.includes(spec.path);

	function doesStrike(fault: Active, path: string): boolean {
		const {spec, row} = fault;
		if (!isFor(fault, path)) return false;
		if (fault.struck >= (spec.times ?? row.times ?? Number.POSITIVE_INFINITY)) return false;
		fault.seen++;
		if (fault.seen <= (spec.after ?? 0)) return false;
		if (random() >= (spec.chance ?? 1)) return false;
		fault.struck++;
		return true;
	}

	function striking<Stage extends FaultStage>(
		stage: Stage,
		path: string,
	): readonly (Strike<Stage> & {readonly fault: Active})[] {
		return active
			.filter(fault => fault.row.stage === stage && doesStrike(fault, path))
			.map(fault => ({
				fault,
				name: fault.spec.name as FaultNameOf<Stage>,
				amount: fault.spec.amount ?? fault.row.amount?.usual ?? 0,
			}));
	}

	return {
		add,
		clear() {
			active = [];
			spentTokens.clear();
		},
		strikes: (name, path) => active.some(fault => fault.spec.name === name && doesStrike(fault, path)),
		async before(url, headers) {
			const token = String(headers['x-tapis-token'] ?? '');
			const spent = spentTokens.get(token);
			const strike = striking('before', url.pathname)[0];
			if (strike && isOfToken(strike.name)) spentTokens.set(token, {name: strike.name, fault: strike.fault});
			if (strike) return earlyReply(strike, url, token, parts);
			const isSpent = spent && (spent.fault.row.paths.test(url.pathname) || isFor(spent.fault, url.pathname));
			return isSpent ? earlyReply({name: spent.name, amount: 0}, url, token, parts) : undefined;
		},
		after: (url, reply) =>
			striking('value', url.pathname).reduce(
				(spoilt, strike) => spoilValue(strike, url, spoilt, parts),
				reply,
			),
		write: (path, response, prepared) => writeWith(striking('write', path), response, prepared, parts.time),
	};
}

/** Faults that are about one token: they go on for as long as it is sent. */
const tokenFaults = [
	'expired-token',
	'revoked',
	'jwt-parse',
] as const satisfies readonly FaultNameOf<'before'>[];
type TokenFault = (typeof tokenFaults)[number];

function isOfToken(name: FaultNameOf<'before'>): name is TokenFault {
	return (tokenFaults as readonly FaultNameOf<'before'>[]).includes(name);
}
