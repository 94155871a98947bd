export type EnvironmentRow = {
	/** More than one where they are of the same kind; their order is that in which they count. */
	readonly variables: readonly string[];
	readonly about: string;
	/** Never handed on to a program this one starts. */
	readonly isSecret?: true;
};

/** Every variable that is read. Each setting has one of its own besides (config/settings-table.ts). */
export const environmentRows: readonly EnvironmentRow[] = [
	{variables: ['TAPIS_BASE_URL'], about: 'The tenant’s base URL; stands above the profile’s.'},
	{
		variables: ['TAPIS_TOKEN'],
		about: 'An access token; it is used as it is and never renewed or stored.',
		isSecret: true,
	},
	{variables: ['TAPIS_USERNAME'], about: 'The user to sign in.'},
	{
		variables: ['TAPIS_PASSWORD'],
		about: 'The password to sign in with where there is no token; it is never stored.',
		isSecret: true,
	},
	{variables: ['TAPIS_CLIENT_ID'], about: 'The OAuth client to sign in with.'},
	{
		variables: ['TAPIS_CLIENT_KEY'],
		about: 'The key of that client; with it tokens are renewed.',
		isSecret: true,
	},
	{variables: ['TAPIS_PROFILE'], about: 'The profile to use.'},
	{variables: ['NO_COLOR'], about: 'No colours, when it is set to anything.'},
	{
		variables: ['FORCE_COLOR'],
		about:
			'How many colours, whatever the terminal says of itself: 0 for none, 1 for 16, 2 for 256, 3 for all. NO_COLOR stands above it.',
	},
	{
		variables: ['TERM', 'COLORTERM'],
		about:
			'What the terminal can do: how many colours, and whether it can be drawn on at all (not when TERM is dumb).',
	},
	{
		variables: ['COLORFGBG'],
		about: 'The terminal’s colours, where it sets them; the theme auto is light on a background of 7 or 15.',
	},
	{
		variables: ['LC_ALL', 'LC_CTYPE', 'LANG'],
		about: 'The first that is set tells whether the terminal takes UTF-8; if not, ASCII is drawn.',
	},
	{
		variables: ['TMUX', 'STY', 'TERM_PROGRAM', 'KITTY_WINDOW_ID'],
		about:
			'Set by multiplexers and terminals: how notifications and the clipboard get through, and whether a frame can be held back until it is whole.',
	},
	{
		variables: ['HTTPS_PROXY', 'NO_PROXY'],
		about:
			'The proxy to go through, and the hosts to reach without it; in small letters too. HTTP_PROXY is not used, since plain http goes to this machine only.',
	},
	{
		variables: ['NODE_EXTRA_CA_CERTS'],
		about: 'A file with certificates to trust besides the usual ones.',
	},
	{
		variables: ['VISUAL', 'EDITOR'],
		about: 'The editor for a request that is submitted again; vi when neither is set.',
	},
	{
		variables: ['XDG_CONFIG_HOME', 'XDG_STATE_HOME'],
		about:
			'Where the folders for settings and for what is remembered stand, as whole paths; else they stand in HOME.',
	},
	{
		variables: ['XDG_CACHE_HOME'],
		about:
			'Where the folder for compiled code stands, which only makes the start quicker; ~/.cache when not set.',
	},
];
