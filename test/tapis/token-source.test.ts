import {describe, expect, it} from 'vitest';
import {Failure} from '../../source/domain/failure.ts';
import {createTokenSource, type Tokens} from '../../source/tapis/sign-in/token-source.ts';
import {good, type SeenRequest, startService, text} from './scripted-service.ts';

const now = Date.UTC(2026, 10, 24);
const clock = {now: () => now};
const tokens = (name: string, secondsLeft: number | null): Tokens => ({
	accessToken: name,
	refreshToken: `${name}-refresh`,
	expiresAt: secondsLeft === null ? null : now + secondsLeft * 1000,
});

describe('a token', () => {
	it('that is not there asks for a sign-in', async () => {
		const source = createTokenSource({tokens: null, clock});

		await expect(source.getToken()).rejects.toMatchObject({
			kind: 'sign-in',
			message: 'You are not signed in.',
		});
	});

	it('is renewed before it expires, once for all who wait', async () => {
		const asked: string[] = [];
		const kept: Tokens[] = [];
		const source = createTokenSource({
			tokens: tokens('old', 30),
			clock,
			renew: async refreshToken => {
				asked.push(refreshToken);
				await new Promise(resolve => setImmediate(resolve));
				return tokens('new', 14_400);
			},
			onRenewed: renewed => kept.push(renewed),
		});

		expect(await Promise.all([source.getToken(), source.getToken(), source.getToken()])).toEqual([
			'new',
			'new',
			'new',
		]);
		expect(await source.getToken()).toBe('new');
		expect(asked).toEqual(['old-refresh']);
		expect(kept.map(one => one.accessToken)).toEqual(['new']);
		expect(source.expiresAt()).toBe(now + 14_400_000);
	});

	it('keeps its refresh token when a renewal brings no other', async () => {
		const renewed: Tokens[] = [];
		const source = createTokenSource({
			tokens: tokens('old', 1),
			clock,
			renew: async () => ({...tokens('new', 100), refreshToken: null}),
			onRenewed: fresh => renewed.push(fresh),
		});
		await source.getToken();

		expect(renewed).toMatchObject([{accessToken: 'new', refreshToken: 'old-refresh'}]);
	});

	it('is still used while it lives when the renewal cannot be reached', async () => {
		const renew = async (): Promise<Tokens> => {
			throw new Failure('unreachable', 'down');
		};

		expect(await createTokenSource({tokens: tokens('old', 30), clock, renew}).getToken()).toBe('old');
		await expect(
			createTokenSource({tokens: tokens('old', -1), clock, renew}).getToken(),
		).rejects.toMatchObject({
			kind: 'unreachable',
		});
	});

	it('is used while it lives when its renewal is refused, which is not asked for again', async () => {
		let renewals = 0;
		const source = (secondsLeft: number) =>
			createTokenSource({
				tokens: tokens('old', secondsLeft),
				clock,
				renew: async () => {
					renewals++;
					throw new Failure('sign-in', 'refused');
				},
			});
		const living = source(30);
		expect([await living.getToken(), await living.getToken()]).toEqual(['old', 'old']);
		expect({renewals, canRenew: living.canRenew()}).toEqual({renewals: 1, canRenew: false});

		await expect(source(-1).getToken()).rejects.toMatchObject({kind: 'sign-in'});
	});

	it('is renewed by the password where the refresh token is refused', async () => {
		const source = createTokenSource({
			tokens: tokens('old', 30),
			clock,
			renew: async () => {
				throw new Failure('sign-in', 'refused');
			},
			signIn: async () => tokens('by-password', 14_400),
		});

		expect(await source.getToken()).toBe('by-password');
		expect(source.canRenew()).toBe(true);
	});

	it('that is one of minutes only is not renewed before every request', async () => {
		let time = now;
		let renewals = 0;
		const source = createTokenSource({
			tokens: tokens('old', 0),
			clock: {now: () => time},
			renew: async () => ({...tokens(`new-${++renewals}`, 0), expiresAt: time + 40_000}),
		});
		for (let second = 0; second < 40; second++) {
			await source.getToken();
			time += 1000;
		}

		expect(renewals).toBe(2);
	});

	it('that another program has kept meanwhile is taken in place of a renewal, and old ones are not', async () => {
		let kept = tokens('old', 30);
		const source = createTokenSource({
			tokens: tokens('old', 30),
			clock,
			kept: () => kept,
			renew: async () => tokens('renewed', 30),
		});
		expect(await source.getToken()).toBe('renewed');
		expect(await source.tokenInsteadOf('renewed')).toBe('renewed');
		kept = tokens('of-another-program', 14_400);
		expect(await source.tokenInsteadOf('renewed')).toBe('of-another-program');
	});

	it('of a new sign-in wins over a renewal that was under way', async () => {
		let finish: (tokens: Tokens) => void = () => {};
		let kept: Tokens | null = null;
		const source = createTokenSource({
			tokens: tokens('old', 30),
			clock,
			renew: () => new Promise(resolve => (finish = resolve)),
			kept: () => kept,
		});
		const waiting = source.getToken();
		kept = tokens('signed-in-again', 14_400);
		expect(source.takeUpKept()).toBe(true);
		finish(tokens('renewed', 14_400));

		expect(await waiting).toBe('signed-in-again');
		expect(await source.getToken()).toBe('signed-in-again');
	});

	it('without a refresh token is left to the service to judge, since this machine’s clock may be wrong', async () => {
		const source = createTokenSource({tokens: {...tokens('old', -60), refreshToken: null}, clock});

		expect(await source.getToken()).toBe('old');
		expect(source.canRenew()).toBe(false);
	});
});

