import {describe, expect, it} from 'vitest';
import {Failure} from '../../source/domain/failure.ts';
import {BLOCKED, FAILED, FINISHED, QUEUED, RUNNING, STAGING_INPUTS} from '../../source/domain/status.ts';
import type {Cancellation, Link} from '../../source/monitor/monitor-state.ts';
import {drawHeader} from '../../source/ui/frame/draw-header.ts';
import {unstyled} from '../../source/ui/layout/styled.ts';
import {buildJob, worldStart} from '../helpers/build-job.ts';
import {buildView} from '../helpers/build-view.ts';

const lost = new Failure('unreachable', 'The service cannot be reached.');

describe('the header', () => {
	it('keeps a cancel that could not be sent in sight, however narrow, also beside as many failed jobs', () => {
		const many = [RUNNING, QUEUED, BLOCKED, STAGING_INPUTS, FINISHED];
		const jobs = Array.from({length: 600}, (_, at) =>
			buildJob(at + 1, {status: at === 0 ? FAILED : many[at % many.length]!}),
		);
		const [first] = jobs;
		const stuck: Cancellation = {
			uuid: first!.uuid,
			name: first!.name,
			phase: 'checking',
			askedAt: worldStart,
			sendAt: null,
			sentAt: null,
			sendCount: 0,
			acceptedCount: 0,
			trouble: lost,
			outcome: null,
			isHeldElsewhere: false,
			isWritten: true,
		};
		for (const columns of [30, 34, 40, 60, 80]) {
			const view = buildView({
				columns,
				jobs,
				monitor: {
					cancels: new Map([
						[stuck.uuid, stuck],
						[jobs[1]!.uuid, {...stuck, uuid: jobs[1]!.uuid, phase: 'waiting', trouble: null}],
					]),
				},
				ui: {themeName: 'dark'},
			});
			const counts = drawHeader(view, 15)[1]!;

			expect(unstyled(counts), `${columns} columns`).toMatch(/^✗ 1/);
		}
	});

	it.each([
		['live', {kind: 'live'}],
		['failing', {kind: 'failing', failure: lost, since: worldStart, attempts: 3}],
		['paused', {kind: 'paused', since: worldStart}],
		['signed out', {kind: 'signed-out', failure: lost, since: worldStart}],
	] satisfies [string, Link][])(
		'never takes the first rows of a load for all jobs, with the line %s',
		(_, link) => {
			const jobs = Array.from({length: 100}, (_, at) => buildJob(at + 1));
			const header = (loading: {readonly loaded: number; readonly total: number | null}): string =>
				drawHeader(buildView({jobs, monitor: {link, loading}, ui: {themeName: 'dark'}}), 15)
					.map(unstyled)
					.join('\n');

			expect(header({loaded: 100, total: 3000})).toMatch(/newest jobs +.*100 jobs so far, 3000 in all/);
			expect(header({loaded: 100, total: null})).toMatch(/newest jobs +.*100 jobs so far(\n|$)/);
		},
	);
});
