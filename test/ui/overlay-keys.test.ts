import {describe, expect, it} from 'vitest';
import {defaultOrder, sortKeys} from '../../source/domain/order.ts';
import {FINISHED} from '../../source/domain/status.ts';
import {DAY} from '../../source/domain/time.ts';
import type {LogEntry} from '../../source/monitor/monitor-state.ts';
import type {TerminalActs} from '../../source/ui/acts.ts';
import {createOverlayKeys} from '../../source/ui/keymap/overlay-keys.ts';
import type {KeyRow} from '../../source/ui/keys/key-row.ts';
import {unstyled} from '../../source/ui/layout/styled.ts';
import {shellWord} from '../../source/ui/overlays/copy/copy-choices.ts';
import {sampleEveryMs, startMeasuring} from '../../source/ui/overlays/diagnostics/measuring.ts';
import {drawOverlay} from '../../source/ui/overlays/draw-overlay.ts';
import {helpField} from '../../source/ui/overlays/help/help.ts';
import {helpEntries} from '../../source/ui/overlays/help/help-entries.ts';
import {overlayOf} from '../../source/ui/state/overlay-changes.ts';
import {textField} from '../../source/ui/state/text-field.ts';
import {buildJob, jobUuid, worldStart} from '../helpers/build-job.ts';
import {buildJobDetail} from '../helpers/build-job-detail.ts';
import {createFakeActs, type FakeActs, type FakeActsOptions, overlayRows} from '../helpers/fake-acts.ts';

const jobs = [buildJob(1), buildJob(2, {status: FINISHED})];

function open(options: FakeActsOptions = {}): FakeActs {
	const fake = createFakeActs({jobs, api: {getJob: async () => buildJobDetail(1)}, ...options});
	fake.acts.update(state => ({...state, list: {...state.list, selected: jobUuid(1)}}));
	return fake;
}

function lines(fake: FakeActs): readonly string[] {
	return drawOverlay(fake.view(), 18, overlayRows).map(unstyled);
}

function chosen(fake: FakeActs): string {
	return lines(fake).find(line => line.startsWith('❯')) ?? '';
}

function logOf(count: number): readonly LogEntry[] {
	return Array.from({length: count}, (_, index) => ({
		at: worldStart + index * 1000,
		event: {kind: 'note', text: `entry ${index}`},
	}));
}

describe('help', () => {
	it('shows the keys of the place it was opened at first', () => {
		const fake = open();
		fake.press('open.help');

		expect(lines(fake)[2]).toContain('Job list');
	});

	it('finds a key by its name or its words, and presses it', () => {
		const fake = open();
		fake.press('open.help');
		fake.acts.update(state => helpField.set(state, textField('sorted by')));
		fake.press('help.run');

		expect(fake.ui().overlay?.kind).toBe('sort');
	});

	it('puts the key itself first when its name was typed', () => {
		const fake = open();
		fake.press('open.help');
		fake.acts.update(state => helpField.set(state, textField('l')));

		expect(chosen(fake)).toMatch(/❯ l +Show every change/);
	});

	it('says why the chosen key cannot act, instead of acting', () => {
		const fake = createFakeActs();
		fake.press('open.help');
		fake.acts.update(state => helpField.set(state, textField('uuid to your terminal')));
		fake.press('help.run');

		expect(fake.ui().overlay).toBeNull();
		expect(fake.toasts()).toEqual(['There is no job under the cursor.']);
	});

	it('does not press a key of another place', () => {
		const fake = open();
		fake.press('open.help');
		fake.acts.update(state => helpField.set(state, textField('follow newest')));
		fake.press('help.run');

		expect(fake.toasts().join()).toContain('elsewhere: Log');
	});

	it('explains filter fields and statuses, and presses nothing on their lines', () => {
		const fake = open();
		fake.press('open.help');
		fake.acts.update(state => helpField.set(state, textField('updated')));
		expect(lines(fake).join('\n')).toContain('updated>1d');
		fake.acts.update(state => helpField.set(state, textField('BLOCKED')));
		expect(chosen(fake)).toContain('▲ BLOCKED');
		fake.press('help.run');

		expect(fake.ui().overlay?.kind).toBe('help');
	});

	it('goes up and down by lines and pages, within what there is', () => {
		const fake = open();
		fake.press('open.help');
		const first = chosen(fake);
		fake.press('help.down');
		expect(chosen(fake)).not.toBe(first);
		fake.press('help.up');
		expect(chosen(fake)).toBe(first);
		for (let times = 0; times < 50; times++) fake.press('help.page-down');
		expect(lines(fake).at(-1)).toMatch(/^❯/);
		for (let times = 0; times < 50; times++) fake.press('help.page-up');
		expect(chosen(fake)).toBe(first);
		fake.press('help.close');
		expect(fake.ui().overlay).toBeNull();
	});

	it('leaves out what changes anything when the program is read-only', () => {
		const fake = open({ui: {isReadOnly: true}});
		fake.press('open.help');
		fake.acts.update(state => helpField.set(state, textField('resubmit')));

		expect(lines(fake).join('\n')).not.toContain('Submit the job again');
		for (const query of ['cancel', 'take back', 'hiding']) {
			fake.acts.update(state => helpField.set(state, textField(query)));
			expect(helpEntries(fake.view(), overlayOf(fake.ui(), 'help')!, overlayRows)).not.toContainEqual(
				expect.objectContaining({kind: 'key'}),
			);
		}
	});
});

