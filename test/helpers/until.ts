/** Waits until a condition holds; the test's own time limit ends it otherwise. */
export async function until(isSo: () => boolean): Promise<void> {
	while (!isSo()) await new Promise(resolve => setTimeout(resolve, 10));
}
