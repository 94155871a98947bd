/** A path for an address, encoded segment by segment; `..` and `.` are refused by leaving them out. */
export function encodePath(...parts: readonly string[]): string {
	return parts
		.join('/')
		.split('/')
		.filter(segment => segment !== '' && segment !== '.' && segment !== '..')
		.map(segment => encodeURIComponent(segment.toWellFormed()))
		.join('/');
}
