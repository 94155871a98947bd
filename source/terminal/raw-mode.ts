/** Switches raw mode, in which keys come one by one and are not echoed. */
export function setRawMode(stdin: Pick<NodeJS.ReadStream, 'setRawMode'>, isRaw: boolean): void {
	try {
		stdin.setRawMode(isRaw);
	} catch {
		// A terminal that has gone away cannot be switched any more; what reads from it is told by the end of the stream.
	}
}
