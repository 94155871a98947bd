import {Box} from 'ink';
import {useSyncExternalStore} from 'react';
import type {Acts} from './acts.ts';
import {drawFrame, drawTooSmall, isTooSmall} from './draw-frame.ts';
import {Input} from './input.tsx';
import {keyRows} from './keymap/keymap.ts';
import {Line} from './line.tsx';
import {CancelDialog, cancelDialogHeight} from './overlays/cancel/cancel-dialog.tsx';
import {drawOverlay} from './overlays/draw-overlay.ts';
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
	if (isTooSmall(view)) return <Lines view={view} lines={drawTooSmall(view)} />;
	const {overlay} = view.ui;
	const dialog = overlay?.kind === 'cancel' ? overlay : null;
	let sheet: readonly string[] = [];
	const frame = drawFrame(view, room => {
		if (dialog !== null) return cancelDialogHeight(dialog, room);
		sheet = drawOverlay(view, room, keyRows);
		return sheet.length;
	});
	return (
		<>
			<Lines view={view} lines={[...frame.header, ...frame.body]} />
			{dialog === null ? (
				<OverlaySheet view={view} lines={sheet} />
			) : (
				<CancelDialog view={view} dialog={dialog} height={frame.sheetHeight} />
			)}
			<Lines view={view} lines={[frame.bar]} />
		</>
	);
}

function Lines({view, lines}: {readonly view: View; readonly lines: readonly string[]}): React.ReactNode {
	const shown = view.glyphs.isAscii ? lines.map(line => line.replaceAll('…', '~')) : lines;
	// biome-ignore lint/suspicious/noArrayIndexKey: a line of the screen is its place; nothing else tells two empty ones apart.
	return shown.map((line, index) => <Line key={index} text={line} />);
}