describe('a token that the service calls expired', () => {
	const expiredUnless =
		(good_: string) =>
		({headers}: SeenRequest) =>
			headers['x-tapis-token'] === good_ ? good([]) : text(401, 'TAPIS_SECURITY_JWT_EXPIRED x');
	const list = {listType: 'MY_JOBS', limit: 1} as const;

	it('is renewed once and the request repeated', async () => {
		let renewals = 0;
		const source = createTokenSource({
			tokens: tokens('old', null),
			clock,
			renew: async () => {
				renewals++;
				return tokens('new', 100_000);
			},
		});
		const {api, seen} = await startService(expiredUnless('new'), {tokens: source});
		await Promise.all([api.getJobList(list), api.getJobList(list)]);

		expect(renewals).toBe(1);
		expect(seen).toHaveLength(4);
	});

	it('is not repeated for ever when the new one is refused as well', async () => {
		const source = createTokenSource({
			tokens: tokens('old', null),
			clock,
			renew: async () => tokens('new', 100_000),
		});
		const {api, seen} = await startService(expiredUnless('another'), {tokens: source});

		await expect(api.getJobList(list)).rejects.toMatchObject({kind: 'sign-in'});
		expect(seen).toHaveLength(2);
	});

	it('without a way to renew it asks for a sign-in; after one everything goes on', async () => {
		let kept = tokens('old', null);
		const source = createTokenSource({tokens: tokens('old', null), clock, kept: () => kept});
		const {api} = await startService(expiredUnless('new'), {tokens: source});

		await expect(api.getJobList(list)).rejects.toMatchObject({kind: 'sign-in'});
		kept = tokens('new', null);
		expect((await api.getJobList(list)).jobs).toEqual([]);
	});

	it('with a line feed in it, from a slip in copying, is told before anything is sent', async () => {
		const source = createTokenSource({tokens: tokens('eyJ\nabc', null), clock});
		const {api, seen} = await startService(() => good([]), {tokens: source});

		await expect(api.getJobList(list)).rejects.toMatchObject({
			kind: 'sign-in',
			advice: expect.stringMatching(/on one line/),
		});
		expect(seen).toEqual([]);
	});
});
