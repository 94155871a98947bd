import type {CellLook} from '../../test/helpers/emulator.ts';

type Palette = {
	readonly background: string;
	readonly foreground: string;
	/** The 16 that programs ask for by number. */
	readonly numbered: readonly string[];
};

/** The one table of the gallery's colours: what a terminal shows for its 16 numbers. */
const dark: Palette = {
	background: '#0d1117',
	foreground: '#d7dde4',
	numbered: [
		'#484f58',
		'#ff7b72',
		'#57b76a',
		'#d6a03c',
		'#58a6ff',
		'#bc8cff',
		'#45b8c9',
		'#b1bac4',
		'#848d97',
		'#ffa198',
		'#73d888',
		'#eac55f',
		'#79c0ff',
		'#d2a8ff',
		'#66d9e8',
		'#ffffff',
	],
};

const light: Palette = {
	background: '#ffffff',
	foreground: '#1f2328',
	numbered: [
		'#24292f',
		'#b3141d',
		'#116329',
		'#7d4e00',
		'#0550ae',
		'#8250df',
		'#1b7c83',
		'#6e7781',
		'#656d76',
		'#cf222e',
		'#1a7f37',
		'#9a6700',
		'#0969da',
		'#a475f9',
		'#3192aa',
		'#8c959f',
	],
};

const cellWidth = 8.4;
const cellHeight = 19;
const margin = 14;
/** From the top of a cell to the line that letters stand on. */
const baseline = 14;

/** Arms of the lines that boxes are drawn with, so that they meet whatever the font: up, right, down, left. */
const arms: Readonly<Record<string, string>> = {
	'─': 'rl',
	'│': 'ud',
	'┌': 'rd',
	'┐': 'dl',
	'└': 'ur',
	'┘': 'ul',
	'├': 'urd',
	'┤': 'udl',
	'┬': 'rdl',
	'┴': 'url',
	'┼': 'urdl',
	'╭': 'rd',
	'╮': 'dl',
	'╰': 'ur',
	'╯': 'ul',
};

const armEnds: Readonly<Record<string, readonly [number, number]>> = {
	u: [cellWidth / 2, 0],
	r: [cellWidth, cellHeight / 2],
	d: [cellWidth / 2, cellHeight],
	l: [0, cellHeight / 2],
};

/** How much of a cell a block covers: from the left, and how densely. */
const blocks: Readonly<Record<string, readonly [share: number, density: number]>> = {
	'█': [1, 1],
	'▓': [1, 0.75],
	'▒': [1, 0.5],
	'░': [1, 0.25],
	'▉': [7 / 8, 1],
	'▊': [6 / 8, 1],
	'▋': [5 / 8, 1],
	'▌': [4 / 8, 1],
	'▍': [3 / 8, 1],
	'▎': [2 / 8, 1],
	'▏': [1 / 8, 1],
};

type Run = {readonly from: number; readonly cells: number; readonly text: string; readonly look: CellLook};

/** A terminal's screen as a picture that any browser shows, in the person's own terminal font. */
export function pictureSvg(
	lines: readonly (readonly CellLook[])[],
	{title, isLight = false}: {readonly title: string; readonly isLight?: boolean},
): string {
	const colours = isLight ? light : dark;
	const columns = Math.max(...lines.map(line => line.length));
	const width = round(columns * cellWidth + 2 * margin);
	const height = round(lines.length * cellHeight + 2 * margin);
	const backgrounds: string[] = [];
	const letters: string[] = [];
	for (const [row, line] of lines.entries()) {
		const top = row * cellHeight;
		for (const run of runsOf(line)) {
			const {foreground, background} = coloursOf(run.look, colours);
			const left = round(run.from * cellWidth);
			const runWidth = round(run.cells * cellWidth);
			if (background !== colours.background) {
				backgrounds.push(rect(left, top, runWidth, cellHeight, background));
			}
			if (run.text.trim() !== '') letters.push(drawRun(run, left, top, foreground));
		}
	}
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
		`<title>${escaped(title)}</title>`,
		'<style>text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}.b{font-weight:600}.d{opacity:.6}.u{text-decoration:underline}.s{text-decoration:line-through}</style>',
		`<rect width="${width}" height="${height}" rx="8" fill="${colours.background}" stroke="${colours.numbered[8]}" stroke-opacity=".4"/>`,
		`<g transform="translate(${margin} ${margin})">`,
		...backgrounds,
		...letters,
		'</g>',
		'</svg>',
		'',
	].join('\n');
}

