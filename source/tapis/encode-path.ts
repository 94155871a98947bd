/** A path for an address, encoded segment by segment; `..` and `.` are refused by leaving them out. */
export function encodePath(...parts: readonly string[]): string {
	return parts
		.join('/')
		.split('/')
		.map(encodeSegment)
		.filter(segment => segment !== '')
		.join('/');
}

/** A name that stays one segment, also where it holds a slash: what is behind it in the address must not become part of it. */
export function encodeSegment(name: string): string {
	return name === '.' || name === '..' ? '' : encodeURIComponent(name.toWellFormed());
}
