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
	/** The variable that it is read from, and what setting that does. */
	readonly variable: string;
	readonly aboutVariable: string;
	/** Where the person can put it, since `config set` cannot. */
	readonly comesFrom: string;
	/** Neither shown nor handed on to a program this one starts. */
	readonly isSecret?: true;
	readonly find: (connection: Connection) => Found;
};

/**
 * What there is to know about the way to the service. `config`, its completion and its refusals, and the list of variables are
 * written from here. A flag has a row among the flags, since it does more than name a part: one of `login` is no part yet.
 */
export const connectionParts = {
	profile: {
		about: 'The sign-in that is used; `config set profile NAME` chooses another.',
		variable: 'TAPIS_PROFILE',
		aboutVariable: 'The profile to use.',
		comesFrom: '`tapis-jobs login` makes a profile, --profile and TAPIS_PROFILE choose one.',
		find: ({profile, profileFrom}) => profile && found(profile.name, profileFrom),
	},
	'base-url': {
		about: 'The tenant.',
		variable: 'TAPIS_BASE_URL',
		aboutVariable: 'The tenant’s base URL; stands above the profile’s.',
		comesFrom: 'It comes with `tapis-jobs login URL`; --base-url and TAPIS_BASE_URL stand above that.',
		find: ({baseUrl}) => baseUrl,
	},
	user: {
		about: 'The user that is signed in, or is to be.',
		variable: 'TAPIS_USERNAME',
		aboutVariable: 'The user to sign in.',
		comesFrom: 'It is whom the token was made for; without a token TAPIS_USERNAME, else the profile’s.',
		find: ({username}) => username,
	},
	token: {
		about: 'The access token; its text is not shown.',
		variable: 'TAPIS_TOKEN',
		aboutVariable: 'An access token; it is used as it is and never renewed or stored.',
		comesFrom: 'It comes with `tapis-jobs login`; TAPIS_TOKEN stands above that.',
		isSecret: true,
		find: ({accessToken}) => accessToken,
	},
	password: {
		about: 'The password to sign in with where there is no token; it is never kept.',
		variable: 'TAPIS_PASSWORD',
		aboutVariable: 'The password to sign in with where there is no token; it is never stored.',
		comesFrom: 'It is never kept: set TAPIS_PASSWORD, or let `tapis-jobs login` ask.',
		isSecret: true,
		find: ({password}) => found(password, 'TAPIS_PASSWORD'),
	},
	'client-id': {
		about: 'The OAuth client to sign in with.',
		variable: 'TAPIS_CLIENT_ID',
		aboutVariable: 'The OAuth client to sign in with.',
		comesFrom: 'It comes with `tapis-jobs login --client-id ID`; TAPIS_CLIENT_ID stands above that.',
		find: ({client}) => client && found(client.clientId, client.from),
	},
	'client-key': {
		about: 'The key of that client, with which tokens are renewed; it is not shown.',
		variable: 'TAPIS_CLIENT_KEY',
		aboutVariable: 'The key of that client; with it tokens are renewed.',
		comesFrom: 'It comes with a sign-in while TAPIS_CLIENT_KEY is set.',
		isSecret: true,
		// Id and key are taken from one place, which in the environment has a variable for each.
		find: ({client}) =>
			client && found(client.clientKey, client.from === 'TAPIS_CLIENT_ID' ? 'TAPIS_CLIENT_KEY' : client.from),
	},
} as const satisfies Readonly<Record<string, ConnectionPartRow>>;

/** The variables that parts of the connection are read from. */
export const connectionVariables = Object.values<ConnectionPartRow>(connectionParts).map(
	({variable, aboutVariable, isSecret = false}) => ({variable, about: aboutVariable, isSecret}),
);

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
