import {Failure} from '../../domain/failure.ts';
import type {HttpRequest, HttpStream} from './http-messages.ts';

/**
 * Where a redirect leads, when it may be followed: a GET to the same origin. Everything else is a Failure that names the
 * other host but not its path, which may hold what was sent. The token thus never reaches another host.
 */
export function redirectTarget(request: HttpRequest, reply: HttpStream, mayFollow: boolean): string {
	const from = new URL(request.url);
	const details = {httpStatus: reply.status, trackingId: reply.trackingId};
	const location = reply.headers.location;
	const to = location === undefined ? null : URL.parse(location, from.href);
	if (to === null) {
		throw new Failure('reply', `${from.host} redirects without saying where.`, details);
	}
	if (to.origin !== from.origin) {
		throw new Failure('reply', `${from.host} redirects to ${to.origin}, which is not sent the token.`, {
			...details,
			canRetry: false,
			advice: `Check the base URL; if your tenant has moved, sign in with \`tapis-jobs login ${to.origin}\`.`,
		});
	}
	if (request.method !== 'GET') {
		throw new Failure(
			'reply',
			`${from.host} redirects a request that changes something; it was not repeated.`,
			{
				...details,
				canRetry: false,
				advice: 'Check the base URL.',
			},
		);
	}
	if (!mayFollow) throw new Failure('reply', `${from.host} redirects in a circle.`, details);
	return to.href;
}
