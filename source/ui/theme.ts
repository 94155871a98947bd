import type {Tone} from '../domain/status.ts';
import type {ThemeName} from '../domain/theme-names.ts';

/** What a piece of text means. Views name roles; only this file knows colours. */
export type Role =
	| Tone
	| 'text'
	| 'dim'
	| 'title'
	| 'accent'
	| 'key'
	| 'border'
	| 'selected'
	| 'marked'
	| 'changed'
	| 'pending'
	| 'warn'
	| 'danger'
	| 'stale';

/** The 16 names of the terminal's own palette, so that the person's colours hold; never white or black as text. */
const codes = {
	black: 30,
	red: 31,
	green: 32,
	yellow: 33,
	blue: 34,
	magenta: 35,
	cyan: 36,
	white: 37,
	brightBlack: 90,
	brightRed: 91,
	brightGreen: 92,
	brightYellow: 93,
	brightBlue: 94,
	brightMagenta: 95,
	brightCyan: 96,
	brightWhite: 97,
} as const;

type Style = {
	readonly colour?: keyof typeof codes;
	readonly isBold?: boolean;
	readonly isDim?: boolean;
	readonly isInverse?: boolean;
	readonly isUnderlined?: boolean;
};

export type Theme = Readonly<Record<Role, Style>>;

const plain: Theme = {
	text: {},
	dim: {},
	title: {isBold: true},
	accent: {isBold: true},
	key: {isBold: true},
	border: {},
	selected: {isInverse: true},
	marked: {isBold: true},
	changed: {isBold: true},
	pending: {isBold: true},
	warn: {isBold: true},
	danger: {isBold: true},
	stale: {},
	active: {},
	waiting: {},
	staging: {},
	held: {},
	good: {},
	bad: {isBold: true},
	stopped: {},
	plain: {},
};

const dark: Theme = {
	...plain,
	dim: {colour: 'brightBlack'},
	title: {colour: 'brightCyan', isBold: true},
	accent: {colour: 'cyan'},
	key: {colour: 'cyan', isBold: true},
	border: {colour: 'brightBlack'},
	marked: {colour: 'brightMagenta', isBold: true},
	pending: {colour: 'brightYellow', isBold: true},
	warn: {colour: 'yellow'},
	danger: {colour: 'brightRed', isBold: true},
	stale: {colour: 'brightBlack'},
	active: {colour: 'brightGreen'},
	waiting: {colour: 'yellow'},
	staging: {colour: 'cyan'},
	held: {colour: 'magenta'},
	good: {colour: 'green'},
	bad: {colour: 'brightRed', isBold: true},
	stopped: {colour: 'brightBlack'},
};

const light: Theme = {
	...dark,
	title: {colour: 'blue', isBold: true},
	accent: {colour: 'blue'},
	key: {colour: 'blue', isBold: true},
	marked: {colour: 'magenta', isBold: true},
	pending: {colour: 'magenta', isBold: true},
	warn: {colour: 'red'},
	danger: {colour: 'red', isBold: true},
	active: {colour: 'green', isBold: true},
	waiting: {colour: 'magenta'},
	held: {colour: 'magenta', isUnderlined: true},
	staging: {colour: 'blue'},
	bad: {colour: 'red', isBold: true},
};

const contrast: Theme = {
	...dark,
	dim: {},
	border: {},
	stale: {isDim: true},
	stopped: {isUnderlined: true},
	active: {colour: 'brightGreen', isBold: true},
	waiting: {colour: 'brightYellow', isBold: true},
	staging: {colour: 'brightCyan', isBold: true},
	held: {colour: 'brightMagenta', isBold: true},
	good: {colour: 'brightGreen'},
};

/** Blue against orange-yellow, told apart with any common colour blindness, and by brightness as well. */
const colourBlind: Theme = {
	...dark,
	active: {colour: 'brightBlue', isBold: true},
	good: {colour: 'blue'},
	waiting: {colour: 'brightYellow'},
	bad: {colour: 'brightYellow', isBold: true, isUnderlined: true},
	danger: {colour: 'brightYellow', isBold: true, isUnderlined: true},
	held: {colour: 'yellow', isUnderlined: true},
};

/** Each theme by its name. */
const themes = {
	dark,
	light,
	contrast,
	'colour-blind': colourBlind,
	none: plain,
} as const satisfies Readonly<Record<ThemeName, Theme>>;

/** Puts a role's look around a text. */
export type Paint = (role: Role, text: string) => string;

const painters = new Map<ThemeName, Paint>();

/** How a theme paints. It is asked for at every key, and made once. */
export function painter(name: ThemeName): Paint {
	const paint = painters.get(name) ?? createPainter(themes[name]);
	painters.set(name, paint);
	return paint;
}

function createPainter(theme: Theme): Paint {
	const around = new Map<Role, readonly [string, string]>();
	for (const role of Object.keys(theme) as Role[]) around.set(role, codesOf(theme[role]));
	return (role, text) => {
		const [open, close] = around.get(role)!;
		return open === '' || text === '' ? text : open + text + close;
	};
}

function codesOf(style: Style): readonly [string, string] {
	const open: number[] = [];
	const close: number[] = [];
	if (style.isBold === true) open.push(1);
	if (style.isDim === true) open.push(2);
	if (style.isBold === true || style.isDim === true) close.push(22);
	if (style.isUnderlined === true) {
		open.push(4);
		close.push(24);
	}
	if (style.isInverse === true) {
		open.push(7);
		close.push(27);
	}
	if (style.colour !== undefined) {
		open.push(codes[style.colour]);
		close.push(39);
	}
	return open.length === 0 ? ['', ''] : [`\u001B[${open.join(';')}m`, `\u001B[${close.join(';')}m`];
}
