import {describe, expect, it} from 'vitest';
import {Failure} from '../../source/domain/failure.ts';
import {unstyled} from '../../source/ui/layout/styled.ts';
import {drawOverlay} from '../../source/ui/overlays/draw-overlay.ts';
import {openSignIn} from '../../source/ui/overlays/sign-in/sign-in-acts.ts';
import {withOverlay} from '../../source/ui/state/overlay-changes.ts';
import {textField} from '../../source/ui/state/text-field.ts';
import {createFakeActs, overlayRows} from '../helpers/fake-acts.ts';

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

describe('a password being typed', () => {
	it('is drawn as so many dots, with the cursor or without', () => {
		const fake = createFakeActs({columns: 80, rows: 24});
		openSignIn(fake.acts);
		const passwordLine = (focus: 'username' | 'password'): string => {
			fake.acts.update(withOverlay('sign-in', signIn => ({...signIn, focus, password: textField('sécret')})));
			return drawOverlay(fake.view(), 20, overlayRows)
				.map(unstyled)
				.find(line => line.includes('Password'))!;
		};

		for (const focus of ['username', 'password'] as const) {
			expect(passwordLine(focus)).toMatch(/Password +•{6} *$/);
		}
	});
});
