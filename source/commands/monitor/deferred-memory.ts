import type {MonitorMemory} from '../../domain/monitor-memory.ts';

/** Whichever memory is the right one at the moment. */
export function deferredMemory(current: () => MonitorMemory): MonitorMemory {
	return {
		claimCancel: pending => current().claimCancel(pending),
		takeOverCancel: pending => current().takeOverCancel(pending),
		updateCancel: pending => current().updateCancel(pending),
		releaseCancel: pending => current().releaseCancel(pending),
		forgetCancel: uuid => current().forgetCancel(uuid),
		loadCancels: () => current().loadCancels(),
		loadWatched: () => current().loadWatched(),
		addWatched: uuid => current().addWatched(uuid),
		removeWatched: uuid => current().removeWatched(uuid),
	};
}
