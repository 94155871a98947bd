import {describe, expect, it} from 'vitest';
import {isFailure} from '../../source/domain/failure.ts';
import {isLoopback, resolveBaseUrl} from '../../source/tapis/http/base-url.ts';

describe('a tenant', () => {
	it.each([
		['tacc', 'https://tacc.tapis.io'],
		[' TACC ', 'https://tacc.tapis.io'],
		['icicleai', 'https://icicleai.tapis.io'],
		['tacc.tapis.io', 'https://tacc.tapis.io'],
		['https://tacc.tapis.io', 'https://tacc.tapis.io'],
		['https://tacc.tapis.io///', 'https://tacc.tapis.io'],
		['https://tacc.tapis.io/v3/jobs?x=1', 'https://tacc.tapis.io'],
		['https://dev.develop.tapis.io:8443', 'https://dev.develop.tapis.io:8443'],
		['http://127.0.0.1:41873', 'http://127.0.0.1:41873'],
		['http://localhost:80', 'http://localhost'],
		['http://[::1]:9', 'http://[::1]:9'],
	])('may be given as %s', (text, url) => {
		expect(resolveBaseUrl(text)).toBe(url);
	});

	it.each([
		['', /No tenant/],
		['http://tacc.tapis.io', /not encrypted/],
		['ftp://tacc.tapis.io', /begins with https/],
		['https://jdoe:hunter2@tacc.tapis.io', /user name or a password/],
		['https://jdoe:hunter2@tacc.tapis.io:99999', /…@tacc.* is neither a tenant’s name nor a URL/],
		['jdoe:hunter2@tacc tapis', /is neither a tenant’s name nor a URL/],
		['https://', /neither a tenant’s name nor a URL/],
		['a b c', /neither a tenant’s name nor a URL/],
		['http://127.0.0.1.evil.example', /not encrypted/],
	])('cannot be %j', (text, sentence) => {
		let failure: unknown;
		try {
			resolveBaseUrl(text);
		} catch (error) {
			failure = error;
		}
		expect(isFailure(failure, 'usage')).toBe(true);
		expect(failure).toMatchObject({
			message: expect.stringMatching(sentence),
			advice: expect.stringMatching(/./),
		});
		expect(String(failure)).not.toContain('hunter2');
	});

	it('is on this machine only when its host is loopback', () => {
		expect(['localhost', '127.0.0.1', '127.8.9.1', '[::1]', 'LOCALHOST'].map(isLoopback)).toEqual(
			Array(5).fill(true),
		);
		expect(
			['127.0.0.1.example', 'localhost.example', 'a.localhost', '10.0.0.1', '::2'].map(isLoopback),
		).toEqual(Array(5).fill(false));
	});
});
