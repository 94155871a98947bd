import type {IncomingHttpHeaders, ServerResponse} from 'node:http';
import type {Prepared} from './http-server.ts';
import type {Reply} from './reply.ts';

export type FaultEngine = {
	/** Before a request is looked at: an answer that stands instead of the real one, if a fault gives one. */
	readonly before: (method: string, path: string, headers: IncomingHttpHeaders) => Promise<Reply | undefined>;
	/** After the real answer is known: the same, or a spoilt one. */
	readonly after: (path: string, reply: Reply) => Reply;
	/** Writes the answer, well or badly. */
	readonly write: (path: string, response: ServerResponse, prepared: Prepared) => Promise<void>;
};

export function createFaultEngine(): FaultEngine {
	return {
		before: () => Promise.resolve(undefined),
		after: (_path, reply) => reply,
		write(_path, response, prepared) {
			response.writeHead(prepared.status, prepared.headers).end(prepared.body);
			return Promise.resolve();
		},
	};
}
