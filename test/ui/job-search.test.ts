import {describe, expect, it} from 'vitest';
import {takeText} from '../../source/ui/state/job-file-state.ts';
import {mostLines} from '../../source/ui/state/job-file-text.ts';
import {
	type JobScreenState,
	openJobScreen,
	showFile,
	withFile,
} from '../../source/ui/state/job-screen-state.ts';
import {jobSearchTarget, keepSearch, nextMatch, openSearch} from '../../source/ui/state/job-search.ts';
import {insertText} from '../../source/ui/state/text-field.ts';
import {initialUiState} from '../../source/ui/state/ui-state.ts';
import {jobUuid, worldStart} from '../helpers/build-job.ts';

function open(lines: readonly string[]): JobScreenState {
	const text = lines.map(line => `${line}\n`).join('');
	return withFile(file => takeText({...file, start: 0}, text, text.length))(
		showFile(openJobScreen(jobUuid(1)), 'tapisjob.out'),
	);
}

function search(job: JobScreenState, text: string, keptLine: number): JobScreenState {
	const state = initialUiState({
		columns: 80,
		rows: 24,
		now: worldStart,
		themeName: 'none',
		isAscii: false,
		isReadOnly: false,
	});
	const begun = openSearch(job, keptLine);
	const typed = jobSearchTarget.set({...state, job: begun}, insertText(begun.search!.field!, text));
	return keepSearch(typed.job!);
}

/** The line found, counted from the first one read. */
const found = (job: JobScreenState): number | null => job.search!.line;

describe('a search in an open file', () => {
	it('begins at the line on the screen, however many lines before are no longer kept', () => {
		const count = mostLines + 3000;
		const job = open(Array.from({length: count}, (_, at) => (at % 50 === 0 ? `mark ${at}` : 'step')));
		const {dropped} = job.file!.text;
		expect(dropped).toBeGreaterThan(0);
		const onScreen = count - 120;

		expect(found(search(job, 'mark', onScreen - dropped))).toBe(Math.ceil(onScreen / 50) * 50);
	});

	it('goes round and round, both ways', () => {
		const job = search(open(['mark', 'a', 'b', 'mark', 'c']), 'mark', 0);
		expect(found(job)).toBe(0);
		expect(found(nextMatch(job, -1))).toBe(3);
		expect(found(nextMatch(nextMatch(job, 1), 1))).toBe(0);
	});

	it('says of a text that was not looked for yet neither that it is there nor that it is not', () => {
		const job = search(open(['mark', 'a']), 'mark', 0);
		const anew = showFile(job, 'tapisjob.out', 'head');

		expect(anew.search).toMatchObject({text: 'mark', line: null, isSought: false});
	});
});
