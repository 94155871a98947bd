/** Stands for a secret wherever one was taken out. */
const masked = '[hidden]';

const jwtPattern = /\beyJ[\w-]{4,}(?:\.[\w-]*){0,2}/g;
const secretNames =
	'password|access_token|refresh_token|id_token|token|device_code|client_key|client_secret|code|jwt|authorization|x-tapis-token';
/** In JSON, in a query or form, and in a header; bare words in a sentence ("exit code: 1") are left alone. */
const jsonPattern = new RegExp(`"(${secretNames})"(\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"?`, 'gi');
const queryPattern = new RegExp(`\\b(${secretNames})=[^\\s&,;}"]+`, 'gi');
const headerPattern = /\b(authorization|x-tapis-token)(\s*:\s*)[^\s,"]+/gi;
const basicPattern = /\b(Basic|Bearer)\s+[\w+/=.~-]{4,}/gi;

/**
 * Takes secrets out of a text that a person, a log or an error may show: the values known to be secret (wherever they
 * stand), anything that looks like a JWT, and the values of fields that hold secrets by their name.
 */
export function maskSecrets(text: string, known: readonly string[] = []): string {
	let clean = text;
	for (const secret of known) {
		// Very short values would take apart ordinary words; no token or password worth hiding is that short.
		if (secret.length < 4) continue;
		// As it is, and as it stands inside JSON or an address that is thrown back.
		const forms = [JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret.toWellFormed()), secret];
		for (const form of forms) clean = clean.replaceAll(form, masked);
	}
	return clean
		.replace(jwtPattern, masked)
		.replace(basicPattern, `$1 ${masked}`)
		.replace(jsonPattern, `"$1"$2"${masked}"`)
		.replace(queryPattern, `$1=${masked}`)
		.replace(headerPattern, `$1$2${masked}`);
}

const secretHeaders = new Set([
	'x-tapis-token',
	'authorization',
	'proxy-authorization',
	'cookie',
	'set-cookie',
]);

/** Headers as a log may show them: those that carry secrets keep only their name. */
export function maskHeaders(
	headers: Readonly<Record<string, string | readonly string[] | undefined>>,
	known: readonly string[] = [],
): Record<string, string> {
	const clean: Record<string, string> = {};
	for (const [name, value] of Object.entries(headers)) {
		if (value === undefined) continue;
		const text = typeof value === 'string' ? value : value.join(', ');
		clean[name] = secretHeaders.has(name.toLowerCase()) ? masked : maskSecrets(text, known);
	}
	return clean;
}
