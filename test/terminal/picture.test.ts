import fc from 'fast-check';
import {describe, expect, it, vi} from 'vitest';
import {createPicture} from '../../source/terminal/picture.ts';
import {createEmulator, type Emulator, type EmulatorOptions} from '../helpers/emulator.ts';
import {runs} from '../trust/figures.ts';

// Many random frames take their time on a busy machine.
vi.setConfig({testTimeout: 120_000});

const size = {columns: 24, rows: 5};

/** Autowrap is off in the full screen (modes.ts), and the picture relies on nothing else. */
async function emulator(of: EmulatorOptions = size): Promise<Emulator> {
	const terminal = createEmulator(of);
	await terminal.write('\u001B[?7l');
	return terminal;
}

/** Every cell with its look, one text for each row: much quicker to compare than the cells are. */
function looks(terminal: Emulator): string[] {
	return terminal
		.cells()
		.map(row =>
			row
				.map(
					({text, foreground, background, attributes}) => `${text}/${foreground}/${background}/${attributes}`,
				)
				.join(),
		);
}

const sgr = fc.constantFrom(
	...['0', '1', '2', '22', '3', '4', '24', '7', '27', '31', '32;1', '39', '44', '49', '9', '53'],
	...['38;5;200', '48;5;17', '38;2;1;2;3', '48;2;9;9;9', '', '1;31;44'],
);
const certain = fc.constantFrom(
	...['a', 'b', ' ', '  ', '        ', 'word', '▶', '✓', '─', '█', '…', 'é', '日', '本語', '한', 'ｆ', 'Ω'],
);
const uncertain = fc.constantFrom('👩‍🚀', '🎉', 'e\u0301', '❤️', '🇩🇪', '각', 'น้ำ', '1️⃣', '🧑🏽‍🔬', 'क्षि');
const styled = sgr.map(parameters => `\u001B[${parameters}m`);

function frameOf(piece: fc.Arbitrary<string>): fc.Arbitrary<string> {
	const line = fc.array(piece, {maxLength: 14}).map(pieces => pieces.join(''));
	return fc.array(line, {maxLength: size.rows + 1}).map(lines => lines.join('\n'));
}

/** Frames that follow each other often have most lines in common. */
function framesOf(piece: fc.Arbitrary<string>): fc.Arbitrary<string[]> {
	return fc
		.tuple(
			frameOf(piece),
			fc.array(fc.tuple(fc.nat(size.rows), frameOf(piece)), {minLength: 1, maxLength: 5}),
		)
		.map(([first, changes]) => {
			const frames = [first];
			for (const [row, change] of changes) {
				const lines = frames.at(-1)!.split('\n');
				lines.splice(row, 1, ...change.split('\n').slice(0, 2));
				frames.push(lines.join('\n'));
			}
			return frames;
		});
}

