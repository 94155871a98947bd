import {type Key, useInput, usePaste} from 'ink';
import type {Acts} from './acts.ts';
import {dispatchPaste, dispatchPresses} from './keymap/dispatch-key.ts';
import {type Press, readPresses} from './keys/key-names.ts';

/**
 * The one place where keys come in. Ink calls its hook several times for one read of several keys; they are gathered and handed
 * on together, so that it is known which came at once, and so that a burst of a hundred keys is one change of the picture.
 */
export function Input({acts}: {readonly acts: Acts}): React.ReactNode {
	const gathered = gatherers.get(acts) ?? createGatherer(acts);
	useInput((input, key) => {
		if (key.eventType === 'release') return;
		gathered.read(input, key);
	});
	usePaste(text => {
		// Keys that came before it in the same read come first.
		gathered.flush();
		dispatchPaste(acts, text);
	});
	return null;
}

const gatherers = new WeakMap<Acts, Gatherer>();

type Gatherer = {readonly read: (input: string, key: Key) => void; readonly flush: () => void};

function createGatherer(acts: Acts): Gatherer {
	let waiting: Press[] = [];
	let wasEscape = false;
	const flush = (): void => {
		if (waiting.length === 0) return;
		const together = waiting;
		waiting = [];
		dispatchPresses(acts, together);
	};
	const gatherer = {
		flush,
		read: (input: string, key: Key): void => {
			const presses = readPresses(input, key, wasEscape);
			wasEscape = key.escape;
			if (presses.length === 0) return;
			if (waiting.length === 0) queueMicrotask(flush);
			waiting.push(...presses);
		},
	};
	gatherers.set(acts, gatherer);
	return gatherer;
}
