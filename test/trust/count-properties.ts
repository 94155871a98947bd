/** Set-up of the long run: properties are tried with more values, and each says with how many. */
import fc from 'fast-check';
import {noteCases, runs} from './figures.ts';

fc.configureGlobal({
	numRuns: runs(100),
	reporter: details => {
		if (details.failed) throw new Error(fc.defaultReportMessage(details), {cause: details.errorInstance});
		noteCases(details.numRuns);
	},
});
