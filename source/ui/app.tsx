import {Box} from 'ink';
import {useSyncExternalStore} from 'react';
import type {Acts} from './acts.ts';
import {drawScreen} from './frame/draw-screen.ts';
import {Input} from './input.tsx';
import {Line} from './layout/line.tsx';
import {CancelDialog} from './overlays/cancel/cancel-dialog.tsx';
import {cancelDialogHeight} from './overlays/cancel/dialog-size.ts';
import {OverlaySheet} from './overlays/overlay-sheet.tsx';
import type {View} from './view.ts';

export type AppProps = {
	readonly acts: Acts;
	/** Changes when the picture has to change; `getView` then gives what it is made of. */
	readonly subscribe: (listener: () => void) => () => void;
	readonly getView: () => View;
};

/** The whole screen: exactly as many lines as the terminal has. */
export function App({acts, subscribe, getView}: AppProps): React.ReactNode {
	const view = useSyncExternalStore(subscribe, getView);
	return (
		<Box flexDirection="column" width={view.width} height={view.height} overflow="hidden">
			<Input acts={acts} />
			<Picture view={view} />
		</Box>
	);
}

function Picture({view}: {readonly view: View}): React.ReactNode {
	const {overlay} = view.ui;
	const question = overlay?.kind === 'cancel' ? overlay : null;
	const {above, sheet, sheetHeight, below} = drawScreen(view, room =>
		question === null ? 0 : cancelDialogHeight(question, room),
	);
	return (
		<>
			<Lines lines={above} />
			{question === null || sheetHeight === 0 ? (
				<OverlaySheet view={view} lines={sheet} />
			) : (
				<CancelDialog view={view} question={question} height={sheetHeight} />
			)}
			<Lines lines={below} />
		</>
	);
}

function Lines({lines}: {readonly lines: readonly string[]}): React.ReactNode {
	// biome-ignore lint/suspicious/noArrayIndexKey: a line of the screen is its place; nothing else tells two empty ones apart.
	return lines.map((line, index) => <Line key={index} text={line} />);
}
