/** The least the program draws on; below it says what it needs. */
export const smallestWidth = 30;
export const smallestHeight = 8;

export function isTooSmall({width, height}: {readonly width: number; readonly height: number}): boolean {
	return width < smallestWidth || height < smallestHeight;
}

/** A uuid is known by its beginning, and the sign that it is cut. */
export const shortUuidWidth = 9;

/** Below this no cell is given to an indent. */
export const tinyWidth = 40;
/** Below this only what matters most of a row has room. */
export const narrowWidth = 60;
/** A terminal as it opens. */
export const usualWidth = 80;
/** From here on names and times have room to be long. */
export const wideWidth = 100;
/** From here on the selected job stands at the right of the list. */
export const previewWidth = 120;
