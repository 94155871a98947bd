/** What the system calls an error, such as `EACCES`; `unknown error` where it has no name for it. */
export function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}

/** What was thrown as one text for a person. Anything can be thrown, not errors only. */
export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
