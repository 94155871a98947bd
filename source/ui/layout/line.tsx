import {Text} from 'ink';
import {memo} from 'react';

/**
 * One painted line of the screen. A single text node, and drawn again only when it differs: a list of forty rows costs two of
 * them when the cursor moves.
 */
export const Line = memo(function Line({text}: {readonly text: string}): React.ReactNode {
	return <Text wrap="truncate">{text === '' ? ' ' : text}</Text>;
});
