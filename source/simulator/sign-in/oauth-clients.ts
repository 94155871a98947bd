import type {Instant} from '../../domain/job.ts';
import {demoUser, tenantId} from '../tenant.ts';

/** A registered client of the tenant, as the Authenticator shows it. */
export type OauthClient = {
	readonly client_id: string;
	readonly client_key: string;
	readonly callback_url: string;
	readonly display_name: string;
	/** An HTTP date, as the service's framework writes datetimes. */
	readonly create_time: string;
	readonly owner: string;
	readonly tenant_id: string;
	readonly description: string;
	readonly active: boolean;
};

/** What a client says of itself. */
export type ClientCredentials = {readonly id: string; readonly key: string};

/** The credentials in an `Authorization: Basic` header; null without one. Other kinds of authorization count as none. */
export function readBasic(header: string | undefined): ClientCredentials | null {
	const encoded = /^Basic\s+(\S+)$/i.exec(header ?? '')?.[1];
	if (encoded === undefined) return null;
	const [id = '', ...key] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
	return {id, key: key.join(':')};
}

export type OauthClients = {
	readonly find: (id: string) => OauthClient | undefined;
	readonly ownedBy: (owner: string) => readonly OauthClient[];
	readonly put: (owner: string, fields: Readonly<Record<string, unknown>>, now: Instant) => OauthClient;
	readonly remove: (id: string) => void;
	/** The client with this id and key, if there is one. */
	readonly withKey: (credentials: ClientCredentials | null) => OauthClient | undefined;
};

/** The tenant's clients; `demo-client` with the key `demo-key` is there from the start. */
export function createOauthClients(now: Instant): OauthClients {
	const clients = new Map<string, OauthClient>();
	const put: OauthClients['put'] = (owner, fields, at) => {
		const text = (name: string, otherwise: string): string => {
			const value = fields[name];
			return typeof value === 'string' && value !== '' ? value : otherwise;
		};
		const id = text('client_id', crypto.randomUUID().replaceAll('-', '').slice(0, 13));
		const client: OauthClient = {
			client_id: id,
			client_key: text('client_key', crypto.randomUUID().replaceAll('-', '')),
			callback_url: text('callback_url', ''),
			display_name: text('display_name', id),
			description: text('description', ''),
			create_time: new Date(at).toUTCString(),
			owner,
			tenant_id: tenantId,
			active: true,
		};
		clients.set(id, client);
		return client;
	};
	put(
		demoUser.username,
		{client_id: 'demo-client', client_key: 'demo-key', display_name: 'Demo client'},
		now,
	);
	return {
		find: id => clients.get(id),
		ownedBy: owner => [...clients.values()].filter(client => client.owner === owner),
		put,
		remove: id => void clients.delete(id),
		withKey(credentials) {
			const client = credentials === null ? undefined : clients.get(credentials.id);
			return client?.client_key === credentials?.key ? client : undefined;
		},
	};
}
