import {describe, expect, it} from 'vitest';
import {Failure} from '../../source/domain/failure.ts';
import type {Identity} from '../../source/domain/identity.ts';
import {MINUTE, SECOND} from '../../source/domain/time.ts';
import type {Link} from '../../source/monitor/monitor-state.ts';
import {unstyled} from '../../source/ui/layout/styled.ts';
import {drawOverlay} from '../../source/ui/overlays/draw-overlay.ts';
import {openLog} from '../../source/ui/overlays/log.ts';
import {openSignIn, openSignInByItself, signInField} from '../../source/ui/overlays/sign-in/sign-in-acts.ts';
import {startSignInWatch, warnBeforeMs} from '../../source/ui/overlays/sign-in/sign-in-watch.ts';
import {noteKey} from '../../source/ui/state/message-changes.ts';
import {closeOverlay, overlayOf} from '../../source/ui/state/overlay-changes.ts';
import {insertText} from '../../source/ui/state/text-field.ts';
import {worldStart} from '../helpers/build-job.ts';
import {createFakeActs, type FakeActs, type FakeActsOptions, overlayRows} from '../helpers/fake-acts.ts';

const jdoe: Identity = {user: 'jdoe', tenant: 'tacc', host: 'tacc.tapis.io'};
const signedOut = (since = worldStart): Link => ({
	kind: 'signed-out',
	failure: new Failure('sign-in', 'Your token has expired.'),
	since,
});

type Sent = {readonly baseUrl: string; readonly username: string; readonly password: string};

type World = FakeActs & {
	readonly sent: readonly Sent[];
	readonly accept: () => Promise<void>;
	readonly reject: (failure: Failure) => Promise<void>;
};

/** A tenant that answers a sign-in when the test says so. */
function open(options: FakeActsOptions = {}): World {
	const sent: Sent[] = [];
	let answer: {resolve: (identity: Identity) => void; reject: (error: Failure) => void} | null = null;
	const fake = createFakeActs({
		...options,
		signIn: credentials => {
			sent.push(credentials);
			return new Promise((resolve, reject) => {
				answer = {resolve, reject};
			});
		},
	});
	return {
		...fake,
		sent,
		accept: async () => {
			answer?.resolve(jdoe);
			await fake.clock.settle();
		},
		reject: async failure => {
			answer?.reject(failure);
			await fake.clock.settle();
		},
	};
}

/** Types as the keyboard does: into the field that has the focus. */
function type(fake: FakeActs, text: string): void {
	fake.acts.update(state => {
		const field = signInField.get(state);
		return field === null ? state : signInField.set(state, insertText(field, text));
	});
}

function sheet(fake: FakeActs): string {
	return drawOverlay(fake.view(), 18, overlayRows).map(unstyled).join('\n');
}

function isOpen(fake: FakeActs): boolean {
	return overlayOf(fake.ui(), 'sign-in') !== null;
}