describe('the log', () => {
	it('follows the newest entry until it is scrolled, and then keeps its place', () => {
		const fake = open({monitor: {log: logOf(50)}});
		fake.press('open.log');
		expect(lines(fake).at(-1)).toContain('entry 49');
		fake.press('log.up');
		expect(lines(fake).at(-1)).toContain('entry 48');
		fake.changeMonitor({log: logOf(50).slice(0, 0).concat(fake.view().monitor.log, logOf(3))});
		expect(lines(fake).at(-1)).toContain('entry 48');
		expect(lines(fake)[0]).toContain('4 newer below');
		fake.press('log.follow');
		expect(lines(fake).at(-1)).toContain('entry 2');
		fake.emit({kind: 'note', text: 'the very last'});
		expect(lines(fake).at(-1)).toContain('the very last');
	});

	it('gives the date where not all of it is of today', () => {
		const note = (at: number, text: string): LogEntry => ({at, event: {kind: 'note', text}});
		const long = 'a sentence that is so long that it has no room on one line of eighty columns';
		const fake = open({monitor: {log: [note(worldStart - DAY, 'before'), note(worldStart, long)]}});
		fake.press('open.log');
		expect(lines(fake)[1]).toBe('11-23 12:00:00 before');
		expect(lines(fake)[2]).toMatch(/^11-24 12:00:00 a sentence/);
		expect(lines(fake)[3]).toMatch(/^ {15}\S/);
		fake.changeMonitor({log: [note(worldStart - DAY, 'only yesterday')]});
		expect(lines(fake)[1]).toBe('11-23 12:00:00 only yesterday');
		fake.changeMonitor({log: [note(worldStart - 1000, 'today')]});
		expect(lines(fake)[1]).toBe('11:59:59 today');
	});

	it('stops at its ends, and follows again once it is back at the newest', () => {
		const fake = open({monitor: {log: logOf(50)}});
		fake.press('open.log');
		fake.press('log.first');
		expect(lines(fake)[1]).toContain('entry 0');
		const top = lines(fake);
		fake.press('log.page-up');
		expect(lines(fake)).toEqual(top);
		fake.press('log.down');
		expect(lines(fake)[1]).toContain('entry 1');
		for (let times = 0; times < 10; times++) fake.press('log.page-down');
		expect(lines(fake)[0]).toContain('following');
		fake.press('log.close');
		expect(fake.ui().overlay).toBeNull();
	});
});

describe('a log whose entries take several lines', () => {
	const long = (index: number): string =>
		`entry ${index}: ${'a sentence that has no room on one line '.repeat(2)}`;
	const log = Array.from({length: 40}, (_, index): LogEntry => {
		return {at: worldStart + index * 1000, event: {kind: 'note', text: long(index)}};
	});
	const seen = (fake: FakeActs): readonly string[] =>
		lines(fake).flatMap(line => /entry \d+/.exec(line) ?? []);

	it('is read to its oldest entry, and no press at its end is lost', () => {
		const fake = open({columns: 60, monitor: {log}});
		fake.press('open.log');
		for (let times = 0; times < 60; times++) fake.press('log.up');
		expect(seen(fake)[0]).toBe('entry 0');
		const top = lines(fake);
		fake.press('log.down');
		expect(lines(fake)).not.toEqual(top);
	});

	it('leaves none out when it is paged through', () => {
		const fake = open({columns: 60, monitor: {log}});
		fake.press('open.log');
		const all = new Set(seen(fake));
		for (let times = 0; times < 40; times++) {
			fake.press('log.page-up');
			for (const entry of seen(fake)) all.add(entry);
		}
		expect(all.size).toBe(40);
	});
});

