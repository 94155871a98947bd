import {fitText} from '../../terminal/fit-text.ts';
import type {Acts} from '../acts.ts';
import {pendingCancels} from '../facts/pending-cancel.ts';
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
	acts.update(closeOverlay);
	if (chosen !== undefined && !chosen.isCurrent) acts.quit({profile: chosen.name});
}

/** What becomes of the cancels of the profile that is left. */
function leavingLines(view: View): readonly string[] {
	const count = pendingCancels(view).length;
	if (count === 0) return [];
	const what = count === 1 ? 'One cancel goes on' : `${count} cancels go on`;
	return [
		textLine(view, `${what} in the service, and is followed again when you come back here.`, 'pending'),
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