describe('signing in', () => {
	it('takes no key that was meant for the rows it came over, until none has come for a moment', () => {
		const fake = open();
		openSignInByItself(fake.acts);
		fake.drawn();
		for (let count = 0; count < 5; count++) {
			fake.acts.update(noteKey(fake.clock.now()));
			type(fake, 'j');
			fake.press('sign-in.enter');
			fake.clock.elapse(300);
		}
		expect(fake.sent).toEqual([]);
		expect(fake.toasts().at(-1)).toBe('The sign-in has just opened; it takes keys in a moment.');
		fake.clock.elapse(SECOND);
		type(fake, 'secret');
		fake.press('sign-in.enter');

		expect(fake.sent.map(({password}) => password)).toEqual(['secret']);
	});

	it('takes a tenant, a user and a password, goes from field to field, and signs in with them', async () => {
		const fake = open({view: {identity: null}, known: {baseUrl: null, user: null}});
		openSignIn(fake.acts);
		type(fake, ' tacc ');
		fake.press('sign-in.enter');
		type(fake, 'jdoe');
		fake.press('sign-in.next');
		type(fake, ' pass word ');
		expect(sheet(fake)).not.toContain('pass');
		fake.press('sign-in.enter');
		expect(sheet(fake)).toContain('signing in…');
		await fake.accept();

		expect(fake.sent).toEqual([{baseUrl: 'tacc', username: 'jdoe', password: ' pass word '}]);
		expect(isOpen(fake)).toBe(false);
		expect(fake.toasts()).toEqual(['Signed in as jdoe at tacc.tapis.io.']);
	});

	it('starts with what is known, at the first field that is empty', () => {
		const fake = open({view: {identity: null}, known: {baseUrl: 'https://other.tapis.io', user: 'jdoe'}});
		openSignIn(fake.acts);
		expect(sheet(fake)).toContain('https://other.tapis.io');
		type(fake, 'secret');
		fake.press('sign-in.enter');

		expect(fake.sent).toEqual([{baseUrl: 'https://other.tapis.io', username: 'jdoe', password: 'secret'}]);
	});

	it('goes to the empty field instead of sending a half of it', () => {
		const fake = open();
		openSignIn(fake.acts);
		fake.press('sign-in.previous');
		expect(overlayOf(fake.ui(), 'sign-in')?.focus).toBe('username');
		fake.press('sign-in.enter');

		expect(fake.sent).toEqual([]);
		expect(overlayOf(fake.ui(), 'sign-in')?.focus).toBe('password');
	});

	it('says what was refused, and wants a new password', async () => {
		const fake = open();
		openSignIn(fake.acts);
		type(fake, 'wrong');
		fake.press('sign-in.enter');
		await fake.reject(new Failure('bad-credentials', 'tacc.tapis.io did not accept the sign-in.'));
		expect(sheet(fake)).toContain('did not accept the sign-in');
		type(fake, 'right');
		fake.press('sign-in.enter');

		expect(fake.sent.map(({password}) => password)).toEqual(['wrong', 'right']);
	});

	it('keeps what was typed when the line was down, so that Enter tries again', async () => {
		const fake = open();
		openSignIn(fake.acts);
		type(fake, 'secret');
		fake.press('sign-in.enter');
		await fake.reject(new Failure('unreachable', 'tacc.tapis.io cannot be reached.'));
		fake.press('sign-in.enter');

		expect(fake.sent).toHaveLength(2);
		expect(fake.sent[1]).toEqual(fake.sent[0]);
	});

	it('goes to the tenant when that could not be read', async () => {
		const fake = open();
		openSignIn(fake.acts);
		type(fake, 'secret');
		fake.press('sign-in.enter');
		await fake.reject(new Failure('usage', 'That is neither a tenant’s name nor a URL.'));

		expect(overlayOf(fake.ui(), 'sign-in')?.focus).toBe('baseUrl');
	});

	it('sends once and takes no keys while the tenant is asked', () => {
		const fake = open();
		openSignIn(fake.acts);
		type(fake, 'secret');
		fake.press('sign-in.enter');
		fake.press('sign-in.enter');
		fake.press('sign-in.next');
		type(fake, 'more');

		expect(fake.sent).toHaveLength(1);
		expect(overlayOf(fake.ui(), 'sign-in')?.password.points).toHaveLength('secret'.length);
	});

	it('tells the outcome when it was left meanwhile', async () => {
		const fake = open();
		openSignIn(fake.acts);
		type(fake, 'secret');
		fake.press('sign-in.enter');
		fake.press('sign-in.leave');
		await fake.reject(new Failure('bad-credentials', 'tacc.tapis.io did not accept the sign-in.'));

		expect(fake.toasts().at(-1)).toContain('Not signed in: tacc.tapis.io did not accept');
		expect(isOpen(fake)).toBe(false);
	});

	it('cannot be left when there is nothing behind it, and offers the demo', () => {
		const fake = open({view: {identity: null}});
		openSignIn(fake.acts);
		fake.press('sign-in.leave');

		expect(isOpen(fake)).toBe(true);
		expect(fake.toasts().at(-1)).toContain('Ctrl-C quits');
		expect(sheet(fake)).toContain('tapis-jobs --demo');
	});

	it('can be left at the first start too where there are other profiles to go to', () => {
		const other = {name: 'other', user: 'jdoe', baseUrl: 'https://other.tapis.io', isCurrent: false};
		const profiles = [{...other, name: 'tacc', isCurrent: true}, other];
		const fake = open({view: {identity: null, profiles}});
		openSignIn(fake.acts);
		fake.press('sign-in.leave');

		expect(isOpen(fake)).toBe(false);
	});

	it('opens on its key, but not in the demo', () => {
		const fake = open();
		fake.press('open.sign-in');
		expect(isOpen(fake)).toBe(true);
		const demo = open({view: {isDemo: true}});
		demo.press('open.sign-in');
		expect(isOpen(demo)).toBe(false);
	});
});

describe('a sign-in that the service asks for', () => {
	it('opens over the rows, once, and closes when the line is live again', () => {
		const fake = open();
		const stop = startSignInWatch(fake.acts, fake.subscribe);
		fake.changeMonitor({link: signedOut()});
		expect(isOpen(fake)).toBe(true);
		expect(sheet(fake)).toContain('Your token has expired.');
		fake.press('sign-in.leave');
		fake.changeMonitor({});
		expect(isOpen(fake)).toBe(false);
		fake.changeMonitor({link: {kind: 'live'}});
		fake.changeMonitor({link: signedOut(worldStart + 1)});
		expect(isOpen(fake)).toBe(true);
		fake.changeMonitor({link: {kind: 'live'}});
		expect(isOpen(fake)).toBe(false);
		stop();
	});

	it('waits until another question has been answered', () => {
		const fake = open();
		startSignInWatch(fake.acts, fake.subscribe);
		openLog(fake.acts);
		fake.changeMonitor({link: signedOut()});
		expect(fake.ui().overlay?.kind).toBe('log');
		fake.acts.update(closeOverlay);

		expect(isOpen(fake)).toBe(true);
	});

	it('leaves open what the person opened while the line was live', () => {
		const fake = open();
		startSignInWatch(fake.acts, fake.subscribe);
		fake.press('open.sign-in');
		fake.changeMonitor({});

		expect(isOpen(fake)).toBe(true);
	});

	it('cannot be left at the first start', () => {
		const fake = open({view: {identity: null}, monitor: {link: signedOut()}});
		startSignInWatch(fake.acts, fake.subscribe);

		expect(overlayOf(fake.ui(), 'sign-in')?.canClose).toBe(false);
	});
});

describe('a token that ends soon', () => {
	it('is told of some minutes before, once', async () => {
		const fake = open({view: {tokenExpiresAt: worldStart + 150 * MINUTE}});
		const stop = startSignInWatch(fake.acts, fake.subscribe);
		await fake.clock.advance(150 * MINUTE - warnBeforeMs - 1000);
		expect(fake.toasts()).toEqual([]);
		await fake.clock.advance(1000);
		expect(fake.toasts()).toEqual(['Your sign-in ends in 5m00s; then you are asked for your password here.']);
		await fake.clock.advance(10 * MINUTE);
		fake.changeMonitor({});
		expect(fake.toasts()).toHaveLength(1);
		stop();
		expect(fake.clock.timerCount()).toBe(0);
	});
});
