import {describe, expect, it} from 'vitest';
import {Failure} from '../../source/domain/failure.ts';
import {displayWidth} from '../../source/terminal/fit-text.ts';
import {editField} from '../../source/ui/keys/edit-keys.ts';
import {unstyled} from '../../source/ui/layout/styled.ts';
import {drawOverlay} from '../../source/ui/overlays/draw-overlay.ts';
import {drawField} from '../../source/ui/overlays/sheet.ts';
import {openSignIn} from '../../source/ui/overlays/sign-in-acts.ts';
import {withOverlay} from '../../source/ui/state/overlay-changes.ts';
import {insertText, type TextField, textField} from '../../source/ui/state/text-field.ts';
import {buildView} from '../helpers/build-view.ts';
import {createFakeActs, overlayRows} from '../helpers/fake-acts.ts';

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
				const drawn = drawField(view, field, 8);
				expect(displayWidth(unstyled(drawn)), drawn).toBeLessThanOrEqual(8);
				expect(drawn).toMatch(cursor);
				field = editField(field, 'left')!;
			}
		}
	});

	it('shows what is typed last', () => {
		const field = insertText(textField(''), 'abcdefghijkl');
		expect(unstyled(drawField(view, field, 6))).toContain('l ');
	});

	it('draws a password as so many dots, with the cursor or without', () => {
		const field = textField('sécret');
		expect(unstyled(drawField(view, field, 20, {isMasked: true}))).toBe('•••••• ');
		expect(unstyled(drawField(view, field, 20, {isMasked: true, isFocused: false}))).toBe('••••••');
	});
});

describe('the sign-in on the smallest screen', () => {
	it('shows all its fields, and what went wrong in place of its title', () => {
		const fake = createFakeActs({columns: 30, rows: 8});
		openSignIn(fake.acts);
		const draw = (): readonly string[] => drawOverlay(fake.view(), 4, overlayRows).map(unstyled);
		expect(draw().join('\n')).toMatch(/Sign in.*Tenant.*User.*Password/s);
		fake.acts.update(
			withOverlay('sign-in', signIn => ({
				...signIn,
				failure: new Failure('bad-credentials', 'Not accepted.'),
			})),
		);

		expect(draw()[0]).toContain('Not accepted.');
		expect(draw()).toHaveLength(4);
	});
});
