import {interruptKey} from '../keys/interrupt-key.ts';
import {showKey} from '../keys/key-names.ts';
import type {KeyRow} from '../keys/key-row.ts';
import {leaveSignIn, moveFocus, submitSignIn} from '../overlays/sign-in/sign-in-acts.ts';
import {isWorking} from '../overlays/working.ts';
import {overlayOf} from '../state/overlay-changes.ts';
import type {View} from '../view.ts';

const places = ['overlay:sign-in'] as const;

function busy({ui}: View): string | null {
	if (overlayOf(ui, 'sign-in')?.isHearing === false)
		return 'The sign-in has just opened; it takes keys in a moment.';
	return isWorking(ui) ? 'The tenant is being asked; wait for its answer.' : null;
}

/** Keys within the sign-in. Letters go into its fields, so only others can be keys here. */
export const signInKeys: readonly KeyRow[] = [
	{
		id: 'sign-in.enter',
		places,
		keys: ['enter'],
		group: 'Answer',
		help: 'Go on to the next empty field; with all filled, sign in.',
		bar: {word: 'sign in', rank: 1, isSteady: true, isFor: ({ui}) => !isWorking(ui)},
		refusal: busy,
		run: submitSignIn,
	},
	{
		id: 'sign-in.next',
		places,
		keys: ['tab', 'down'],
		group: 'Move',
		help: 'Go to the next field.',
		bar: {word: 'next field', rank: 2, isSteady: true, isFor: ({ui}) => !isWorking(ui)},
		refusal: busy,
		run: acts => moveFocus(acts, 1),
	},
	{
		id: 'sign-in.previous',
		places,
		keys: ['shift-tab', 'up'],
		group: 'Move',
		help: 'Go to the field before.',
		refusal: busy,
		run: acts => moveFocus(acts, -1),
	},
	{
		id: 'sign-in.leave',
		places,
		keys: ['esc'],
		group: 'Answer',
		help: 'Leave it and go back to the rows as they were.',
		bar: {word: 'leave', rank: 3},
		refusal: ({ui}) =>
			overlayOf(ui, 'sign-in')?.canClose === false
				? `There is nothing to show before a sign-in; ${showKey(interruptKey)} quits.`
				: null,
		run: leaveSignIn,
	},
];
