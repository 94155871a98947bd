import {STATUS_CODES} from 'node:http';
import type {ApiVersion} from '../api-version.ts';

/** An answer before it is written: its parts can still be looked at and, by a fault, spoilt. */
export type Reply =
	| {
			readonly kind: 'json';
			readonly status: number;
			readonly value: unknown;
			readonly headers?: Headers;
			readonly isPretty?: boolean;
	  }
	| {
			readonly kind: 'body';
			readonly status: number;
			readonly type: string | null;
			readonly body: string | Uint8Array;
			readonly headers?: Headers;
	  };

type Headers = Readonly<Record<string, string>>;

/** The paging facts of a list reply, in the order of the wire. */
export type ListMetadata = {
	readonly recordCount: number;
	readonly recordLimit: number;
	readonly recordsSkipped: number;
	readonly orderBy: string | null;
	readonly startAfter: string | null;
	readonly totalCount: number;
};

export type EnvelopeStatus = 'success' | 'error';

export type JobsReplies = {
	readonly success: (result: unknown, message: string, metadata?: ListMetadata | null) => Reply;
	/** Some of the service's 404s say `success`, hence the envelope's status beside the code. */
	readonly problem: (
		code: number,
		message: string,
		options?: {readonly name?: string; readonly says?: EnvelopeStatus},
	) => Reply;
};

const releases = {
	'1.7': {version: '1.7.1', commit: '3f9c1d7a', build: '2024-10-15T16:21:09Z'},
	'1.9': {version: '1.9.1', commit: 'b07e42c5', build: '2026-03-12T19:40:52Z'},
} as const satisfies Record<ApiVersion, object>;

/** Envelopes of the Jobs service: the result first, nulls kept. */
export function jobsReplies(apiVersion: ApiVersion): JobsReplies {
	const envelope = (
		code: number,
		result: unknown,
		status: EnvelopeStatus,
		message: string,
		metadata: unknown,
	): Reply => ({
		kind: 'json',
		status: code,
		value: {result, status, message, ...releases[apiVersion], metadata},
	});
	return {
		success: (result, message, metadata = null) => envelope(200, result, 'success', message, metadata),
		problem: (code, message, {name, says = 'error'} = {}) =>
			envelope(code, name === undefined ? null : {name}, says, message, null),
	};
}

/** A bare text, as the request filters of the Java services answer: no envelope, and nobody says of what type it is. */
export function plainText(status: number, body: string): Reply {
	return {kind: 'body', status, type: null, body};
}

/** A page of the gateway or of the container, for what never reaches a resource. */
export function htmlPage(status: number, server = 'nginx'): Reply {
	const title = `${status} ${STATUS_CODES[status] ?? ''}`.trim();
	const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>${server}</center>\r\n</body>\r\n</html>\r\n`;
	return {kind: 'body', status, type: 'text/html', body};
}

/** Envelopes of the Python services (Authenticator, Tenants): other keys, and metadata is never null. */
export const pythonReplies = {
	success: (result: unknown, message: string): Reply => ({
		kind: 'json',
		status: 200,
		value: {message, metadata: {}, result, status: 'success', version: '1.8.4'},
	}),
	problem: (code: number, message: string): Reply => ({
		kind: 'json',
		status: code,
		value: {message, metadata: {}, result: null, status: 'error', version: '1.8.4'},
	}),
};

/** An error of the Files service: pretty-printed, and its status is the reason phrase of HTTP. */
export function filesProblem(code: number, message: string, status = STATUS_CODES[code] ?? 'error'): Reply {
	return {
		kind: 'json',
		status: code,
		isPretty: true,
		value: {
			result: null,
			status,
			message,
			version: '1.7.0',
			commit: 'unknown',
			build: 'unknown',
			metadata: null,
		},
	};
}

/** What the Files service's bean validation finds: the one kind of its errors whose status is the usual word. */
export function filesInvalid(rule: string, value: number): Reply {
	return filesProblem(400, `${rule}; the value is ${value}`, 'error');
}

export function filesSuccess(result: unknown, message: string): Reply {
	return {
		kind: 'json',
		status: 200,
		value: {
			result,
			status: 'success',
			message,
			version: '1.7.0',
			commit: 'a9d0c417',
			build: '2024-09-23T18:02:44Z',
			metadata: {},
		},
	};
}
