import type {Clock} from '../domain/clock.ts';
import type {Failure} from '../domain/failure.ts';
import type {HttpClient, HttpRequest} from './http/http-messages.ts';
import {type ReadReply, readReply, resultOf} from './replies/read-reply.ts';
import {type Asked, replyFailure} from './replies/reply-failure.ts';
import {checkToken} from './sign-in/token.ts';

/** A request that may carry a token and a body, which is sent as JSON. */
export type JsonRequest = Omit<HttpRequest, 'body' | 'secrets'> & {
	readonly token?: string;
	readonly body?: unknown;
};

/** As it is sent. Throws a Failure for a token that no header can hold. */
export function httpRequestFor(
	{token, body, headers, ...rest}: JsonRequest,
	secrets: readonly string[],
): HttpRequest {
	if (token !== undefined) checkToken(token);
	return {
		...rest,
		headers: {
			...(token === undefined ? {} : {'x-tapis-token': token}),
			...(body === undefined ? {} : {'content-type': 'application/json'}),
			...headers,
		},
		secrets,
		...(body === undefined ? {} : {body: JSON.stringify(body)}),
	};
}

/** What came back: the envelope's result, or what a bad answer stands for. */
export type JsonAnswer =
	| {readonly failure: null; readonly reply: ReadReply; readonly result: unknown}
	| {readonly failure: Failure; readonly reply: ReadReply};

type Line = {readonly http: HttpClient; readonly clock: Pick<Clock, 'now'>};

/** Sends one request; its answer, and what a bad one stands for. Rejects with a Failure when none came. */
export async function sendJson(
	{http, clock}: Line,
	request: JsonRequest,
	asked: Asked,
): Promise<{readonly failure: Failure | null; readonly reply: ReadReply}> {
	const reply = readReply(await http.send(httpRequestFor(request, asked.secrets)), clock.now());
	return {failure: replyFailure(reply, asked), reply};
}

/** Sends and reads one request. Rejects with a Failure when no answer came, or one that is no envelope. */
export async function exchangeJson(line: Line, request: JsonRequest, asked: Asked): Promise<JsonAnswer> {
	const {failure, reply} = await sendJson(line, request, asked);
	return failure === null ? {failure, reply, result: resultOf(reply, asked.host)} : {failure, reply};
}
