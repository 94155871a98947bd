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

/** What an editing key does to the field, or undefined when it is none. */
export function editField(field: TextField, key: string): TextField | undefined {
	const {points, cursor} = field;
	switch (key) {
		case 'backspace':
			return remove(field, cursor - 1, cursor);
		case 'delete':
			return remove(field, cursor, cursor + 1);
		case 'left':
			return {points, cursor: Math.max(0, cursor - 1)};
		case 'right':
			return {points, cursor: Math.min(points.length, cursor + 1)};
		case 'home':
		case 'ctrl-a':
			return {points, cursor: 0};
		case 'end':
		case 'ctrl-e':
			return {points, cursor: points.length};
		case 'ctrl-u':
			return remove(field, 0, cursor);
		case 'ctrl-k':
			return remove(field, cursor, points.length);
		case 'ctrl-w':
			return remove(field, wordStart(points, cursor), cursor);
		default:
			return undefined;
	}
}

function remove(field: TextField, from: number, to: number): TextField {
	if (from < 0 || to > field.points.length || from >= to) return field;
	const points = [...field.points.slice(0, from), ...field.points.slice(to)];
	return {points, cursor: Math.min(from, points.length)};
}

function wordStart(points: readonly string[], cursor: number): number {
	let start = cursor;
	while (start > 0 && points[start - 1] === ' ') start -= 1;
	while (start > 0 && points[start - 1] !== ' ') start -= 1;
	return start;
}
