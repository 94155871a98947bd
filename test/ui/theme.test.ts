import {describe, expect, it} from 'vitest';
import {statusRows} from '../../source/domain/status.ts';
import {type ThemeName, themeNames} from '../../source/domain/theme-names.ts';
import {painter, type Role} from '../../source/ui/theme.ts';

/** Each role once, which the compiler holds. */
const roles = Object.keys({
	text: 0,
	dim: 0,
	title: 0,
	accent: 0,
	key: 0,
	border: 0,
	selected: 0,
	marked: 0,
	changed: 0,
	pending: 0,
	warn: 0,
	danger: 0,
	stale: 0,
	active: 0,
	waiting: 0,
	staging: 0,
	held: 0,
	good: 0,
	bad: 0,
	stopped: 0,
	plain: 0,
} satisfies Record<Role, 0>) as readonly Role[];

const tones = [...new Set(statusRows.map(row => row.tone))];
const coloured = themeNames.filter(name => name !== 'none');

/** The codes that a theme puts before a text in a role: `1;31`. */
function lookOf(theme: ThemeName, role: Role): string {
	return /^\u001B\[([\d;]+)m/.exec(painter(theme)(role, 'x'))?.[1] ?? '';
}

describe('themes', () => {
	it('look as they are kept, each role in each theme', async () => {
		const lines = [
			['role', ...themeNames],
			...roles.map(role => [role, ...themeNames.map(name => lookOf(name, role))]),
		];
		const text = lines
			.map(cells =>
				cells
					.map(cell => cell.padEnd(13))
					.join('')
					.trimEnd(),
			)
			.join('\n');

		await expect(`${text}\n`).toMatchFileSnapshot('../frames/themes.txt');
	});

	it.each(coloured)('tell the kinds of status apart in %s', name => {
		const looks = tones.map(tone => lookOf(name, tone));

		expect(new Set(looks).size).toBe(looks.length);
	});

	it.each(themeNames)('take their look back after the text in %s', name => {
		for (const role of roles)
			expect(painter(name)(role, 'x')).toMatch(/^(?:x|\u001B\[[\d;]+mx\u001B\[[\d;]+m)$/);
	});

	it('show nothing in red or green to those who cannot tell them apart', () => {
		const colours = roles.flatMap(role => lookOf('colour-blind', role).split(';'));

		for (const code of ['31', '32', '91', '92']) expect(colours).not.toContain(code);
	});

	it('use weight and inverse alone without colours', () => {
		for (const role of roles) expect(['', '1', '7']).toContain(lookOf('none', role));
	});
});
