import type {Instant} from '../../domain/job.ts';

/** Microseconds since 1970. The service stamps microseconds; the part below a millisecond is made from the instant itself. */
export function toMicros(instant: Instant): number {
	const whole = Math.floor(instant);
	return whole * 1000 + ((Math.imul(whole % 0x7fffffff, 0x9e3779b1) >>> 8) % 1000);
}

/** An instant as Java's ISO_INSTANT writes it: UTC, `Z`, and 0, 3 or 6 digits of a second, usually 6. */
export function isoInstant(instant: Instant): string {
	return isoMicros(toMicros(instant));
}

function isoMicros(micros: number): string {
	const seconds = new Date(Math.floor(micros / 1000)).toISOString().slice(0, 19);
	const fraction = micros % 1_000_000;
	if (fraction === 0) return `${seconds}Z`;
	const digits = String(fraction).padStart(6, '0');
	return `${seconds}.${digits.endsWith('000') ? digits.slice(0, 3) : digits}Z`;
}

/** Python's isoformat in UTC, as the Authenticator writes expiry: microseconds and `+00:00`. */
export function pythonIsoformat(instant: Instant): string {
	return `${new Date(instant).toISOString().slice(0, 23)}${String(toMicros(instant) % 1000).padStart(3, '0')}+00:00`;
}

/** Whole seconds, as the Files service writes lastModified. */
export function isoSeconds(instant: Instant): string {
	return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}
