import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {DAY, HOUR, MINUTE, parseDuration, parseInstant, SECOND} from '../../source/domain/time.ts';

const noon = Date.UTC(2026, 10, 24, 12, 0, 0);

describe('an instant as the services write it', () => {
	it.each([
		['2026-11-24T12:00:00Z', noon],
		['2026-11-24T12:00Z', noon],
		['2026-11-24 12:00:00', noon],
		['2026-11-24T12:00:00', noon],
		['2026-11-24T12:00:00.Z', noon],
		['2026-11-24T12:00:00.5Z', noon + 500],
		['2026-11-24T12:00:00.123456Z', noon + 123],
		['2026-11-24T12:00:00.123456789Z', noon + 123],
		['2026-11-24T12:00:00.000000+00:00', noon],
		['2026-11-24T06:00:00-06:00', noon],
		['2026-11-24T17:30:00+0530', noon],
		['Tue, 24 Nov 2026 12:00:00 GMT', noon],
	])('is read: %s', (text, instant) => {
		expect(parseInstant(text)).toBe(instant);
	});

	it.each([
		...['', 'now', '2026', '2026-11-24', '2026-02-30T00:00:00Z', '2026-13-01T00:00:00Z'],
		...['2026-11-24T24:00:00Z', '2026-11-24T12:60:00Z', '2026-11-24T12:00:60Z', '24 Nov 2026'],
		...['2026-11-24T12:00:00.1234567890Z', '١٢-١١-٢٠٢٦', 'Tue, 99 Nov 2026 12:00:00 GMT', null, 7, {}],
	])('is none: %s', text => {
		expect(parseInstant(text)).toBeNull();
	});

	it('comes back as it was written, with any number of digits and in any zone', () => {
		const instants = fc.integer({min: Date.UTC(1970), max: Date.UTC(2100)});
		fc.assert(
			fc.property(instants, fc.nat(9), fc.integer({min: -14, max: 14}), (instant, digits, hours) => {
				const written = new Date(instant + hours * HOUR).toISOString().slice(0, -5);
				const nanoseconds = String(instant % 1000)
					.padStart(3, '0')
					.padEnd(9, '0');
				const fraction = digits === 0 ? '' : `.${nanoseconds.slice(0, digits)}`;
				const zone = `${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`;
				const lost = digits >= 3 ? 0 : instant % 10 ** (3 - digits);
				expect(parseInstant(`${written}${fraction}${zone}`)).toBe(instant - lost);
			}),
		);
	});

	it('may be any text at all', () => {
		const pieces = fc.constantFrom(
			'2026',
			'-',
			'11',
			'T',
			':',
			'00',
			'.',
			'Z',
			'+',
			' ',
			'GMT',
			'Nov',
			',',
			'9',
		);
		const texts = fc.oneof(
			fc.string({unit: 'binary'}),
			fc.array(pieces).map(parts => parts.join('')),
		);
		fc.assert(
			fc.property(texts, text => {
				const instant = parseInstant(text);
				expect(instant === null || Number.isFinite(new Date(instant).getTime())).toBe(true);
			}),
		);
	});
});

describe('a length of time as people write it', () => {
	it.each([
		['90s', 90 * SECOND],
		['30m', 30 * MINUTE],
		['2h', 2 * HOUR],
		['1d', DAY],
		['1h30m', 90 * MINUTE],
	])('is read: %s', (text, ms) => {
		expect(parseDuration(text)).toBe(ms);
	});

	it('may be any text at all', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string({unit: 'binary'}), fc.stringMatching(/^[\d.smhdw ]*$/)), text => {
				const ms = parseDuration(text);
				expect(ms === null || (Number.isFinite(ms) && ms >= 0)).toBe(true);
			}),
		);
	});
});
