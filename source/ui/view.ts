import type {Identity, ProfileChoice} from '../domain/identity.ts';
import type {Instant, Job, JobUuid} from '../domain/job.ts';
import type {MonitorState} from '../monitor/monitor-state.ts';
import type {Glyphs} from './glyphs.ts';
import type {KeyWords} from './keys/key-words.ts';
import type {Meter} from './state/overlay-state.ts';
import type {UiState} from './state/ui-state.ts';
import type {Paint} from './theme.ts';

/**
 * All that a picture is made of. The draw functions under screens/ and overlays/ are pure: the same view gives the same
 * lines. Each line they return fills the width it was given at most, and holds no control characters but colours.
 */
export type View = {
	readonly ui: UiState;
	readonly monitor: MonitorState;
	/** The jobs that pass the filter, in order. The same array as long as nothing about it changed. */
	readonly jobs: readonly Job[];
	readonly identity: Identity | null;
	readonly isDemo: boolean;
	readonly profiles: readonly ProfileChoice[];
	readonly paint: Paint;
	readonly glyphs: Glyphs;
	readonly keyWords: KeyWords;
	readonly width: number;
	readonly height: number;
	readonly now: Instant;
	/** When the token in use ends, or null where that is not known. */
	readonly tokenExpiresAt: Instant | null;
	readonly meter: () => Meter;
};

export function selectedJob(view: View): Job | undefined {
	const {selected} = view.ui.list;
	return selected === null ? undefined : view.monitor.jobs.get(selected);
}

/** Whether the job belongs to somebody else than who is signed in, as far as both are known. */
export function isForeign({identity}: Pick<View, 'identity'>, {owner}: Pick<Job, 'owner'>): boolean {
	return identity !== null && owner !== '' && owner !== identity.user;
}

/** The job of the open job screen; its row may be missing when it was opened by uuid. */
export function openJob(view: View): Job | undefined {
	const uuid: JobUuid | undefined = view.ui.job?.uuid;
	if (uuid === undefined) return undefined;
	return view.monitor.jobs.get(uuid) ?? view.ui.job?.detail.value ?? undefined;
}
