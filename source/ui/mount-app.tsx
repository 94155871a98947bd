import {render} from 'ink';
import {App, type AppProps} from './app.tsx';

export type Mounted = {
	/** Rejects with what broke the interface. */
	readonly waitUntilExit: () => Promise<unknown>;
	readonly unmount: () => void;
};

/** Gives screen and keyboard to Ink. In a file of its own, to be loaded when the first frame has been drawn without it. */
export function mountApp(
	props: AppProps,
	{stdout, stdin}: {readonly stdout: NodeJS.WriteStream; readonly stdin: NodeJS.ReadStream},
): Mounted {
	return render(<App {...props} />, {
		stdout,
		stdin,
		debug: true,
		interactive: true,
		exitOnCtrlC: false,
		patchConsole: false,
	});
}
