import {isFailure} from '../domain/failure.ts';
import type {JobUuid} from '../domain/job.ts';
import type {MonitorMemory} from '../domain/monitor-memory.ts';

/**
 * Forgets cancels that programs which have gone left written down, of jobs whose end has been told: the next monitor would ask for
 * each of them, and tell it as news. What cannot be forgotten is left to it.
 */
export async function forgetEnded(
	memory: Pick<MonitorMemory, 'loadCancels' | 'forgetCancel'>,
	ended: ReadonlySet<JobUuid>,
): Promise<void> {
	try {
		for (const {uuid} of await memory.loadCancels()) if (ended.has(uuid)) await memory.forgetCancel(uuid);
	} catch (error) {
		if (!isFailure(error)) throw error;
	}
}
