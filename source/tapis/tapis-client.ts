import type {Clock} from '../domain/clock.ts';
import type {TapisApi} from '../domain/tapis-api.ts';
import type {HttpClient} from './http/http-messages.ts';
import {createJobsApi} from './jobs-api.ts';
import {createOutputApi} from './output-api.ts';
import {createRequester} from './requester.ts';
import type {TokenSource} from './sign-in/token-source.ts';

export type TapisApiOptions = {
	/** From `resolveBaseUrl`: an origin, without a slash at its end. */
	readonly baseUrl: string;
	readonly tokens: TokenSource;
	readonly http: HttpClient;
	/** Told once when the server makes the client work in an older or slower way; a sentence for the log. */
	readonly onNote?: (text: string) => void;
	readonly clock?: Pick<Clock, 'now'>;
};

/** Tapis over HTTP, for one tenant and the user of the token. */
export function createTapisApi(options: TapisApiOptions): TapisApi {
	const {onNote = () => {}, clock = {now: Date.now}} = options;
	const requester = createRequester({...options, clock});
	return {...createJobsApi(requester, onNote), ...createOutputApi(requester, onNote)};
}
