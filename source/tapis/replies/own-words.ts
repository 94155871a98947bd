import {maskSecrets} from '../http/mask.ts';
import {cutText} from './read-value.ts';

/** A service's text in a sentence is at most this long. */
const maxLength = 240;

/** A service's text, fit to stand in a sentence of ours: no secrets, no control characters, not too long. */
export function ownWords(text: string, secrets: readonly string[]): string {
	// Secrets are taken out before the text is cut, so that no half of one remains.
	const words = maskSecrets(text, secrets)
		.replace(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ')
		.trim();
	return words.length > maxLength ? `${cutText(words, maxLength).trimEnd()}…` : words;
}

/** A sentence of ours, followed by the service’s own words where it sent any. */
export function withOwnWords(sentence: string, words: string): string {
	return words === '' ? `${sentence}.` : `${sentence}: ${words}`;
}
