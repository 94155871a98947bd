import {describe, expect, it} from 'vitest';
import {jobColumns} from '../../source/domain/job-columns.ts';
import {FAILED} from '../../source/domain/status.ts';
import {unstyled} from '../../source/ui/layout/styled.ts';
import {columnsInList, drawList} from '../../source/ui/screens/list/draw-list.ts';
import {buildJob, worldStart} from '../helpers/build-job.ts';
import {buildView} from '../helpers/build-view.ts';

describe('the column of owners', () => {
	const hasOwners = (lastOwner: string, top: number): boolean => {
		const jobs = Array.from({length: 100}, (_, at) => buildJob(at + 1, at === 99 ? {owner: lastOwner} : {}));
		const {list} = buildView().ui;
		const view = buildView({columns: 110, jobs, ui: {list: {...list, top}}});
		return columnsInList(view).some(({row}) => row.column === 'owner');
	};

	it('is there with jobs of others, wherever in the list one has scrolled to', () => {
		for (const top of [0, 50, 90]) expect(hasOwners('else', top)).toBe(true);
	});

	it('is not there with one’s own jobs alone, or with a job whose owner is not known', () => {
		expect(hasOwners('jdoe', 0)).toBe(false);
		expect(hasOwners('', 90)).toBe(false);
	});

	it('asks a list of jobs once, however often it is drawn, and anew for another person', () => {
		let asked = 0;
		const jobs = Array.from({length: 100}, (_, at) => {
			const job = buildJob(at + 1);
			return Object.defineProperty({...job}, 'owner', {
				enumerable: true,
				get: () => {
					asked += 1;
					return job.owner;
				},
			});
		});
		const view = buildView({columns: 110, jobs});
		columnsInList(view);
		const once = asked;
		columnsInList({...view, width: 111});
		columnsInList({...view, ui: {...view.ui}});
		expect(asked).toBe(once);
		const other = {...view, identity: {user: 'else', tenant: 'tacc', host: 'tacc.tapis.io'}};
		expect(columnsInList(other).some(({row}) => row.column === 'owner')).toBe(true);
	});
});

/** A job that has everything a column can show. */
const whole = buildJob(1, {
	name: 'wave',
	status: FAILED,
	condition: 'SCHEDULER_TIMEOUT',
	remoteStarted: worldStart - 60_000,
	remoteEnded: worldStart - 30_000,
	ended: worldStart - 20_000,
	remoteJobId: '4711',
	lastMessage: 'The end.',
	tags: ['night'],
});

it.each(jobColumns.filter(({column}) => column !== 'name'))(
	'the column $column, once chosen, has its title and a cell',
	({column, title}) => {
		const view = buildView({columns: 110, jobs: [whole], ui: {chosenColumns: ['name', column]}});
		const [titles, row] = drawList(view, 10).map(unstyled);

		expect(titles).toContain(title);
		expect(row!.replace('wave', '')).toMatch(/[\p{L}\d✗]/u);
	},
);
