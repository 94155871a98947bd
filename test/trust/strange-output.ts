/**
 * What the program may send to a terminal, and nothing else: text that can be seen, its own sequences with numbers as their only
 * parameters, and the three sequences that carry text (title, clipboard, notification).
 */
const allowed =
	/\u001B\[[\d;]*[mHKGCLMr]|\u001B\[0J|\u001B\[\?(?:1049|25|7|2004|2026)[hl]|\u001B\[2[23];0t|\u001B\]2;[^\p{Cc}\p{Cs}]*\u0007|\u001B\]52;c;[\w+/=]*\u0007|\u001B\]9;[^\p{Cc}\p{Cs}]*\u0007|\u001B\]777;notify;[^\p{Cc}\p{Cs}]*\u0007|\u0007|[\r\n]/gu;

/** Control characters of both sets, and what turns or hides text; joiners are the picture's own affair in emoji. */
const strange =
	/[\p{Cc}\p{Cs}\u00AD\u200B\u200C\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

/** Every piece of an output that no terminal should have been sent, with what stood around it. */
export function strangeOutput(output: string, besides: RegExp = allowed): string[] {
	const rest = output.replace(besides, '\uE000');
	return [...rest.matchAll(strange)].map(({index}) =>
		JSON.stringify(rest.slice(Math.max(0, index - 30), index + 30)),
	);
}

/** Titles, clipboard contents and notifications in the order they were sent. */
export function carriedTexts(output: string): string[] {
	return [...output.matchAll(/\u001B\](\d+);([^\u0007\u001B]*)/g)].map(
		([, number, text]) => `${number};${text}`,
	);
}
