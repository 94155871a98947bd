import {filePattern} from './file-pattern.ts';
import type {JobRecord} from './job-record.ts';
import {archiveFilterOf} from './job-request.ts';
import {type Entry, launchFiles} from './output-tree.ts';

/**
 * What of a job's output is archived, by the filter in its request: exclusions go before inclusions, and a directory stands for
 * all that is in it. Launch files are archived or not whatever the patterns say.
 */
export function archivedOnly(job: JobRecord, tree: readonly Entry[]): readonly Entry[] {
	const {includes, excludes, includeLaunchFiles} = archiveFilterOf(job);
	const isIncluded = includes.length === 0 ? () => true : matcher(includes);
	const isExcluded = matcher(excludes);
	const kept = tree.filter(({path}) =>
		launchFiles.includes(path) ? includeLaunchFiles : path !== '' && isIncluded(path) && !isExcluded(path),
	);
	// The directories that what is kept stands in, the root among them, are made along with it.
	return tree.filter(entry => entry.path === '' || kept.includes(entry) || kept.some(isBelow(entry.path)));
}

function isBelow(directory: string): (entry: Entry) => boolean {
	return ({path}) => path.startsWith(`${directory}/`);
}

/** Whether one of the patterns is that of a path, or of a directory above it. */
function matcher(patterns: readonly string[]): (path: string) => boolean {
	const tests = patterns.map(one => filePattern(one, 'REGEX:'));
	return path => {
		const names = path.split('/');
		return names.some((_, index) => tests.some(test => test(names.slice(0, index + 1).join('/'))));
	};
}
