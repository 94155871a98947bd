import {cutText} from './fit-text.ts';

/** The terminal's title. It is pushed and popped with the other modes (`modes.ts`). */
export type Title = {
	/** Sets the title; nothing is sent while it stays the same. */
	readonly set: (text: string) => void;
	/** Sends it once more, after another program had the terminal. */
	readonly sendAgain: () => void;
};

const longestTitle = 120;

export function createTitle(write: (sequence: string) => void): Title {
	let current: string | undefined;
	const send = (): void => {
		if (current !== undefined) write(`\u001B]2;${current}\u0007`);
	};
	return {
		set: text => {
			const clean = cutText(text, longestTitle);
			if (clean === current) return;
			current = clean;
			send();
		},
		sendAgain: send,
	};
}
