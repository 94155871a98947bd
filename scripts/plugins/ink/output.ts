import InkOutput from '../../../node_modules/ink/build/output.js';
import {plainWidth} from './plain-width.ts';
import {remember} from './remember.ts';

type Clip = {
	readonly x1: number | undefined;
	readonly x2: number | undefined;
	readonly y1: number | undefined;
	readonly y2: number | undefined;
};

type Transformer = (line: string, index: number) => string;

type Options = {readonly transformers: readonly Transformer[]};

type Operation =
	| ({readonly type: 'write'; readonly x: number; readonly y: number; readonly text: string} & Options)
	| {readonly type: 'clip'; readonly clip: Clip}
	| {readonly type: 'unclip'};

/** A text within one row, and the columns it must keep to. */
type Piece = {
	readonly x: number;
	readonly text: string;
	readonly x1: number | undefined;
	readonly x2: number | undefined;
};

const reset = '\u001B[m';

const widthOf = remember(plainWidth);

/**
 * Stands in for Ink's Output, which makes an object for each cell of the screen and splits every text into cells again, for
 * every frame (4 of 6 ms with 140x40). Here a row whose texts neither overlap nor are cut is those texts side by side, and
 * any other row is Ink's own work, remembered. The cells come out the same (test/bundle/ink-speed.test.ts).
 */
// biome-ignore lint/style/noDefaultExport: it replaces a default export.
export default class Output {
	readonly width: number;
	readonly height: number;
	private readonly operations: Operation[] = [];

	constructor({width, height}: {readonly width: number; readonly height: number}) {
		this.width = width;
		this.height = height;
	}

	write(x: number, y: number, text: string, {transformers}: Options): void {
		if (text !== '') this.operations.push({type: 'write', x, y, text, transformers});
	}

	clip(clip: Clip): void {
		this.operations.push({type: 'clip', clip});
	}

	unclip(): void {
		this.operations.push({type: 'unclip'});
	}

	get(): {output: string; height: number} {
		const rows = this.sortIntoRows();
		if (rows === undefined) return replay(this.operations, this.width, this.height);
		const output = rows.map(pieces => drawRow(pieces, this.width)).join('\n');
		return {output, height: rows.length};
	}

	/** What each row is made of; undefined where a text is more than a piece of one row. */
	private sortIntoRows(): readonly (readonly Piece[])[] | undefined {
		const rows: Piece[][] = Array.from({length: this.height}, () => []);
		const clips: Clip[] = [];
		for (const operation of this.operations) {
			if (operation.type === 'clip') clips.push(intersect(clips.at(-1), operation.clip));
			else if (operation.type === 'unclip') clips.pop();
			else {
				const {x, y, text, transformers} = operation;
				if (text.includes('\n')) return undefined;
				const shown = transformers.reduce((line, transform) => transform(line, 0), text);
				// Ink adds colours to a text after it has cut it and put its own colours in order.
				if (shown !== text && widthOf(text) !== text.length) return undefined;
				if (!Number.isInteger(x) || !Number.isInteger(y) || x < 0) return undefined;
				const {x1, x2, y1, y2} = clips.at(-1) ?? {};
				if ((y1 !== undefined && y < y1) || (y2 !== undefined && y >= y2)) continue;
				if (x1 !== undefined && x2 !== undefined && x1 >= x2) continue;
				const isCut = x1 !== undefined && x2 !== undefined && (x < x1 || x + widthOf(shown) > x2);
				if (shown !== text && isCut) return undefined;
				rows[y]?.push({x, text: shown, x1, x2});
			}
		}
		return rows;
	}
}

function lower(one: number | undefined, other: number | undefined): number | undefined {
	return one === undefined ? other : other === undefined ? one : Math.min(one, other);
}

function higher(one: number | undefined, other: number | undefined): number | undefined {
	return one === undefined ? other : other === undefined ? one : Math.max(one, other);
}

function intersect(outer: Clip | undefined, inner: Clip): Clip {
	if (!outer) return inner;
	return {
		x1: higher(outer.x1, inner.x1),
		x2: lower(outer.x2, inner.x2),
		y1: higher(outer.y1, inner.y1),
		y2: lower(outer.y2, inner.y2),
	};
}

function drawRow(pieces: readonly Piece[], width: number): string {
	let line = '';
	let end = 0;
	for (const {x, text, x1, x2} of pieces) {
		const textWidth = widthOf(text);
		// Ink cuts sideways only where it knows both edges.
		const isCut = x1 !== undefined && x2 !== undefined && (x < x1 || x + textWidth > x2);
		if (textWidth < 0 || x < end || isCut) return drawAsInk(JSON.stringify([width, pieces]));
		line += ' '.repeat(x - end) + text;
		if (text.includes('\u001B')) line += reset;
		end = x + textWidth;
	}
	return line.trimEnd();
}

const drawAsInk = remember((key: string) => {
	const [width, pieces] = JSON.parse(key) as [number, readonly Piece[]];
	const operations = pieces.flatMap(({x, text, x1, x2}): Operation[] => [
		{type: 'clip', clip: {x1, x2, y1: undefined, y2: undefined}},
		{type: 'write', x, y: 0, text, transformers: []},
		{type: 'unclip'},
	]);
	return replay(operations, width, 1).output;
});

function replay(
	operations: readonly Operation[],
	width: number,
	height: number,
): {output: string; height: number} {
	const output = new InkOutput({width, height});
	for (const operation of operations) {
		if (operation.type === 'clip') output.clip(operation.clip);
		else if (operation.type === 'unclip') output.unclip();
		else output.write(operation.x, operation.y, operation.text, {transformers: [...operation.transformers]});
	}
	return output.get();
}
