import type {Place} from '../state/ui-state.ts';

/** Where keys work, as help and the documents head them. */
export const placeTitles: Readonly<Record<Place, string>> = {
	list: 'Job list',
	job: 'Job screen',
	filter: 'Filter line',
	'job-search': 'Search line',
	'overlay:cancel': 'Cancelling',
	'overlay:confirm': 'Hiding and resubmitting',
	'overlay:help': 'Help',
	'overlay:log': 'Log',
	'overlay:profiles': 'Profiles',
	'overlay:sort': 'Sorting',
	'overlay:copy': 'Copying',
	'overlay:sign-in': 'Signing in',
	'overlay:diagnostics': 'Diagnostics',
};

export const allPlaces = Object.keys(placeTitles) as readonly Place[];
