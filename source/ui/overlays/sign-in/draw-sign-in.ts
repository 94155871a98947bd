import {cutText} from '../../../terminal/fit-text.ts';
import {pendingCancels} from '../../facts/pending-cancel.ts';
import {interruptKey} from '../../keys/interrupt-key.ts';
import {showKey} from '../../keys/key-names.ts';
import {drawField} from '../../layout/draw-field.ts';
import {wrapWithin} from '../../layout/styled.ts';
import {overlayOf} from '../../state/overlay-changes.ts';
import type {SignInOverlay} from '../../state/overlay-state.ts';
import {type TextField, textOf} from '../../state/text-field.ts';
import type {Role} from '../../theme.ts';
import type {View} from '../../view.ts';
import {drawSheet, textLine} from '../sheet.ts';
import {workingLine} from '../working.ts';
import {type SignInField, signInFields, signInLabels} from './sign-in-fields.ts';

export function drawSignIn(view: View, height: number): readonly string[] {
	const signIn = overlayOf(view.ui, 'sign-in');
	if (signIn === null) return [];
	const fields = signInFields.map(name => fieldLine(view, signIn, name));
	const {role, text} = news(view, signIn);
	const working = signIn.isWorking ? [workingLine(view, 'signing in…')] : [];
	// The fields stay in sight however low the screen is; the words above them give way.
	const room = Math.max(0, height - 1 - fields.length - working.length);
	const title = room === 0 && signIn.failure !== null ? signIn.failure.message : 'Sign in';
	const note = signIn.canClose && view.monitor.jobs.size > 0 ? 'the rows stay' : '';
	const words = wrapWithin(text, Math.max(1, view.width - 4), room).map(line => textLine(view, line, role));
	return drawSheet(view, title, [...words, ...fields, ...working], height, note);
}

/** Why the sign-in is asked for, or why the last try failed. */
function news(view: View, {failure}: SignInOverlay): {readonly role: Role; readonly text: string} {
	const {monitor, identity} = view;
	if (failure !== null) return {role: 'danger', text: failure.sentences};
	if (identity === null) {
		return {
			role: 'text',
			text: `Nobody is signed in yet. Sign in to your tenant here. For a code in a browser, or to look around without an account, leave with ${showKey(interruptKey)}: tapis-jobs login TENANT --device, tapis-jobs --demo`,
		};
	}
	if (monitor.link.kind === 'signed-out') {
		return {
			role: 'warn',
			text: `${monitor.link.failure.message} The rows stay as they were; ${waitingText(view)} once you are signed in.`,
		};
	}
	return {role: 'dim', text: 'The password is sent to the tenant and not kept.'};
}

/** What goes on after the sign-in. */
function waitingText(view: View): string {
	const count = pendingCancels(view).length;
	if (count === 0) return 'polling goes on';
	return `polling and ${count === 1 ? 'the cancel you asked go' : `the ${count} cancels you asked go`} on`;
}

/** A sign in the place of each letter of a password. */
function masked({glyphs}: View, {points, cursor}: TextField): TextField {
	return {points: points.map(() => glyphs.mask), cursor};
}

function fieldLine(view: View, signIn: SignInOverlay, name: SignInField): string {
	const isFocused = signIn.focus === name && !signIn.isWorking;
	const label = signInLabels[name].padEnd(9);
	const room = Math.max(1, Math.min(60, view.width - label.length - 3));
	const mark = isFocused ? view.paint('accent', view.glyphs.selected) : ' ';
	const typed = name === 'password' ? masked(view, signIn[name]) : signIn[name];
	const field = isFocused ? drawField(view, typed, room).text : cutText(textOf(typed), room);
	const isEmptyTenant = name === 'baseUrl' && signIn.baseUrl.points.length === 0;
	const hint = isEmptyTenant ? view.paint('dim', cutText(' tacc, or https://…', Math.max(0, room - 1))) : '';
	return `${mark} ${view.paint(isFocused ? 'key' : 'dim', label)} ${field}${hint}`;
}
