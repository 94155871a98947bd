import {Failure} from '../../domain/failure.ts';

/** True for the machine itself, the only place where an unencrypted connection gives nothing away. */
export function isLoopback(hostname: string): boolean {
	const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
	return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

const example = 'Give a tenant’s short name such as `tacc`, or its base URL such as https://tacc.tapis.io.';

/**
 * Reads what a person gives as the tenant: a short name (`tacc`), a host (`tacc.tapis.io`) or a URL, with or without
 * slashes and paths behind it. The origin, without a slash at its end.
 */
export function resolveBaseUrl(text: string): string {
	const given = text.trim();
	// Whatever stands before the host may be a password, and is not shown again.
	const safe = given.replace(/^((?:[a-z][a-z0-9+.-]*:\/\/)?)[^/?#]*@/i, '$1…@');
	const shown = safe.length > 80 ? `${safe.slice(0, 80)}…` : safe;
	const wrong = (why: string, advice = example): Failure => new Failure('usage', why, {advice});
	if (given === '') throw wrong('No tenant was named.');
	if (/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(given) && given.toLowerCase() !== 'localhost')
		return `https://${given.toLowerCase()}.tapis.io`;
	const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `https://${given}`;
	const url = URL.parse(withScheme);
	if (!url || url.hostname === '') throw wrong(`\`${shown}\` is neither a tenant’s name nor a URL.`);
	if (url.username !== '' || url.password !== '')
		throw wrong(
			'A base URL must not hold a user name or a password.',
			'Leave them out; `tapis-jobs login` asks for them.',
		);
	if (url.protocol === 'http:' && !isLoopback(url.hostname))
		throw wrong(
			`${url.origin} is not encrypted, so your token would travel in the open.`,
			`Use https://${url.host}.`,
		);
	if (url.protocol !== 'https:' && url.protocol !== 'http:')
		throw wrong(`A base URL begins with https://, not with ${url.protocol}//.`);
	return url.origin;
}
