import {isAccepted} from '../../monitor/cancel/cancel-standing.ts';
import {fitText} from '../../terminal/fit-text.ts';
import type {Acts} from '../acts.ts';
import {heldCancels, pendingCancels} from '../facts/pending-cancel.ts';
import {changeProfile} from '../program/leaving.ts';
import {movedIndex} from '../state/moved-index.ts';
import {closeOverlay, overlayOf, showOverlay, withOverlay} from '../state/overlay-changes.ts';
import type {View} from '../view.ts';
import {drawSheet, textLine, windowAround} from './sheet.ts';

/** Opens the picker with the profile in use chosen. */
export function openProfiles(acts: Acts): void {
	const {profiles} = acts.getView();
	const index = Math.max(
		0,
		profiles.findIndex(one => one.isCurrent),
	);
	acts.update(showOverlay({kind: 'profiles', index}));
}

export function moveInProfiles(acts: Acts, by: number): void {
	const count = acts.getView().profiles.length;
	acts.update(withOverlay('profiles', one => ({...one, index: movedIndex(one.index, by, count)})));
}

/** Starts anew with the chosen profile; with the one in use the picker only closes. */
export function chooseProfile(acts: Acts): void {
	const view = acts.getView();
	const picker = overlayOf(view.ui, 'profiles');
	const chosen = picker === null ? undefined : view.profiles[picker.index];
	if (chosen === undefined || chosen.isCurrent || changeProfile(acts, chosen.name)) acts.update(closeOverlay);
}

/** What becomes of the cancels of the profile that is left. */
function leavingLines(view: View): readonly string[] {
	const pending = pendingCancels(view);
	const sent = pending.filter(isAccepted).length;
	const held = heldCancels(view).length;
	const rest = pending.length - sent - held;
	const line = (count: number, goesOn: string): readonly string[] =>
		count === 0
			? []
			: [textLine(view, `${count} ${count === 1 ? 'cancel' : 'cancels'} ${goesOn}`, 'pending')];
	return [
		...line(held, 'held back until now: sent as you leave.'),
		...line(sent, 'with the service: followed again once you are back.'),
		...line(rest, 'not sent yet: tried again once you are back.'),
	];
}

export function drawProfiles(view: View, height: number): readonly string[] {
	const picker = overlayOf(view.ui, 'profiles');
	if (picker === null) return [];
	const {paint, glyphs, width} = view;
	const lines = view.profiles.map(({name, user, baseUrl, isCurrent}, index) => {
		const cursor = index === picker.index ? glyphs.selected : ' ';
		const sign = isCurrent ? glyphs.live : ' ';
		const text = fitText(`${cursor} ${sign} ${fitText(name, 20)}  ${user} @ ${baseUrl}`, Math.min(width, 90));
		return index === picker.index ? paint('selected', text) : isCurrent ? paint('accent', text) : text;
	});
	const {shown, note} = windowAround(lines, picker.index, height - 1 - leavingLines(view).length);
	return drawSheet(view, 'Profiles', [...shown, ...leavingLines(view)], height, note);
}
