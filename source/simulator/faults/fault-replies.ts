import {message, unknownJobMessage} from '../http/messages.ts';
import {
	filesProblem,
	htmlPage,
	type JobsReplies,
	plainText,
	pythonReplies,
	type Reply,
} from '../http/reply.ts';
import {callerOf, expiredToken, revokedPage} from '../sign-in/guards.ts';
import type {FaultParts, Strike} from './strike.ts';

/** Answers that a fault gives instead of the real one. */
export async function earlyReply(
	strike: Strike<'before'>,
	url: URL,
	token: string,
	{tokens, time, replies}: FaultParts,
): Promise<Reply | undefined> {
	switch (strike.name) {
		case 'expired-token': {
			const check = await tokens.check(token);
			if (check.kind === 'unreadable') return undefined;
			return expiredToken({
				...check.claims,
				exp: Math.min(Number(check.claims['exp']), Math.floor(time.now() / 1000) - 1),
			});
		}
		case 'revoked': {
			const check = await tokens.check(token);
			if (check.kind !== 'unreadable') tokens.revoke(String(check.claims['jti']));
			return revokedPage;
		}
		case 'revoked-page':
			return revokedPage;
		case 'jwt-parse':
			return plainText(
				401,
				message('TAPIS_SECURITY_JWT_PARSE_ERROR', 'JWT signature does not match locally computed signature.'),
			);
		case 'jwt-key':
			return plainText(500, message('TAPIS_SECURITY_JWT_KEY_ERROR'));
		case 'not-found-500': {
			const check = await tokens.check(token);
			if (check.kind === 'unreadable') return undefined;
			const uuid = url.pathname.split('/').at(-1) ?? '';
			return replies.problem(500, unknownJobMessage(uuid, callerOf(check.claims)));
		}
		case 'html-502':
			return htmlPage(502);
		case 'html-503':
			return htmlPage(503);
		case 'html-504':
			return htmlPage(504);
		case '429': {
			const page = htmlPage(429);
			return strike.amount > 0 ? {...page, headers: {'retry-after': String(strike.amount)}} : page;
		}
		case '500':
			return problemOfService(
				url.pathname,
				replies,
				'TAPIS_RUNTIME_EXCEPTION Unexpected runtime error: connection to the database lost',
			);
		case 'authenticator-busy':
			return pythonReplies.problem(400, 'Failure to generate an access token; please try again later.');
		case 'no-search':
			return strike.amount === 500
				? replies.problem(500, 'TAPIS_RUNTIME_EXCEPTION Unexpected runtime error: search')
				: htmlPage(404, 'Tomcat');
		case 'redirect':
			return {...htmlPage(302), headers: {location: `https://login.example.org${url.pathname}`}};
	}
}

/** HTTP 500 in the envelope of the service that a path belongs to. */
function problemOfService(path: string, replies: JobsReplies, text: string): Reply {
	if (path.startsWith('/v3/files/')) return filesProblem(500, text);
	return path.startsWith('/v3/jobs/') ? replies.problem(500, text) : pythonReplies.problem(500, text);
}
