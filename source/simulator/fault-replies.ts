import {expiredToken, revokedPage} from './guards.ts';
import {message} from './messages.ts';
import {htmlPage, jobsReplies, plainText, type Reply} from './reply.ts';
import type {FaultParts, Strike} from './strike.ts';

/** Answers that a fault gives instead of the real one. */
export async function earlyReply(
	strike: Strike<'before'>,
	url: URL,
	token: string,
	{tokens, time}: FaultParts,
): Promise<Reply | undefined> {
	const envelopes = jobsReplies('1.7');
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
		case 'jwt-parse':
			return plainText(
				401,
				message('TAPIS_SECURITY_JWT_PARSE_ERROR', 'JWT signature does not match locally computed signature.'),
			);
		case 'jwt-key':
			return plainText(500, message('TAPIS_SECURITY_JWT_KEY_ERROR'));
		case 'not-found-500': {
			const uuid = url.pathname.split('/').at(-1) ?? '';
			return envelopes.problem(
				500,
				message('JOBS_JOB_SELECT_UUID_ERROR', uuid, 'demo', 'demo', message('JOBS_JOB_NOT_FOUND', uuid)),
			);
		}
		case 'html-502':
			return htmlPage(502);
		case 'html-503':
			return htmlPage(503);
		case '429': {
			const page = htmlPage(429);
			return strike.amount > 0 ? {...page, headers: {'retry-after': String(strike.amount)}} : page;
		}
		case '500':
			return envelopes.problem(
				500,
				'TAPIS_RUNTIME_EXCEPTION Unexpected runtime error: connection to the database lost',
			);
		case 'no-search':
			return strike.amount === 500
				? envelopes.problem(500, 'TAPIS_RUNTIME_EXCEPTION Unexpected runtime error: search')
				: htmlPage(404, 'Tomcat');
		case 'redirect':
			return {...htmlPage(302), headers: {location: `https://login.example.org${url.pathname}`}};
	}
}
