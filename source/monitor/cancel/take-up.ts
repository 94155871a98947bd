import type {Clock} from '../../domain/clock.ts';
import {nameOf} from '../../domain/describe-job.ts';
import type {MonitorMemory, PendingCancel} from '../../domain/monitor-memory.ts';
import {MINUTE} from '../../domain/time.ts';
import type {MonitorEvent} from '../monitor-state.ts';
import {createRemembering} from '../remembering.ts';

/** How often it is looked for pending cancels that other programs of the person's have written down. */
const lookAgainMs = MINUTE;

export type TakeUpParts = {
	readonly clock: Clock;
	readonly memory: Pick<MonitorMemory, 'loadCancels'>;
	/** Followed here, or ended here and only not forgotten yet. */
	readonly isKnown: (pending: PendingCancel) => boolean;
	readonly takeUp: (pending: PendingCancel) => void;
	readonly tell: (event: MonitorEvent) => void;
};

export type TakeUp = {
	/** Goes on with every cancel that is written down and not followed here. */
	readonly now: () => Promise<void>;
	/** The same when that was not done for a while: a command that has ended meanwhile may have left one. */
	readonly sometimes: () => void;
	readonly stop: () => void;
};

export function createTakeUp({clock, memory, isKnown, takeUp, tell}: TakeUpParts): TakeUp {
	const remember = createRemembering('Pending cancels of a former run could not be read:', tell);
	let isStopped = false;
	let nextAt = 0;
	const now = async (): Promise<void> => {
		nextAt = clock.monotonic() + lookAgainMs;
		const all = await remember(memory.loadCancels, []);
		if (isStopped) return;
		const left = all.filter(pending => !isKnown(pending));
		for (const pending of left) takeUp(pending);
		if (left.length > 0) tell({kind: 'note', text: takenUpText(left.map(nameOf))});
	};
	return {
		now,
		sometimes: () => {
			if (clock.monotonic() >= nextAt) void now();
		},
		stop: () => {
			isStopped = true;
		},
	};
}

function takenUpText(names: readonly string[]): string {
	return names.length === 1
		? `The cancel of ${names[0]} is taken up again.`
		: `${names.length} cancels are taken up again.`;
}
