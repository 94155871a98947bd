/** A line of text being typed. The cursor stands before the code point at `cursor`. */
export type TextField = {readonly points: readonly string[]; readonly cursor: number};

export function textField(text: string): TextField {
	const points = [...text];
	return {points, cursor: points.length};
}

export function textOf(field: TextField): string {
	return field.points.join('');
}

/** Typed or pasted text; line breaks become spaces, other control characters are left out. */
export function insertText(field: TextField, text: string): TextField {
	const added = [...text.replace(/[\r\n\t]+/g, ' ')].filter(point => point >= ' ' && point !== '\u007F');
	if (added.length === 0) return field;
	const {points, cursor} = field;
	return {
		points: [...points.slice(0, cursor), ...added, ...points.slice(cursor)],
		cursor: cursor + added.length,
	};
}

/** Puts the cursor before a code point, as far as there are any. */
export function moveTo(field: TextField, cursor: number): TextField {
	return {points: field.points, cursor: Math.max(0, Math.min(field.points.length, cursor))};
}

/** Takes the code points from one place up to another away. */
export function remove(field: TextField, from: number, to: number): TextField {
	if (from < 0 || to > field.points.length || from >= to) return field;
	const points = [...field.points.slice(0, from), ...field.points.slice(to)];
	return {points, cursor: Math.min(from, points.length)};
}

/** Where the word before the cursor begins. */
export function wordStart({points, cursor}: TextField): number {
	let start = cursor;
	while (start > 0 && points[start - 1] === ' ') start -= 1;
	while (start > 0 && points[start - 1] !== ' ') start -= 1;
	return start;
}