/** Cells that look alike and are drawn alike, together. */
function runsOf(line: readonly CellLook[]): readonly Run[] {
	const runs: Run[] = [];
	for (const [column, cell] of line.entries()) {
		const last = runs.at(-1);
		if (cell.text === '' && last !== undefined) {
			runs[runs.length - 1] = {...last, cells: last.cells + 1};
		} else if (last !== undefined && sameLook(last.look, cell) && canJoin(last.text, cell.text)) {
			runs[runs.length - 1] = {...last, cells: last.cells + 1, text: last.text + cell.text};
		} else runs.push({from: column, cells: 1, text: cell.text, look: cell});
	}
	return runs;
}

function sameLook(one: CellLook, other: CellLook): boolean {
	return (
		one.foreground === other.foreground &&
		one.background === other.background &&
		one.attributes === other.attributes
	);
}

/** Letters of one font keep their distance; a sign may come from another font and stands alone, the same block goes on. */
function canJoin(text: string, next: string): boolean {
	if (isLetters(text) && isLetters(next)) return true;
	const [first = ''] = text;
	return first === next && (first in blocks || first === '─');
}

function isLetters(text: string): boolean {
	return /^[ -~]+$/.test(text);
}

function coloursOf(
	{foreground, background, attributes}: CellLook,
	colours: Palette,
): {readonly foreground: string; readonly background: string} {
	const front = foreground === 'default' ? colours.foreground : colourOf(foreground, colours);
	const back = background === 'default' ? colours.background : colourOf(background, colours);
	return attributes.includes('inverse')
		? {foreground: back, background: front}
		: {foreground: front, background: back};
}

function colourOf(name: string, colours: Palette): string {
	return name.startsWith('#') ? name : (colours.numbered[Number(name)] ?? colours.foreground);
}

function drawRun(run: Run, left: number, top: number, colour: string): string {
	const [first = ''] = run.text;
	const block = blocks[first];
	if (block !== undefined && !isLetters(run.text)) {
		const [share, density] = block;
		// Lower than the line, as bars of neighbouring lines must not run together.
		return rect(left, top + 3, round(run.cells * cellWidth * share), cellHeight - 6, colour, density);
	}
	const directions = arms[first];
	if (directions !== undefined) return drawArms(run, directions, left, top, colour);
	const looks = looksOf(run.look);
	return [...run.text.matchAll(words)]
		.map(({0: text, index}) => {
			const x = round(left + index * cellWidth);
			// Fonts differ in their step; told how wide the text is, a browser keeps to the grid.
			const length =
				isLetters(text) && text.length > 1 ? ` textLength="${round(text.length * cellWidth)}"` : '';
			return `<text x="${x}" y="${top + baseline}" fill="${colour}"${length}${looks}>${escaped(text)}</text>`;
		})
		.join('');
}

/** Pieces of a text with single blanks in them at most, since some viewers make one blank of many. */
const words = /[^ ]+( [^ ]+)*/g;

const classes = {bold: 'b', dim: 'd', underline: 'u', strike: 's'} as const;

function looksOf({attributes}: CellLook): string {
	const names = Object.entries(classes).flatMap(([word, name]) => (attributes.includes(word) ? [name] : []));
	return names.length === 0 ? '' : ` class="${names.join(' ')}"`;
}

function drawArms(run: Run, directions: string, left: number, top: number, colour: string): string {
	const middle = [cellWidth / 2, cellHeight / 2] as const;
	const path =
		directions === 'rl'
			? `M${left} ${top + middle[1]}h${round(run.cells * cellWidth)}`
			: [...directions]
					.map(direction => {
						const [x, y] = armEnds[direction]!;
						return `M${round(left + middle[0])} ${top + middle[1]}L${round(left + x)} ${top + y}`;
					})
					.join('');
	return `<path d="${path}" stroke="${colour}"/>`;
}

function rect(x: number, y: number, width: number, height: number, colour: string, density = 1): string {
	const opacity = density === 1 ? '' : ` fill-opacity="${density}"`;
	return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${colour}"${opacity}/>`;
}

function round(number: number): number {
	return Math.round(number * 10) / 10;
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
