import {Text} from 'ink';
import Spinner from 'ink-spinner';
import {Line} from '../layout/line.tsx';
import type {View} from '../view.ts';
import {isWorking, workingSign} from './working.ts';

/** An overlay's drawn lines on the screen; the sign of work in the last of them turns. */
export function OverlaySheet({
	view,
	lines,
}: {
	readonly view: View;
	readonly lines: readonly string[];
}): React.ReactNode {
	const last = lines.length - 1;
	return lines.map((line, index) =>
		index === last && isWorking(view.ui) && line.startsWith(workingSign(view)) ? (
			// biome-ignore lint/suspicious/noArrayIndexKey: a line of the sheet is its place.
			<Text key={index} wrap="truncate">
				<Spinner type={view.glyphs.isAscii ? 'line' : 'dots'} />
				{line.slice(workingSign(view).length)}
			</Text>
		) : (
			// biome-ignore lint/suspicious/noArrayIndexKey: a line of the sheet is its place.
			<Line key={index} text={line} />
		),
	);
}
