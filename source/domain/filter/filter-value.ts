import type {Instant, Job} from '../job.ts';

/** Tells for one job whether a word of the filter holds. */
export type JobTest = (job: Job, now: Instant) => boolean;

/** What came of reading a value: a test, or what is wrong with it. `isUnfinished` when more typing may make it right. */
export type ReadValue =
	| JobTest
	| {
			readonly message: string;
			readonly isUnfinished?: boolean;
			/** Which part of the value is wrong; the whole of it when left out. */
			readonly at?: {readonly start: number; readonly end: number};
	  };

export type FilterFieldRow = {
	readonly field: string;
	readonly about: string;
	readonly example: string;
	/** Words the value can be completed with. */
	readonly words?: readonly string[];
	/** After `field:`. */
	readonly readIs?: (text: string) => ReadValue;
	/** After `field<` and `field>`; `sign` is -1 for less. */
	readonly readCompare?: (text: string, sign: 1 | -1) => ReadValue;
};
