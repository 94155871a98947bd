import type {Instant} from '../../domain/job.ts';

/** An instant as `--json` writes it: ISO text in UTC. */
export function instantJson(instant: Instant | null): string | null {
	return instant === null ? null : new Date(instant).toISOString();
}
