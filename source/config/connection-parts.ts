import type {Connection} from './connection.ts';

/** A part of the connection as `config` lists it beside the settings. */
export type ConnectionPart = {
	readonly name: string;
	/** Of a secret only that it is there. Null for what is not there. */
	readonly value: string | null;
	readonly from: string;
	readonly about: string;
};

type Found = {readonly value: string; readonly from: string} | null;

type ConnectionPartRow = {
	readonly about: string;
	/** Where the person can put it, since `config set` cannot. */
	readonly comesFrom: string;
	readonly isSecret?: true;
	readonly find: (connection: Connection) => Found;
};

/** What there is to know about the way to the service. `config`, its completion and its refusals are written from here. */
export const connectionParts = {
	profile: {
		about: 'The sign-in that is used; `config set profile NAME` chooses another.',
		comesFrom: '`tapis-jobs login` makes a profile, --profile and TAPIS_PROFILE choose one.',
		find: ({profile, profileFrom}) => profile && found(profile.name, profileFrom),
	},
	'base-url': {
		about: 'The tenant.',
		comesFrom: 'It comes with `tapis-jobs login URL`; --base-url and TAPIS_BASE_URL stand above that.',
		find: ({baseUrl}) => baseUrl,
	},
	user: {
		about: 'The user that is signed in, or is to be.',
		comesFrom: 'It is whom the token was made for; without a token TAPIS_USERNAME, else the profile’s.',
		find: ({username}) => username,
	},
	token: {
		about: 'The access token; its text is not shown.',
		comesFrom: 'It comes with `tapis-jobs login`; TAPIS_TOKEN stands above that.',
		isSecret: true,
		find: ({accessToken}) => accessToken,
	},
	password: {
		about: 'The password to sign in with where there is no token; it is never kept.',
		comesFrom: 'It is never kept: set TAPIS_PASSWORD, or let `tapis-jobs login` ask.',
		isSecret: true,
		find: ({password}) => found(password, 'TAPIS_PASSWORD'),
	},
	'client-id': {
		about: 'The OAuth client to sign in with.',
		comesFrom: 'It comes with `tapis-jobs login --client-id ID`; TAPIS_CLIENT_ID stands above that.',
		find: ({client}) => client && found(client.clientId, client.from),
	},
	'client-key': {
		about: 'The key of that client, with which tokens are renewed; it is not shown.',
		comesFrom: 'It comes with a sign-in while TAPIS_CLIENT_KEY is set.',
		isSecret: true,
		// Id and key are taken from one place, which in the environment has a variable for each.
		find: ({client}) =>
			client && found(client.clientKey, client.from === 'TAPIS_CLIENT_ID' ? 'TAPIS_CLIENT_KEY' : client.from),
	},
} as const satisfies Readonly<Record<string, ConnectionPartRow>>;

export type ConnectionPartName = keyof typeof connectionParts;

export const connectionPartNames = Object.keys(connectionParts) as readonly ConnectionPartName[];

export function isConnectionPartName(text: string): text is ConnectionPartName {
	return Object.hasOwn(connectionParts, text);
}

/** A part of the connection with where it comes from. */
export function findConnectionPart(connection: Connection, name: ConnectionPartName): ConnectionPart {
	const {about, find, isSecret}: ConnectionPartRow = connectionParts[name];
	const part = find(connection);
	if (part === null) return {name, value: null, from: 'not set', about};
	return {name, value: isSecret === true ? 'set' : part.value, from: part.from, about};
}

function found(value: string | null, from: string | null): Found {
	return value === null || from === null ? null : {value, from};
}
