import type {JobUuid} from '../../domain/job.ts';
import {hasEnded} from '../../domain/status.ts';
import type {JobPage} from '../../domain/tapis-api.ts';
import type {JobStore} from '../job-store.ts';
import type {RowIntake} from '../row-intake.ts';

export type StrayParts = {
	readonly store: JobStore;
	readonly intake: RowIntake;
	readonly batch: (run: () => void) => void;
	readonly read: (uuids: readonly JobUuid[]) => Promise<JobPage>;
	/** The server no longer knows this job. */
	readonly onLost: (uuid: JobUuid, wasTold: boolean) => void;
};

/** Asks for the jobs that were put in by hand, or are cancelled or watched here, and that the list does not hold. */
export async function readStrays({store, intake, batch, read, onLost}: StrayParts): Promise<void> {
	const uuids = [...intake.strays.keys()].filter(uuid => !hasEnded(store.jobs.get(uuid)?.status ?? ''));
	if (uuids.length === 0) return;
	const page = await read(uuids);
	batch(() => {
		intake.take(page.jobs, 'elsewhere');
		// A row that could not be read may be any of them.
		if (page.setAside > 0) return;
		for (const uuid of intake.missStrays(uuids, page.jobs)) onLost(uuid, false);
	});
}
