import type {Acts} from '../../acts.ts';
import type {View} from '../../view.ts';

/** In what the questions differ. */
export type QuestionRule = {
	/** Why yes is no answer now, besides what holds for every question; null when it is one. */
	readonly refusal: string | null;
	/** Does what is asked about, to exactly the jobs asked about. */
	readonly yes: (acts: Acts) => void;
	/** Why Enter is no answer, where it would throw away what somebody has written; null where it leaves everything as it is. */
	readonly enterHint: (view: View) => string | null;
	/** What is said when it is left. */
	readonly left: string;
	/** The last job that may stand at the top, as the screen is now: scrolling further would only waste room. */
	readonly lastTop: (view: View) => number;
};