describe('the sort picker', () => {
	it('marks what is sorted by now, sorts by another, and the same again the other way round', () => {
		const fake = open();
		fake.press('open.sort');
		expect(chosen(fake)).toContain(defaultOrder.key);
		fake.press('sort.up');
		const wanted = sortKeys[sortKeys.findIndex(({key}) => key === defaultOrder.key) - 1]!.key;
		fake.press('sort.choose');
		expect(fake.ui().list.order).toEqual({key: wanted, isReversed: false});
		fake.press('open.sort');
		expect(chosen(fake)).toContain(wanted);
		fake.press('sort.choose');
		expect(fake.ui().list.order).toEqual({key: wanted, isReversed: true});
		fake.press('open.sort');
		fake.press('sort.down');
		fake.press('sort.close');
		expect(fake.ui().list.order).toEqual({key: wanted, isReversed: true});
	});
});

describe('copying', () => {
	function copying(terminal: Partial<TerminalActs> = {}): {
		readonly fake: FakeActs;
		readonly copied: string[];
	} {
		const copied: string[] = [];
		const fake = open({
			terminal: {
				copy: text => {
					copied.push(text);
					return true;
				},
				...terminal,
			},
		});
		return {fake, copied};
	}

	it('sends the uuid with one key, and claims no more than that', () => {
		const {fake, copied} = copying();
		fake.press('act.copy-uuid');

		expect(copied).toEqual([jobUuid(1)]);
		expect(fake.toasts()).toEqual(['The uuid was sent to your terminal’s clipboard.']);
	});

	it('offers commands, never with a token in them, and where the output stands', async () => {
		const {fake, copied} = copying();
		for (let index = 0; index < 4; index++) {
			fake.press('open.copy');
			await fake.clock.settle();
			// There and back.
			fake.press('copy.down');
			fake.press('copy.up');
			for (let times = 0; times < index; times++) fake.press('copy.down');
			fake.press('copy.choose');
		}

		expect(copied).toEqual([
			jobUuid(1),
			`tapis-jobs cancel ${jobUuid(1)}`,
			`curl -sS -H "X-Tapis-Token: $TAPIS_TOKEN" https://tacc.tapis.io/v3/jobs/${jobUuid(1)}`,
			'tapis://stampede3/scratch/01234/jdoe/jobs/1/output',
		]);
	});

	it('asks the service where the output stands, and says so until it has answered', async () => {
		const {fake, copied} = copying();
		fake.press('open.copy');
		for (let times = 0; times < 3; times++) fake.press('copy.down');
		fake.press('copy.choose');
		expect(copied).toEqual([]);
		expect(fake.toasts()).toEqual(['The service is being asked for it…']);
		await fake.clock.settle();
		fake.press('copy.choose');
		expect(copied).toHaveLength(1);
	});

	it('says that nothing was copied when the terminal does not take it, and what prints so many uuids', () => {
		const {fake} = copying({copy: () => false});
		fake.press('open.copy');
		fake.press('copy.choose');
		expect(fake.ui().overlay?.kind).toBe('copy');
		fake.press('copy.close');
		const marked = new Set([jobUuid(1), jobUuid(2)]);
		fake.acts.update(state => ({...state, list: {...state.list, marked}}));
		fake.press('act.copy-uuid');
		expect(fake.toasts()).toEqual([
			'Too long for your terminal’s clipboard; nothing was copied.',
			'Too long for your terminal’s clipboard; nothing was copied. `tapis-jobs list --columns uuid` prints them.',
		]);
	});

	it('copies the marked jobs although the filter shows none', () => {
		const {fake, copied} = copying();
		const marked = new Set([jobUuid(1), jobUuid(2)]);
		fake.acts.update(state => ({...state, list: {...state.list, marked, selected: null}}));
		fake.press('act.copy-uuid');
		expect(copied).toEqual([`${jobUuid(1)} ${jobUuid(2)}`]);
	});

	it('quotes what a shell would take for its own', () => {
		expect(shellWord('plain-1.2')).toBe('plain-1.2');
		expect(shellWord('$(rm -rf ~)')).toBe("'$(rm -rf ~)'");
		expect(shellWord("it's")).toBe("'it'\\''s'");
		expect(shellWord('')).toBe("''");
	});

	it('copies of a hostile uuid neither a line end nor a way out of the quotes', () => {
		const {fake, copied} = copying();
		const uuid = jobUuid(1).replace('4000', "'; reboot\n") as (typeof jobs)[0]['uuid'];
		const hostile = {...jobs[0]!, uuid};
		fake.changeMonitor({jobs: new Map([[uuid, hostile]])});
		fake.acts.update(state => ({...state, list: {...state.list, selected: uuid}}));
		fake.press('act.copy-uuid');
		fake.press('open.copy');
		fake.press('copy.down');
		fake.press('copy.choose');

		expect(copied.join('')).not.toContain('\n');
		expect(copied[1]).toMatch(/^tapis-jobs cancel '[^']*'\\''[^']*'$/);
	});
});

