/** What stands between the program and the person's own terminal. */
export type Multiplexer = 'none' | 'tmux' | 'screen';

/** GNU screen drops longer strings than this. */
const longestScreenString = 760;

/** A sequence as the multiplexer hands it on to the terminal it runs in, where its settings allow that. */
export function passThrough(sequence: string, multiplexer: Multiplexer): string {
	switch (multiplexer) {
		case 'none':
			return sequence;
		case 'tmux':
			return `\u001BPtmux;${sequence.replaceAll('\u001B', '\u001B\u001B')}\u001B\\`;
		case 'screen': {
			const pieces = sequence.match(new RegExp(`[\\s\\S]{1,${longestScreenString}}`, 'g')) ?? [];
			return pieces.map(piece => `\u001BP${piece}\u001B\\`).join('');
		}
	}
}
