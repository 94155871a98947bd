import {displayWidth} from '../../terminal/display-width.ts';
import {cutText} from '../../terminal/fit-text.ts';
import type {TextField} from '../state/text-field.ts';
import type {Role} from '../theme.ts';
import type {View} from '../view.ts';

/** No letter is drawn wider than this, whatever a person has pasted: what cannot be shown is spelt out. */
const widestLetter = 8;

/**
 * The text of a field with its cursor as a cell turned round, in `width` columns at most: of a long text the part around the
 * cursor. `used` is what it took of them. `roleOf` gives the look of the letter that begins at a code unit, null for none.
 */
export function drawField(
	{paint}: Pick<View, 'paint'>,
	{points, cursor}: TextField,
	width: number,
	roleOf: (offset: number) => Role | null = () => null,
): {readonly text: string; readonly used: number} {
	// From the first letter on that still lets the cursor be seen at the right end.
	let from = cursor;
	let before = 0;
	while (from > 0) {
		const step = displayWidth(cutText(points[from - 1]!, widestLetter));
		if (before + step > Math.max(1, width - 2)) break;
		before += step;
		from -= 1;
	}
	let text = '';
	let used = 0;
	let offset = points.slice(0, from).join('').length;
	for (let place = from; place <= points.length; place++) {
		if (place === points.length && place !== cursor) break;
		const point = points[place] ?? ' ';
		const cell = cutText(point, widestLetter);
		if (used + displayWidth(cell) > width) break;
		const role = place === cursor ? 'selected' : roleOf(offset);
		text += role === null ? cell : paint(role, cell);
		used += displayWidth(cell);
		offset += point.length;
	}
	return {text, used};
}
