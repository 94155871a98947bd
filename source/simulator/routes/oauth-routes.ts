import type {Route} from '../http/call.ts';
import {readJsonObject} from '../http/json-body.ts';
import {pythonReplies} from '../http/reply.ts';
import type {DeviceCodes} from '../sign-in/device-codes.ts';
import {createOauthClients, readBasic} from '../sign-in/oauth-clients.ts';
import {grantToken} from '../sign-in/oauth-grants.ts';
import {tenantId, tenantUsers} from '../tenant.ts';
import type {World} from '../world.ts';

/** The Authenticator: tokens, device codes, clients, revocation, profiles. */
export function oauthRoutes(world: World, devices: DeviceCodes): readonly Route[] {
	const now = world.time.now;
	const clients = createOauthClients(now());
	const {success, problem} = pythonReplies;
	const noClient = (id: string): ReturnType<typeof problem> => problem(400, `Client not found: ${id}`);
	return [
		{
			method: 'POST',
			path: '/v3/oauth2/tokens',
			guard: 'none',
			handle({body, headers}) {
				const fields = readFields(body, headers['content-type']);
				if (!fields) return problem(400, 'Invalid POST data; the body could not be read.');
				return grantToken(
					{tokens: world.tokens, clients, devices, now},
					fields,
					readBasic(headers.authorization),
				);
			},
		},
		{
			method: 'POST',
			path: '/v3/oauth2/tokens/revoke',
			guard: 'none',
			async handle({body, headers}) {
				const token = readFields(body, headers['content-type'])?.['token'];
				const check = typeof token === 'string' ? await world.tokens.check(token) : undefined;
				if (!check) return problem(400, 'Invalid POST data: token is a required property.');
				// A token that is over needs no revoking, and is taken for one that is wrong.
				if (check.kind !== 'valid')
					return problem(400, 'Invalid POST data; the token cannot be read or has expired.');
				world.tokens.revoke(String(check.claims['jti']));
				return success('', `Token ${String(check.claims['jti'])} has been revoked.`);
			},
		},
		{
			method: 'POST',
			path: '/v3/oauth2/device/code',
			guard: 'none',
			handle({body, headers}) {
				const id = readFields(body, headers['content-type'])?.['client_id'];
				if (typeof id !== 'string')
					return problem(400, 'Invalid POST data: client_id is a required property.');
				if (!clients.find(id)) return problem(400, `Invalid client: ${id}`);
				const code = devices.create(id, now());
				return success(
					{
						client_id: id,
						user_code: code.userCode,
						device_code: code.deviceCode,
						verification_uri: `${world.url()}/v3/oauth2/device?client_id=${encodeURIComponent(id)}`,
						// A datetime in the framework's own form, not a number of seconds.
						expires_in: new Date(code.expiresAt).toUTCString(),
					},
					'Device code generated.',
				);
			},
		},
		{
			method: 'GET',
			path: '/v3/oauth2/userinfo',
			guard: 'oauth',
			handle: ({caller}) => success(profileOf(caller.user), 'User profile retrieved successfully.'),
		},
		{
			method: 'GET',
			path: '/v3/oauth2/profiles',
			guard: 'oauth',
			handle: ({query}) =>
				success(
					page(tenantUsers, query).map(user => profileOf(user.username)),
					'Profiles retrieved successfully.',
				),
		},
		{
			method: 'GET',
			path: '/v3/oauth2/profiles/:username',
			guard: 'oauth',
			handle({params}) {
				const user = tenantUsers.find(({username}) => username === params['username']);
				return user
					? success(profileOf(user.username), 'User profile retrieved successfully.')
					: problem(400, `User not found: ${params['username']}`);
			},
		},
		{
			method: 'GET',
			path: '/v3/oauth2/clients',
			guard: 'oauth',
			handle: ({caller, query}) =>
				success(page(clients.ownedBy(caller.user), query), 'Clients retrieved successfully.'),
		},
		{
			method: 'POST',
			path: '/v3/oauth2/clients',
			guard: 'oauth',
			handle({caller, body, headers}) {
				const fields = readFields(body || '{}', headers['content-type']);
				if (!fields) return problem(400, 'Invalid POST data; the body could not be read.');
				if (typeof fields['client_id'] === 'string' && clients.find(fields['client_id']))
					return problem(400, 'This client_id is taken.');
				return success(clients.put(caller.user, fields, now()), 'Client created successfully.');
			},
		},
		...(['GET', 'PUT', 'DELETE'] as const).map(
			(method): Route => ({
				method,
				path: '/v3/oauth2/clients/:id',
				guard: 'oauth',
				handle({caller, params, body, headers}) {
					const id = params['id'] ?? '';
					const client = clients.find(id);
					if (!client) return noClient(id);
					if (client.owner !== caller.user) return problem(400, 'Not authorized for this client.');
					if (method === 'GET') return success(client, 'Client object retrieved successfully.');
					if (method === 'PUT') {
						const fields = readFields(body, headers['content-type']) ?? {};
						return success(
							clients.put(caller.user, {...client, ...fields, client_id: id}, now()),
							'Client updated successfully.',
						);
					}
					clients.remove(id);
					return success(null, `Client ${id} deleted.`);
				},
			}),
		),
		...(['hello', 'ready'] as const).map(
			(probe): Route => ({
				method: 'GET',
				path: `/v3/oauth2/${probe}`,
				guard: 'none',
				handle: () => success('', `The Authenticator received ${probe}.`),
			}),
		),
	];
}

/** What the tenant's directory knows of a user. */
function profileOf(username: string): Readonly<Record<string, string | null>> {
	return {
		username,
		email: `${username}@example.org`,
		given_name: username,
		last_name: 'User',
		phone: null,
		mobile_phone: null,
		create_time: null,
		dn: `uid=${username},ou=tenants.${tenantId},dc=tapis`,
		gid: null,
		uid: null,
	};
}

/** The rows that `limit` and `offset` ask for; all of them where neither is a number. */
function page<Row>(rows: readonly Row[], query: URLSearchParams): readonly Row[] {
	const [limit, offset] = ['limit', 'offset'].map(name => {
		const text = query.get(name) ?? '';
		return /^\d+$/.test(text) ? Number(text) : undefined;
	});
	const first = offset ?? 0;
	return rows.slice(first, limit === undefined ? undefined : first + limit);
}

/** A JSON or form body as fields. The form reader of the service knows no client_id and device_code. */
function readFields(body: string, type = ''): Readonly<Record<string, unknown>> | undefined {
	if (type.includes('application/x-www-form-urlencoded')) {
		const {client_id: _, device_code: __, ...fields} = Object.fromEntries(new URLSearchParams(body));
		return fields;
	}
	return readJsonObject(body);
}
