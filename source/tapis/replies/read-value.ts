import {type JsonObject, parseJson} from '../../domain/json.ts';

/** The only place where the shape of a reply is looked at. Whatever is not as expected becomes null, never a guess. */
export type Wire = JsonObject;

/** No text of a reply that stays in memory for a whole day is longer than this, in UTF-16 units. */
const maxTextLength = 16_384;

/**
 * The first `length` units of a text, as a text of its own: a plain slice would keep the whole long one alive behind it.
 * A pair of surrogates is not cut in two.
 */
export function cutText(text: string, length: number): string {
	if (text.length <= length) return text;
	const last = text.charCodeAt(length - 1);
	const end = last >= 0xd800 && last <= 0xdbff ? length - 1 : length;
	return Buffer.from(text.slice(0, end), 'utf16le').toString('utf16le');
}

export function readText(value: unknown, maxLength = maxTextLength): string | null {
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	return typeof value === 'string' ? cutText(value, maxLength) : null;
}

/** A finite number, also where a server sends it as text. */
export function readNumber(value: unknown): number | null {
	if (typeof value === 'number') return Number.isFinite(value) ? value : null;
	if (typeof value !== 'string' || value.length > 32 || value.trim() === '') return null;
	const parsed = Number(value);
	return Number.isFinite(parsed) ? parsed : null;
}

export function readBoolean(value: unknown): boolean | null {
	if (typeof value === 'boolean') return value;
	if (value === 'true') return true;
	return value === 'false' ? false : null;
}

/** Texts of a list; null and everything else give an empty one. At most 200 are kept. */
export function readTexts(value: unknown): readonly string[] {
	if (!Array.isArray(value)) return [];
	return value.slice(0, 200).flatMap(one => (typeof one === 'string' ? [cutText(one, 512)] : []));
}

/** A value that older servers send as JSON inside a text and newer ones as it is. Text that is no JSON stays text. */
export function readEmbedded(value: unknown): unknown {
	if (typeof value !== 'string') return value ?? null;
	const parsed = parseJson(value);
	return parsed === undefined ? value : parsed;
}
