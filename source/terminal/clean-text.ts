/**
 * Text from the service as it may reach a terminal: control characters are shown as their pictures (␛ for escape), and bidi
 * overrides and other invisible characters as their code point, so that nothing in a job's name can steer the terminal.
 */
export function cleanText(text: string): string {
	return text.replace(
		/[\u0000-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB]/g,
		letter => {
			const code = letter.codePointAt(0)!;
			if (code < 0x20) return String.fromCodePoint(0x2400 + code);
			if (code === 0x7f) return '\u2421';
			return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
		},
	);
}
