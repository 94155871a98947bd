import type {Job} from '../../../domain/job.ts';
import {outputPlaces} from '../../../domain/output-place.ts';
import {cleanText} from '../../../terminal/clean-text.ts';
import type {CopyOverlay} from '../../state/overlay-state.ts';

/** Something of a job that can be copied; `text` is null while it cannot, and `why` tells. */
export type CopyChoice = {readonly what: string; readonly text: string | null; readonly why: string};

/** What can be copied of a job. All texts are clean: what is pasted into a shell never runs by a line end of its own. */
export function copyChoices(copy: CopyOverlay, job: Job | undefined): readonly CopyChoice[] {
	const uuid = cleanText(copy.uuid);
	const choices: CopyChoice[] = [
		{what: 'uuid', text: uuid, why: ''},
		{what: 'cancel command', text: `tapis-jobs cancel ${shellWord(uuid)}`, why: ''},
		{
			what: 'curl command',
			text: curl(copy.baseUrl, uuid),
			why: 'The address of the service is not known here.',
		},
		outputChoice(copy),
	];
	const remoteJobId = job?.remoteJobId ?? copy.detail?.remoteJobId ?? null;
	if (remoteJobId !== null) choices.push({what: 'scheduler id', text: cleanText(remoteJobId), why: ''});
	return choices;
}

function curl(baseUrl: string | null, uuid: string): string | null {
	if (baseUrl === null) return null;
	// The shell fills in the token, so that the clipboard, and whatever keeps its history, never holds it.
	const address = shellWord(cleanText(`${baseUrl}/v3/jobs/${encodeURIComponent(uuid)}`));
	return `curl -sS -H "X-Tapis-Token: $TAPIS_TOKEN" ${address}`;
}

function outputChoice({detail, failure}: CopyOverlay): CopyChoice {
	const what = 'output path';
	if (detail === null) {
		return {what, text: null, why: failure === null ? 'The service is being asked for it…' : failure.message};
	}
	const [place] = outputPlaces(detail);
	if (place === undefined)
		return {what, text: null, why: 'The service has not given the job a place for its output yet.'};
	const directory = place.directory.replace(/^\/+/, '');
	return {what, text: cleanText(`tapis://${place.systemId}/${directory}`), why: ''};
}

/** A word as a POSIX shell reads it back unchanged. */
export function shellWord(text: string): string {
	return /^[\w.,:/@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
