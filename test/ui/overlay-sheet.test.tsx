import {render} from 'ink-testing-library';
import {expect, it} from 'vitest';
import {unstyled} from '../../source/ui/layout/styled.ts';
import {OverlaySheet} from '../../source/ui/overlays/overlay-sheet.tsx';
import {drawSignIn} from '../../source/ui/overlays/sign-in/draw-sign-in.ts';
import {openSignIn} from '../../source/ui/overlays/sign-in/sign-in-acts.ts';
import {withOverlay} from '../../source/ui/state/overlay-changes.ts';
import {createFakeActs, type FakeActs} from '../helpers/fake-acts.ts';
import {until} from '../helpers/until.ts';

function show(fake: FakeActs) {
	const view = fake.view();
	return <OverlaySheet view={view} lines={drawSignIn(view, 16)} />;
}

it('shows by a turning sign that what the person started is under way, and stops when it is done', async () => {
	const fake = createFakeActs();
	openSignIn(fake.acts);
	fake.acts.update(withOverlay('sign-in', signIn => ({...signIn, isWorking: true})));
	const {frames, lastFrame, rerender, unmount} = render(show(fake));
	const signs = (): ReadonlySet<string> =>
		new Set(frames.map(frame => unstyled(frame).split('\n').at(-1)!.replace(' signing in…', '')));
	await until(() => signs().size >= 3);
	expect([...signs()].every(sign => [...sign].length === 1)).toBe(true);

	fake.acts.update(withOverlay('sign-in', signIn => ({...signIn, isWorking: false})));
	rerender(show(fake));
	expect(lastFrame()).not.toContain('signing in…');
	unmount();
});
