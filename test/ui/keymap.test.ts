import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {keyRows, offeredRows, rowsAt} from '../../source/ui/keymap/keymap.ts';
import {interruptKey} from '../../source/ui/keys/interrupt-key.ts';
import {showKey} from '../../source/ui/keys/key-names.ts';
import type {Place} from '../../source/ui/state/ui-state.ts';

const places = [...new Set(keyRows.flatMap(row => row.places))];

/** The text of every test but this one. */
function testTexts(): string {
	return readdirSync('test', {recursive: true, encoding: 'utf8'})
		.filter(path => /\.tsx?$/.test(path) && !path.endsWith('keymap.test.ts'))
		.map(path => readFileSync(join('test', path), 'utf8'))
		.join('\n');
}

describe('the key table', () => {
	it('has each of its rows pressed in some test', () => {
		const texts = testTexts();
		expect(keyRows.map(row => row.id).filter(id => !texts.includes(`'${id}'`))).toEqual([]);
	});

	it('has one row for an id', () => {
		expect(new Set(keyRows.map(row => row.id)).size).toBe(keyRows.length);
	});

	it.each(places)('gives no key two meanings in %s', place => {
		const keys = rowsAt(place).flatMap(row => row.keys);
		expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
	});

	it('says in a full sentence what each key does', () => {
		for (const row of keyRows) expect(row.help, row.id).toMatch(/^[A-Z].*\.$/);
	});

	it.each(places.filter(place => place !== 'list'))('has a way back from %s', place => {
		expect(rowsAt(place).some(row => row.keys.includes('esc'))).toBe(true);
	});

	it('leaves Ctrl-C to the program, at any place', () => {
		expect(keyRows.filter(row => row.keys.includes(interruptKey))).toEqual([]);
	});

	it.each(places)('fits its most important keys into 80 columns in %s', place => {
		const bar = rowsAt(place)
			// Rows with a refusal are offered only where they can act: on one tab, for a running job.
			.filter(row => row.bar !== undefined && row.bar.rank <= 6 && row.refusal === undefined)
			.map(row => `${showKey(row.keys[0]!)} ${row.bar!.word}`);
		expect(bar.join('  ').length).toBeLessThanOrEqual(80);
	});

	it('takes away every key that changes something in read-only mode', () => {
		const dangerous = keyRows.filter(row => row.isDangerous === true);
		expect(dangerous.map(row => row.id)).toContain('list.cancel');
		for (const place of places as Place[]) {
			expect(offeredRows(place, {isReadOnly: true}).filter(row => row.isDangerous === true)).toEqual([]);
		}
	});
});
