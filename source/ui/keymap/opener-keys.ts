import {needsJob, needsUuid} from '../facts/meant-jobs.ts';
import type {KeyRow} from '../keys/key-row.ts';
import {askToHide, askToResubmit, whyNotHide} from '../overlays/confirm/ask-to-confirm.ts';
import {copyUuids, openCopy} from '../overlays/copy/copy.ts';
import {openDiagnostics} from '../overlays/diagnostics/diagnostics.ts';
import {openHelp} from '../overlays/help/help.ts';
import {openLog} from '../overlays/log.ts';
import {openProfiles} from '../overlays/profiles.ts';
import {openSignIn} from '../overlays/sign-in/sign-in-acts.ts';
import {openSort} from '../overlays/sort.ts';
import {screens} from '../state/ui-state.ts';

/** The keys that open an overlay, or copy, from a screen. */
export const openerKeys: readonly KeyRow[] = [
	{
		id: 'open.help',
		places: screens,
		keys: ['?'],
		group: 'Program',
		help: 'Show all keys, the filter language and what the signs mean; type to find a key.',
		bar: {word: 'help', rank: 5},
		run: openHelp,
	},
	{
		id: 'open.log',
		places: screens,
		keys: ['l'],
		group: 'Look',
		help: 'Show every change seen since the start, with its time.',
		bar: {word: 'log', rank: 10},
		run: openLog,
	},
	{
		id: 'open.sort',
		places: ['list'],
		keys: ['s'],
		group: 'Find',
		help: 'Choose what the list is sorted by.',
		bar: {word: 'sort', rank: 9},
		run: openSort,
	},
	{
		id: 'open.diagnostics',
		places: screens,
		keys: ['D'],
		group: 'Program',
		help: 'Show the line, requests, bytes and memory of the last minutes.',
		run: openDiagnostics,
	},
	{
		id: 'open.profiles',
		places: screens,
		keys: ['P'],
		group: 'Program',
		help: 'Choose another profile: another tenant, or another user.',
		refusal: ({profiles}) =>
			profiles.length > 1 ? null : 'There is no other profile; `tapis-jobs login` adds one.',
		run: openProfiles,
	},
	{
		id: 'open.sign-in',
		places: screens,
		keys: ['L'],
		group: 'Program',
		help: 'Sign in anew, before the token ends or as it is gone.',
		bar: {word: 'sign in', rank: 0, isFor: ({monitor}) => monitor.link.kind === 'signed-out'},
		refusal: view => (view.isDemo ? 'The demo needs no sign-in.' : null),
		run: openSignIn,
	},
	{
		id: 'act.copy-uuid',
		places: ['list'],
		keys: ['y'],
		group: 'Act',
		help: 'Copy the uuid of the job, or of the marked jobs, to your terminal’s clipboard.',
		bar: {word: 'copy', rank: 13},
		refusal: needsUuid,
		run: copyUuids,
	},
	{
		id: 'open.copy',
		places: screens,
		keys: ['Y'],
		group: 'Act',
		help: 'Copy more: commands, a curl, where the output stands.',
		refusal: needsUuid,
		run: openCopy,
	},
	{
		id: 'act.resubmit',
		places: screens,
		keys: ['R'],
		group: 'Act',
		help: 'Submit the job again, as it was or edited first; asks first.',
		bar: {word: 'resubmit', rank: 14},
		isDangerous: true,
		refusal: needsJob,
		run: askToResubmit,
	},
	{
		id: 'act.hide',
		places: screens,
		keys: ['H'],
		group: 'Act',
		help: 'Hide jobs that have ended from every list; asks first.',
		isDangerous: true,
		refusal: whyNotHide,
		run: askToHide,
	},
];
