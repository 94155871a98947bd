const named: Readonly<Record<string, string>> = {
	enter: '\r',
	esc: '\u001B',
	tab: '\t',
	'shift-tab': '\u001B[Z',
	space: ' ',
	backspace: '\u007F',
	delete: '\u001B[3~',
	up: '\u001B[A',
	down: '\u001B[B',
	right: '\u001B[C',
	left: '\u001B[D',
	home: '\u001B[H',
	end: '\u001B[F',
	pageup: '\u001B[5~',
	pagedown: '\u001B[6~',
};

/** The bytes a terminal sends for a key: a name (`down`, `ctrl-c`), or text as it is typed. */
export function keyBytes(key: string): string {
	const control = /^ctrl-([a-z])$/.exec(key)?.[1];
	if (control) return String.fromCharCode(control.charCodeAt(0) - 96);
	return named[key] ?? key;
}

/** Text as a terminal sends it when it is pasted with bracketed paste on. */
export function pasteBytes(text: string): string {
	return `\u001B[200~${text}\u001B[201~`;
}
