/**
 * A pattern of files as the service's parameters have it: a glob (`*` is any run within a name, `**` also across folders, `?` one
 * character), or a regular expression behind a word for that. One that cannot be read matches nothing.
 */
export function filePattern(text: string, regexPrefix: 'regex:' | 'REGEX:'): (path: string) => boolean {
	const source = text.startsWith(regexPrefix) ? text.slice(regexPrefix.length) : globSource(text);
	try {
		const expression = new RegExp(`^(?:${source})$`);
		return path => expression.test(path);
	} catch {
		return () => false;
	}
}

function globSource(glob: string): string {
	return glob
		.replace(/[.+^${}()|\\]/g, '\\$&')
		.replace(/\*+|\?/g, sign => (sign === '?' ? '[^/]' : sign === '*' ? '[^/]*' : '.*'));
}
