import {describe, expect, it} from 'vitest';
import {displayWidth} from '../../source/terminal/display-width.ts';
import {drawHeader} from '../../source/ui/frame/draw-header.ts';
import {editField} from '../../source/ui/keys/edit-keys.ts';
import {drawField} from '../../source/ui/layout/draw-field.ts';
import {unstyled} from '../../source/ui/layout/styled.ts';
import {insertText, type TextField, textField} from '../../source/ui/state/text-field.ts';
import {buildView} from '../helpers/build-view.ts';

const view = buildView({ui: {themeName: 'dark'}});
const cursor = /\u001B\[7m(.*?)\u001B\[27m/;

describe('a field that is longer than its room', () => {
	it('shows the cursor wherever it stands, and stays within its room', () => {
		for (const text of [
			'https://a-very-long-host-name.tapis.io',
			'計算ジョブ計算ジョブ',
			'e\u0301e\u0301e\u0301',
			'',
		]) {
			let field: TextField = textField(text);
			for (let steps = [...text].length + 1; steps > 0; steps--) {
				const drawn = drawField(view, field, 8).text;
				expect(displayWidth(unstyled(drawn)), drawn).toBeLessThanOrEqual(8);
				expect(drawn).toMatch(cursor);
				field = editField(field, 'left')!;
			}
		}
	});

	it('shows what is typed last', () => {
		const field = insertText(textField(''), 'abcdefghijkl');
		expect(unstyled(drawField(view, field, 6).text)).toContain('l ');
	});
});

describe('the filter line', () => {
	it('shows the cursor and keeps to the screen, however wide the letters are', () => {
		const initial = buildView({ui: {themeName: 'dark'}}).ui;
		for (const length of [1, 20, 60]) {
			const text = '計'.repeat(length);
			const list = {...initial.list, field: textField(text), filterText: text};
			const lines = drawHeader(buildView({columns: 50, ui: {themeName: 'dark', list}}), 18);
			const line = lines.find(one => one.includes('計'))!;
			expect(line).toMatch(cursor);
			expect(displayWidth(unstyled(line))).toBeLessThanOrEqual(50);
		}
	});
});
