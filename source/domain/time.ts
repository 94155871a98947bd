import type {Instant} from './job.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const instantPattern =
	/^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{0,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * Reads an instant as Tapis writes them: ISO with 0 to 9 digits of a second, `Z`, an offset, or no zone, which means UTC;
 * also the HTTP dates of the Authenticator and Tenants services. Null for anything else.
 */
export function parseInstant(text: unknown): Instant | null {
	if (typeof text !== 'string' || text.length > 64) return null;
	const match = instantPattern.exec(text.trim());
	if (!match) return parseHttpDate(text);
	const [, year, month, day, hour, minute, second, fraction, zone] = match;
	const milliseconds = Math.floor(Number(`0.${fraction || '0'}`) * 1000);
	const parts = [
		Number(year),
		Number(month) - 1,
		Number(day),
		Number(hour),
		Number(minute),
		Number(second ?? 0),
	] as const;
	const utc = Date.UTC(...parts) + milliseconds;
	const date = new Date(utc);
	// Date.UTC rolls 30 February over into March; a date that does not come back as it was written is no date.
	if (
		Number.isNaN(utc) ||
		date.getUTCMonth() !== parts[1] ||
		date.getUTCDate() !== parts[2] ||
		parts[3] > 23 ||
		parts[4] > 59 ||
		parts[5] > 59
	) {
		return null;
	}
	return utc - zoneOffset(zone);
}

function zoneOffset(zone: string | undefined): number {
	if (zone === undefined || zone === '' || zone.toUpperCase() === 'Z') return 0;
	const sign = zone.startsWith('-') ? -1 : 1;
	return sign * (Number(zone.slice(1, 3)) * HOUR + Number(zone.slice(-2)) * MINUTE);
}

/** Reads an HTTP date such as `Sun, 06 Nov 1994 08:49:37 GMT`; null for anything else. */
export function parseHttpDate(text: string): Instant | null {
	if (!/^[A-Z][a-z]{2},? \d{1,2}[ -][A-Z][a-z]{2}[ -]\d{4} \d{2}:\d{2}:\d{2} (GMT|UTC)$/.test(text.trim()))
		return null;
	const parsed = Date.parse(text);
	return Number.isNaN(parsed) ? null : parsed;
}

/** An age in at most six characters: `8s`, `41m`, `2h13m`, `6d04h`, `12w`. Coarse, so that a ticking list seldom changes. */
export function formatAge(ms: number): string {
	const age = Math.max(0, ms);
	if (age < MINUTE) return `${Math.floor(age / SECOND)}s`;
	if (age < HOUR) return `${Math.floor(age / MINUTE)}m`;
	if (age < DAY) return `${Math.floor(age / HOUR)}h${twoDigits(Math.floor((age % HOUR) / MINUTE))}m`;
	if (age < 10 * DAY) return `${Math.floor(age / DAY)}d${twoDigits(Math.floor((age % DAY) / HOUR))}h`;
	if (age < 100 * DAY) return `${Math.floor(age / DAY)}d`;
	return `${Math.floor(age / (7 * DAY))}w`;
}

/** A length of time for a sentence or a timeline: `12s`, `3m05s`, `2h13m`, `6d04h`. */
export function formatDuration(ms: number): string {
	const length = Math.max(0, ms);
	if (length < MINUTE) return `${Math.floor(length / SECOND)}s`;
	if (length < HOUR)
		return `${Math.floor(length / MINUTE)}m${twoDigits(Math.floor((length % MINUTE) / SECOND))}s`;
	return formatAge(length);
}

/** A pause between two things: `10s`, `1m`, `1m30s`. */
export function formatPause(ms: number): string {
	return formatDuration(ms).replace(/^(\d+m)00s$/, '$1');
}

/** The whole second an instant lies in. Conditions of a search, and the bounds of a page, are in whole seconds. */
export function floorSecond(instant: Instant): Instant {
	return Math.floor(instant / SECOND) * SECOND;
}

/** The first whole second that is not before an instant. */
export function ceilSecond(instant: Instant): Instant {
	return Math.ceil(instant / SECOND) * SECOND;
}

const units: Readonly<Record<string, number>> = {s: SECOND, m: MINUTE, h: HOUR, d: DAY, w: 7 * DAY};

/** Reads a length of time as people type it: `90s`, `10m`, `1h30m`, `2d`; a bare number means seconds. Null when it is none. */
export function parseDuration(text: string): number | null {
	const trimmed = text.trim().toLowerCase();
	if (/^\d+(\.\d+)?$/.test(trimmed)) return Number(trimmed) * SECOND;
	if (!/^(\d+(\.\d+)?[smhdw])+$/.test(trimmed)) return null;
	let total = 0;
	for (const [, amount, unit] of trimmed.matchAll(/(\d+(?:\.\d+)?)([smhdw])/g))
		total += Number(amount) * units[unit!]!;
	return total;
}

/** `2026-11-24 02:18:10Z`: one form for machines and people, in UTC as the service speaks. */
export function formatInstant(instant: Instant): string {
	return `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')}Z`;
}

/** `02:18:10` in the person's own time zone, for the log and the header. */
export function formatClockTime(instant: Instant): string {
	const date = new Date(instant);
	return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}:${twoDigits(date.getSeconds())}`;
}

/** `11-24 02:18:10` in the person's own time zone, for a log of more than a day. */
export function formatLocalDayTime(instant: Instant): string {
	const date = new Date(instant);
	return `${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())} ${formatClockTime(instant)}`;
}

/** Whether two instants are of one day in the person's own time zone. */
export function isSameLocalDay(one: Instant, other: Instant): boolean {
	return new Date(one).toDateString() === new Date(other).toDateString();
}

function twoDigits(value: number): string {
	return String(value).padStart(2, '0');
}