describe('the diagnostics', () => {
	it('show what the last minutes cost, from before they were opened too', async () => {
		let bytesToTerminal = 0;
		const meter = () => ({
			bytesToTerminal,
			frames: 0,
			requests: null,
			bytesFromService: null,
			memoryBytes: 5e7,
		});
		const fake = open({view: {meter}});
		const stop = startMeasuring(fake.acts, fake.subscribe);
		await fake.clock.advance(sampleEveryMs * 3);
		bytesToTerminal = 60_000;
		await fake.clock.advance(sampleEveryMs * 3);
		fake.press('open.diagnostics');
		expect(lines(fake).join('\n')).toMatch(/To the terminal +60 kB, 60 kB a minute/);
		bytesToTerminal = 120_000;
		await fake.clock.advance(sampleEveryMs * 6);
		expect(lines(fake).join('\n')).toMatch(/120 kB, 60 kB a minute/);
		stop();
		expect(fake.clock.timerCount()).toBe(0);
	});

	it('scroll where the screen is low, and close', () => {
		const fake = open({rows: 12});
		fake.press('open.diagnostics');
		const top = lines(fake);
		fake.press('diagnostics.down');
		expect(lines(fake)[1]).toBe(top[2]);
		for (let times = 0; times < 40; times++) fake.press('diagnostics.down');
		expect(lines(fake).at(-1)).toContain('Terminal');
		const bottom = lines(fake);
		fake.press('diagnostics.up');
		expect(lines(fake)).not.toEqual(bottom);
		fake.press('diagnostics.close');
		expect(fake.ui().overlay).toBeNull();
	});
});

describe('the keys of the overlays', () => {
	const rows = createOverlayKeys(() => overlayRows);

	it('do not stand twice at one place', () => {
		const seen = overlayRows.flatMap(row =>
			row.places.flatMap(place => row.keys.map(key => `${place} ${key}`)),
		);

		expect(new Set(seen).size).toBe(seen.length);
		expect(new Set(overlayRows.map(({id}) => id)).size).toBe(overlayRows.length);
	});

	it('give every overlay a way back on Esc, and letters only where nothing is typed', () => {
		const typed = ['overlay:help', 'overlay:sign-in'];
		const places = new Set(rows.flatMap(row => row.places));
		for (const place of places) {
			const here = rows.filter(row => row.places.includes(place));
			expect(
				here.some(row => row.keys.includes('esc')),
				place,
			).toBe(true);
			if (typed.includes(place))
				expect(here.flatMap(row => row.keys).filter(key => key.length === 1)).toEqual([]);
		}
	});

	it('do nothing harmful on Enter, Esc or Space anywhere', () => {
		const harmless = (row: KeyRow): boolean =>
			row.isDangerous !== true || !row.keys.some(key => ['enter', 'esc', 'space'].includes(key));

		expect(overlayRows.filter(row => !harmless(row))).toEqual([]);
	});

	it('have a full sentence of help each', () => {
		expect(overlayRows.filter(({help}) => !/^[A-Z].*\.$/.test(help))).toEqual([]);
	});
});
