const nothing = (): void => undefined;

/**
 * Node prints its warnings, and the address of the debugger that SIGUSR1 starts, to standard error: into the middle of a screen.
 * Until the returned function is called warnings go to `onWarning`, as their text, and the signal does nothing.
 */
export function quietProcess(onWarning: (text: string) => void): () => void {
	const usual = process.listeners('warning');
	const take = ({name, message}: Error): void => onWarning(`${name}: ${message}`);
	process.removeAllListeners('warning');
	process.on('warning', take);
	process.on('SIGUSR1', nothing);
	return () => {
		process.off('SIGUSR1', nothing);
		process.off('warning', take);
		for (const listener of usual) process.on('warning', listener);
	};
}
