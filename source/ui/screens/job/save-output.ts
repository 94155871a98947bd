import {isFailure} from '../../../domain/failure.ts';
import {messageOf} from '../../../domain/thrown.ts';
import {cleanText} from '../../../terminal/clean-text.ts';
import {displayWidth} from '../../../terminal/display-width.ts';
import type {Acts} from '../../acts.ts';
import type {UiState} from '../../state/ui-state.ts';
import {fileToSave} from './open-output.ts';

/** Progress is drawn at most this often. */
const drawEveryMs = 250;

/** Saves the chosen file into the current folder, and tells how far it is and where it ended up. */
export async function saveOutput(acts: Acts): Promise<void> {
	const view = acts.getView();
	const job = view.ui.job;
	const detail = job?.detail.value ?? null;
	const file = fileToSave(view);
	if (job === null || detail === null || file === null) return;
	const show = (saving: UiState['saving']): void => acts.update(state => ({...state, saving}));
	let drawnAt = acts.clock.monotonic();
	show({...file, bytes: 0});
	try {
		const name = file.path.split('/').findLast(Boolean) ?? file.path;
		// The outputs of most jobs have the same names.
		const mark = job.uuid.slice(0, 8);
		const bytes = acts.api.streamOutput(detail, file.path);
		const path = await acts.terminal.save({name, mark}, bytes, done => {
			const now = acts.clock.monotonic();
			if (now - drawnAt < drawEveryMs) return;
			drawnAt = now;
			show({...file, bytes: done});
		});
		tellPath(acts, cleanText(path));
	} catch (error) {
		if (!isFailure(error)) {
			// The machine's own refusals (a full disk, no right to write) are the person's to know, too.
			acts.toast(`${cleanText(file.path)} was not saved: ${cleanText(messageOf(error))}`, 'danger');
		} else if (error.kind !== 'aborted') {
			acts.toast(
				`${cleanText(file.path)} was not saved: ${cleanText(error.message)} ${cleanText(error.advice)}`,
				'danger',
			);
		}
	} finally {
		show(null);
	}
}

/** Says where the file is. A path that is longer than the screen is wide stands whole in the log. */
function tellPath(acts: Acts, path: string): void {
	const text = `Saved as ${path}.`;
	const {ui, keyWords} = acts.getView();
	if (displayWidth(text) <= ui.columns) {
		acts.toast(text, 'good');
		return;
	}
	acts.monitor.note(text);
	const name = path.slice(path.lastIndexOf('/') + 1);
	acts.toast(`Saved as ${name}; ${keyWords.one('open.log')} shows its whole path.`, 'good');
}
