import type {Clock} from '../domain/clock.ts';
import type {Credentials, Identity} from '../domain/identity.ts';
import type {NewFileName} from '../domain/output.ts';
import type {TapisApi} from '../domain/tapis-api.ts';
import type {Monitor} from '../monitor/monitor-port.ts';
import type {Message, MessageTone} from './state/message-state.ts';
import type {UiState} from './state/ui-state.ts';
import type {View} from './view.ts';

/** What the interface may do to the terminal and the machine; handed in, so that ui/ itself touches neither. */
export type TerminalActs = {
	/** Sends text to the clipboard of the person's own terminal (OSC 52). False when it is too long for that. */
	readonly copy: (text: string) => boolean;
	/** Paints the whole screen anew. */
	readonly redraw: () => void;
	/** Ctrl-Z: gives the terminal back to the shell until the program is continued. */
	readonly suspend: () => void;
	/** Opens the text in `$EDITOR` on the whole terminal; the text as saved. Rejects when the editor failed. */
	readonly editText: (text: string, fileName: string) => Promise<string>;
	/** Writes a stream into a new file of the current folder; its path. Reports bytes as they come. */
	readonly save: (
		name: NewFileName,
		bytes: AsyncIterable<Uint8Array>,
		onProgress: (bytes: number) => void,
	) => Promise<string>;
};

export type SignIn = (credentials: Credentials) => Promise<Identity>;

/** `interrupted` by the key, `stopped` by a signal; a profile: the person wants to go on with that one. */
export type HowEnded = 'quit' | 'interrupted' | 'stopped' | {readonly profile: string};

/** What a key may do. */
export type Acts = {
	readonly getView: () => View;
	readonly update: (change: (state: UiState) => UiState) => void;
	readonly monitor: Monitor;
	readonly api: TapisApi;
	readonly clock: Clock;
	readonly terminal: TerminalActs;
	readonly signIn: SignIn;
	/** The tenant and the user in use, or those a sign-in would be for, as far as they are known. */
	readonly known: () => {readonly baseUrl: string | null; readonly user: string | null};
	/** Says what a key's act has to say. */
	readonly toast: (text: string, tone?: MessageTone) => void;
	/** Tells what happened by itself; what must be seen waits for the person's next key. */
	readonly tell: (message: Message, mustBeSeen: boolean) => void;
	/** Calls back once the picture of the state as it is now has been written to the terminal. */
	readonly onceDrawn: (run: () => void) => void;
	/** Ends the interface: as wished by the person, or by Ctrl-C. */
	readonly quit: (how?: HowEnded) => void;
};
