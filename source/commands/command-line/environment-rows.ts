export type EnvironmentRow = {
	readonly variable: string;
	readonly about: string;
	/** Never handed on to a program this one starts. */
	readonly isSecret?: true;
};

/** The variables that say where and as whom to work. Each setting has one of its own besides (config/settings-table.ts). */
export const environmentRows: readonly EnvironmentRow[] = [
	{variable: 'TAPIS_BASE_URL', about: 'The tenant’s base URL; stands above the profile’s.'},
	{
		variable: 'TAPIS_TOKEN',
		about: 'An access token; it is used as it is and never renewed or stored.',
		isSecret: true,
	},
	{variable: 'TAPIS_USERNAME', about: 'The user to sign in.'},
	{
		variable: 'TAPIS_PASSWORD',
		about: 'The password to sign in with where there is no token; it is never stored.',
		isSecret: true,
	},
	{variable: 'TAPIS_CLIENT_ID', about: 'The OAuth client to sign in with.'},
	{
		variable: 'TAPIS_CLIENT_KEY',
		about: 'The key of that client; with it tokens are renewed.',
		isSecret: true,
	},
	{variable: 'TAPIS_PROFILE', about: 'The profile to use.'},
	{variable: 'NO_COLOR', about: 'No colours, when it is set to anything.'},
	{variable: 'HTTPS_PROXY, NO_PROXY', about: 'The proxy to go through, and the hosts to reach without it.'},
	{variable: 'NODE_EXTRA_CA_CERTS', about: 'A file with certificates to trust besides the usual ones.'},
	{variable: 'VISUAL, EDITOR', about: 'The editor of `resubmit --edit`.'},
	{
		variable: 'XDG_CONFIG_HOME, XDG_STATE_HOME',
		about: 'Where the folders for settings and for what is remembered stand.',
	},
];
