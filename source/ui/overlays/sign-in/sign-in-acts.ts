import {Failure, isFailure} from '../../../domain/failure.ts';
import {SECOND} from '../../../domain/time.ts';
import type {Acts} from '../../acts.ts';
import {closeOverlay, overlayOf, showOverlay, withOverlay} from '../../state/overlay-changes.ts';
import type {SignInOverlay} from '../../state/overlay-state.ts';
import {type TextField, textField, textOf} from '../../state/text-field.ts';
import type {UiState} from '../../state/ui-state.ts';
import {onceSeen} from '../question/once-seen.ts';
import {signInFields} from './sign-in-fields.ts';

type FieldName = SignInOverlay['focus'];

/** One that opened by itself takes keys once none has come for this long: who moves about the rows must not type a password. */
const quietMs = SECOND;

/** Opens the sign-in over whatever is shown. It can be left where there are rows to go back to, or other profiles to go to. */
export function openSignIn(acts: Acts): void {
	open(acts, true);
}

/** The same without anybody having asked for it. */
export function openSignInByItself(acts: Acts): void {
	// At the start there was nothing else that keys could be meant for.
	const isHearing = acts.getView().identity === null;
	open(acts, isHearing);
	if (!isHearing) onceSeen(acts, () => hearOnceQuiet(acts));
}

function open(acts: Acts, isHearing: boolean): void {
	const {identity, profiles} = acts.getView();
	const canClose = identity !== null || profiles.length > 1;
	const {baseUrl, user} = acts.known();
	const fields = {
		baseUrl: textField(baseUrl ?? ''),
		username: textField(user ?? ''),
		password: textField(''),
	};
	acts.update(
		showOverlay({
			kind: 'sign-in',
			...fields,
			focus: firstEmpty(fields),
			isWorking: false,
			isHearing,
			failure: null,
			canClose,
		}),
	);
}

function hearOnceQuiet(acts: Acts): void {
	const {lastKeyAt} = acts.getView().ui;
	const leftMs = quietMs - Math.abs(acts.clock.now() - lastKeyAt);
	if (leftMs > 0) acts.clock.after(leftMs, () => hearOnceQuiet(acts));
	else acts.update(withOverlay('sign-in', one => ({...one, isHearing: true})));
}

function firstEmpty(fields: Readonly<Record<FieldName, TextField>>): FieldName {
	return signInFields.find(name => fields[name].points.length === 0) ?? 'password';
}

/** The field that the sign-in's typed keys go to; none while a sign-in is under way. */
export const signInField = {
	get: (state: UiState): TextField | null => {
		const signIn = overlayOf(state, 'sign-in');
		return signIn === null || signIn.isWorking || !signIn.isHearing ? null : signIn[signIn.focus];
	},
	set: (state: UiState, field: TextField): UiState =>
		withOverlay('sign-in', signIn => (signIn.isWorking ? signIn : {...signIn, [signIn.focus]: field}))(state),
};

export function moveFocus(acts: Acts, by: 1 | -1): void {
	acts.update(
		withOverlay('sign-in', signIn => {
			const next = (signInFields.indexOf(signIn.focus) + by + signInFields.length) % signInFields.length;
			return signIn.isWorking ? signIn : {...signIn, focus: signInFields[next]!};
		}),
	);
}

/** Goes to the first field that is empty; with all of them filled, signs in. */
export function submitSignIn(acts: Acts): void {
	const signIn = overlayOf(acts.getView().ui, 'sign-in');
	if (signIn === null || signIn.isWorking) return;
	const empty = signInFields.find(name => textOf(signIn[name]).trim() === '');
	if (empty !== undefined) {
		acts.update(withOverlay('sign-in', one => ({...one, focus: empty})));
		return;
	}
	void sendSignIn(acts, signIn);
}

async function sendSignIn(acts: Acts, signIn: SignInOverlay): Promise<void> {
	const {baseUrl, username, password} = signIn;
	const working = {...signIn, isWorking: true, failure: null};
	acts.update(showOverlay(working));
	// It may have been left meanwhile, and opened anew.
	const isOpen = (): boolean => overlayOf(acts.getView().ui, 'sign-in') === working;
	try {
		const identity = await acts.signIn({
			baseUrl: textOf(baseUrl).trim(),
			username: textOf(username).trim(),
			password: textOf(password),
		});
		acts.update(state => (overlayOf(state, 'sign-in') === null ? state : closeOverlay(state)));
		acts.toast(`Signed in as ${identity.user} at ${identity.host}.`, 'good');
	} catch (error) {
		const failure = isFailure(error)
			? error
			: new Failure('server', 'The sign-in ended in a way that was not foreseen.', {cause: error});
		if (isOpen()) acts.update(showOverlay(afterFailure(working, failure)));
		else acts.toast(`Not signed in: ${failure.message}`, 'danger');
	}
}

/** What was refused is typed again; what did not get through is sent again as it stands. */
function afterFailure(signIn: SignInOverlay, failure: Failure): SignInOverlay {
	const next = {...signIn, isWorking: false, failure};
	if (failure.kind === 'usage') return {...next, focus: 'baseUrl'};
	if (failure.kind === 'bad-credentials') return {...next, focus: 'password', password: textField('')};
	return next;
}

export function leaveSignIn(acts: Acts): void {
	acts.update(withOverlay('sign-in', signIn => (signIn.canClose ? null : signIn)));
}
