import type {ServiceTime} from '../service-time.ts';
import type {JobStore} from './job-store.ts';
import {archivePlace, execPlace, type OutputPlace} from './output-places.ts';
import {type Entry, foldersOf} from './output-tree.ts';

/** The places of jobs on a system that a path, from the system's root, is in, or that are below it. */
export function placesAround(store: JobStore, systemId: string, path: string): readonly OutputPlace[] {
	// A usual place has the job's uuid in it, so that no other job needs to be looked at.
	const named = store.find(/[0-9a-f-]{36}-007/.exec(path)?.[0] ?? '');
	return (named ? [named] : store.all())
		.flatMap(job => [execPlace(job), archivePlace(job)])
		.filter(place => place.systemId === systemId)
		.filter(({directory}) => isWithin(path, directory) || isWithin(directory, path));
}

/** All that stands in some places of a system, and the directories above, with paths from its root, sorted by them. Of two files of one path the later job's is there. */
export function filesIn(places: readonly OutputPlace[], time: ServiceTime): readonly Entry[] {
	const files = new Map<string, Entry>();
	for (const place of places) {
		const directory = place.directory.slice(1);
		for (const entry of place.entries(time)) {
			const path = entry.path === '' ? directory : `${directory}/${entry.path}`;
			files.set(path, {...entry, path});
		}
	}
	return [...foldersOf([...files.values()]), ...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function isWithin(path: string, directory: string): boolean {
	return path === directory || path.startsWith(directory === '/' ? directory : `${directory}/`);
}
