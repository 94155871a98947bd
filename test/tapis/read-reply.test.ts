import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {isFailure} from '../../source/domain/failure.ts';
import {createSharedTexts} from '../../source/domain/shared-texts.ts';
import {readFileInfo} from '../../source/tapis/replies/read-file-info.ts';
import {readHistoryEvent} from '../../source/tapis/replies/read-history.ts';
import {readJobDetail, readJobRow} from '../../source/tapis/replies/read-job.ts';
import {readReply, resultOf} from '../../source/tapis/replies/read-reply.ts';
import {cutText} from '../../source/tapis/replies/read-value.ts';
import {replyFailure} from '../../source/tapis/replies/reply-failure.ts';
import {readToken} from '../../source/tapis/sign-in/token.ts';
import {runs} from '../trust/figures.ts';

const fields = [
	...['uuid', 'name', 'status', 'condition', 'created', 'lastUpdated', 'tags', 'notes', 'parameterSet'],
	...['lastMessage', 'maxMinutes', 'event', 'description', 'transferSummary', 'path', 'type', 'size'],
];
const hostile = fc.oneof(fc.jsonValue(), fc.string({unit: 'binary'}), fc.constant('x'.repeat(100_000)));
const hostileRecord = fc.dictionary(fc.constantFrom(...fields), hostile);

describe('the readers of replies', () => {
	it('take anything without throwing, and give only what they promise', () => {
		fc.assert(
			fc.property(fc.oneof(hostileRecord, hostile), value => {
				const row = readJobRow(value, createSharedTexts());
				if (row) {
					expect(row.uuid.length).toBeGreaterThan(0);
					expect((row.lastMessage ?? '').length).toBeLessThanOrEqual(400);
					expect(row.created === null || Number.isFinite(row.created)).toBe(true);
					expect(Array.isArray(row.tags)).toBe(true);
				}
				readJobDetail(value);
				const event = readHistoryEvent(value);
				if (event) expect(typeof event.event).toBe('string');
				const file = readFileInfo(value, 'a/b');
				if (file) expect(file.path.startsWith('a/b/')).toBe(true);
			}),
			{numRuns: runs(500)},
		);
	});

	it('turn any bytes into a result or a Failure', () => {
		const bodies = fc.oneof(
			fc.uint8Array(),
			hostileRecord.map(one => Buffer.from(JSON.stringify(one))),
		);
		fc.assert(
			fc.property(bodies, fc.integer({min: 100, max: 599}), (body, status) => {
				const reply = readReply({status, headers: {}, body, trackingId: 'tapis-jobs.x'}, 0);
				const asked = {host: 'h', subject: null, action: 'try', secrets: []};
				const failure = replyFailure(reply, asked);
				if (status < 200 || status > 299) expect(failure).not.toBeNull();
				expect((failure?.message ?? '').length).toBeLessThan(600);
				try {
					resultOf(reply, 'h');
				} catch (error) {
					expect(isFailure(error, 'reply')).toBe(true);
				}
			}),
			{numRuns: runs(500)},
		);
	});

	it('cut long texts without cutting a character in two', () => {
		expect(cutText('ab😀cd', 3)).toBe('ab');
		expect(cutText('ab😀cd', 4)).toBe('ab😀');
		expect(cutText('\ud800x', 5)).toBe('\ud800x');
	});
});

describe('a token', () => {
	const jwt = (claims: unknown): string =>
		`e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;

	it('tells user, tenant, expiry and kind', () => {
		const token = jwt({
			iss: 'https://tacc.tapis.io/v3/tokens',
			sub: 'jdoe@tacc',
			exp: 1_800_000_000,
			'tapis/tenant_id': 'tacc',
			'tapis/username': 'jdoe',
			'tapis/token_type': 'access',
			'tapis/account_type': 'user',
		});

		expect(readToken(token)).toEqual({
			username: 'jdoe',
			tenant: 'tacc',
			expiresAt: 1_800_000_000_000,
			tokenType: 'access',
			clientId: null,
			issuer: 'https://tacc.tapis.io/v3/tokens',
		});
	});

	it('falls back on its subject, and gives null for what is not there', () => {
		expect(readToken(jwt({sub: 'jdoe@tacc', exp: 'never'}))).toMatchObject({
			username: 'jdoe',
			tenant: 'tacc',
			expiresAt: null,
		});
	});

	it('may be any text at all', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string({unit: 'binary'}), hostile.map(jwt)), text => {
				const claims = readToken(text);
				if (claims?.expiresAt != null) expect(Number.isNaN(new Date(claims.expiresAt).getTime())).toBe(false);
				expect((claims?.username ?? '').length).toBeLessThanOrEqual(256);
			}),
			{numRuns: runs(500)},
		);
		expect(readToken(`a.${'b'.repeat(1_000_000)}.c`)).toBeNull();
	});
});
