import type {Acts} from '../acts.ts';
import type {Glyphs} from '../glyphs.ts';
import type {Place} from '../state/ui-state.ts';
import type {View} from '../view.ts';

export type KeyGroup = 'Move' | 'Look' | 'Act' | 'Find' | 'Program' | 'Answer';

/**
 * One key of the program. The handler, the bottom bar, the help overlay, docs/keys.md and the README are all made from these rows,
 * so what is promised is what happens.
 */
export type KeyRow = {
	/** Dotted, unique: `list.cancel`. */
	readonly id: string;
	/** Where it works. */
	readonly places: readonly Place[];
	/** Names as input gives them (key-names.ts); the first is the one shown. */
	readonly keys: readonly string[];
	readonly group: KeyGroup;
	/** A full sentence. */
	readonly help: string;
	/** A short word for the bottom bar; smaller ranks stay when room is short. */
	readonly bar?: {
		readonly word: string;
		readonly rank: number;
		/** Offered also while it would be refused, so that the bar stays the same as the cursor moves. */
		readonly isSteady?: true;
		/** Offered only while this holds. */
		readonly isFor?: (view: View) => boolean;
		/** Shown in place of the first key, where two keys make a pair: both arrows. */
		readonly shown?: (glyphs: Glyphs) => string;
	};
	/** Text is typed after it. */
	readonly beginsText?: true;
	/** Acts also in a terminal too small to show anything. */
	readonly isBlind?: true;
	/** Changes something on the service: gone in read-only mode. */
	readonly isDangerous?: true;
	/** Why it cannot act now, as a sentence for the person, or null when it can. */
	readonly refusal?: (view: View) => string | null;
	/** `key` is the one of its keys that was pressed. */
	readonly run: (acts: Acts, key: string) => void;
};