describe('what is sent for a frame', () => {
	it('is nothing when the frame is on the screen already', () => {
		const picture = createPicture();
		expect(picture.paint('one\ntwo', size)).not.toBe('');
		expect(picture.paint('one\ntwo', size)).toBe('');
	});

	it('is the changed cells alone', () => {
		const picture = createPicture();
		picture.paint('status RUNNING\nage 1m', size);
		expect(picture.paint('status RUNNING\nage 2m', size)).toBe('\u001B[2;5H2');
		expect(picture.paint('status FAILED\nage 2m', size)).toBe('\u001B[1;8HFAILED ');
		expect(picture.paint('status \nage 2m', size)).toBe('\u001B[1;7H\u001B[K');
	});

	it('writes short stretches between two changes again, and moves over long ones', () => {
		const picture = createPicture();
		picture.paint('aXbYc', size);
		expect(picture.paint('a1b2c', size)).toBe('\u001B[1;2H1b2');
		picture.paint('X................Y', size);
		expect(picture.paint('1................2', size)).toBe('\u001B[H1\u001B[16C2');
	});

	it('restyles only the cells whose style changed, and ends in plain style', () => {
		const picture = createPicture();
		picture.paint('  job-1\n  job-2', size);
		expect(picture.paint('\u001B[1m❯ job-1\u001B[22m\n  job-2', size)).toBe(
			'\u001B[H\u001B[1m❯ job-1\u001B[m',
		);
		expect(picture.paint('  job-1\n\u001B[1m❯ job-2\u001B[22m', size)).toBe(
			'\u001B[H  job-1\u001B[2H\u001B[1m❯ job-2\u001B[m',
		);
	});

	it('never begins or ends within a wide character', () => {
		const picture = createPicture();
		picture.paint('ab日本', size);
		expect(picture.paint('ab日語', size)).toBe('\u001B[1;5H語');
		expect(picture.paint('abc本', size)).toBe('\u001B[1;3Hc本 ');
	});

	it('paints a forgotten screen whole without clearing it', () => {
		const picture = createPicture();
		picture.paint('one', {columns: 6, rows: 2});
		picture.forget();
		expect(picture.paint('one', {columns: 6, rows: 2})).toBe('\u001B[Hone\u001B[K\u001B[2H\u001B[K');
	});

	it('is marked as one frame only where the terminal knows the marks, and for more than a few lines', () => {
		const picture = createPicture({hasSynchronizedOutput: true});
		expect(picture.paint('a\nb\nc\nd', size)).toMatch(/^\u001B\[\?2026h[\s\S]*\u001B\[\?2026l$/);
		expect(picture.paint('a\nb\nc\ne', size)).toBe('\u001B[4He');
	});

	it('holds no more rows and columns than the terminal has', async () => {
		const small = {columns: 4, rows: 2};
		const terminal = await emulator(small);
		await terminal.write(createPicture().paint('123456\nab日日\nthree\nfour', small));
		expect(terminal.lines()).toEqual(['1234', 'ab日']);
		expect(terminal.scrolledLines()).toBe(0);
	});

	it('fills the last cell of the last row without scrolling, even where lines break by themselves', async () => {
		const small = {columns: 4, rows: 2};
		const terminal = createEmulator(small);
		const picture = createPicture();
		await terminal.write(picture.paint('1234\n5678', small));
		await terminal.write(picture.paint('1235\n5679', small));
		expect(terminal.lines()).toEqual(['1235', '5679']);
		expect(terminal.scrolledLines()).toBe(0);
	});

	it('stays ASCII where the terminal can only be trusted with that', () => {
		const picture = createPicture({isAscii: true});
		expect(picture.paint('a…é日z', {columns: 8, rows: 1})).toBe('\u001B[Ha~???z\u001B[K');
	});
});

/** A list of forty lines with something else beside it, as the job list has. */
function listFrame(top: number, selected: number, beside = 'facts'): string {
	const rows = Array.from({length: 34}, (_, at) => {
		const job = top + at;
		const name = `job-${(job * 7919) % 1000}`.padEnd(30 + (job % 5));
		const row = `${job === selected ? '\u001B[1m❯ ' : '  '}\u001B[32m▶ RUNNING\u001B[39m  ${name}app-${(job * 31) % 97}`;
		return `${row.padEnd(100)}│ ${at < 6 ? `${beside} ${job === selected ? job : at}` : ''}`;
	});
	return ['header', ...rows, `row ${selected}`].join('\n');
}

describe('a list that has scrolled', () => {
	const large = {columns: 140, rows: 36};

	it('costs little more than the lines that came and the two whose look changed', () => {
		const picture = createPicture();
		const whole = picture.paint(listFrame(0, 33), large).length;
		const scrolled = picture.paint(listFrame(1, 34), large);
		expect(scrolled.length).toBeLessThan(whole / 8);
		expect(scrolled).toContain('\u001B[2;35r\u001B[2H\u001B[1M\u001B[r');
		expect(picture.paint(listFrame(0, 0), large)).toContain('\u001B[1L');
	});

	it('shows what it would show painted whole, however it was scrolled', async () => {
		const views = fc.array(fc.tuple(fc.nat(60), fc.nat(33), fc.constantFrom('facts', 'more')), {
			minLength: 2,
			maxLength: 6,
		});
		await fc.assert(
			fc.asyncProperty(views, async seen => {
				const terminal = await emulator(large);
				const picture = createPicture();
				for (const [top, selected, beside] of seen) {
					const frame = listFrame(top, top + selected, beside);
					await terminal.write(picture.paint(frame, large));
					const fresh = await emulator(large);
					await fresh.write(createPicture().paint(frame, large));
					expect(looks(terminal)).toEqual(looks(fresh));
					fresh.dispose();
				}
				expect(terminal.scrolledLines()).toBe(0);
				terminal.dispose();
			}),
			{numRuns: runs(25)},
		);
	});
});

describe('whatever was on the screen before', () => {
	it.each([
		['draws emoji narrow', false],
		['draws emoji wide', true],
	])(
		'shows each frame as if it had been painted on an empty screen, where the terminal %s',
		async (_, hasWideEmoji) => {
			const of = {...size, hasWideEmoji};
			await fc.assert(
				fc.asyncProperty(framesOf(fc.oneof(certain, certain, uncertain, styled)), async frames => {
					const terminal = await emulator(of);
					const picture = createPicture();
					for (const frame of frames) {
						await terminal.write(picture.paint(frame, size));
						const fresh = await emulator(of);
						await fresh.write(createPicture().paint(frame, size));
						expect(looks(terminal)).toEqual(looks(fresh));
						fresh.dispose();
					}
					expect(terminal.scrolledLines()).toBe(0);
					terminal.dispose();
				}),
				{numRuns: runs(100)},
			);
		},
	);

	it('shows each frame as the terminal itself would show its text', async () => {
		const fitting = framesOf(fc.oneof(certain, styled)).map(frames =>
			frames.map(frame => frame.split('\n').slice(0, size.rows).join('\n')),
		);
		await fc.assert(
			fc.asyncProperty(fitting, async frames => {
				const terminal = await emulator({columns: 200, rows: size.rows});
				const picture = createPicture();
				for (const frame of frames) {
					await terminal.write(picture.paint(frame, {columns: 200, rows: size.rows}));
					const fresh = await emulator({columns: 200, rows: size.rows});
					await fresh.write(frame.split('\n').join('\u001B[m\r\n'));
					expect(looks(terminal)).toEqual(looks(fresh));
					fresh.dispose();
				}
				terminal.dispose();
			}),
			{numRuns: runs(80)},
		);
	});
});

describe('hostile text in a frame', () => {
	it('cannot steer the terminal, whatever it is', async () => {
		const bytes = fc.oneof(
			fc.string({unit: 'binary', maxLength: 20}),
			fc.constantFrom(
				...[
					'\u001B]0;owned\u0007',
					'\u001B]52;c;b3duZWQ=\u0007',
					'\u001B[?1049l',
					'\u001B[?25h',
					'\u009B?1000h',
				],
				...[
					'\u001B[2J',
					'\u001Bc',
					'\u001B[6n',
					'\u009D0;owned\u009C',
					'\u001BPq\u001B\\',
					'\u001B[8m',
					'\u202E',
					'\r',
				],
				...[
					'\u0007',
					'\u001B[22;0t',
					'\u001B]9;owned\u0007',
					'\u001B[?2004l',
					'\u001B[1;1H',
					'\uD800',
					'\t',
					'\b',
				],
			),
			fc.uint8Array({maxLength: 12}).map(array => Buffer.from(array).toString('latin1')),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(bytes, {maxLength: 12}), async pieces => {
				const terminal = await emulator();
				await terminal.write('\u001B[?1049h\u001B[?25l\u001B[?2004h\u001B]2;jobs\u0007');
				const before = terminal.modes();
				const picture = createPicture();
				await terminal.write(picture.paint(pieces.join(''), size));
				await terminal.write(picture.paint(`${pieces.reverse().join('')}\nlast`, size));
				expect(terminal.modes()).toEqual(before);
				expect(terminal.title()).toBe('jobs');
				expect(terminal.pushedTitles()).toBe(0);
				expect(terminal.clipboard()).toEqual([]);
				expect(terminal.notifications()).toEqual([]);
				expect(terminal.bells()).toBe(0);
				expect(terminal.replies()).toEqual([]);
				expect(
					terminal
						.cells()
						.flat()
						.some(({attributes}) => /hidden|blink/.test(attributes)),
				).toBe(false);
				terminal.dispose();
			}),
			{numRuns: runs(300)},
		);
	});

	it('is seen for what it is', async () => {
		const terminal = await emulator();
		await terminal.write(createPicture().paint('a\u001B[2Jb\u202Ec\u200Bd\ne\u200Df\u{E0041}g', size));
		expect(terminal.lines().slice(0, 2)).toEqual(['a␛[2Jb\uFFFDc\uFFFDd', '\uFFFD\uFFFDg']);
	});
});
