import {connectionVariables} from '../../config/connection-parts.ts';

export type EnvironmentRow = {
	/** More than one where they are of the same kind; their order is that in which they count. */
	readonly variables: readonly string[];
	readonly about: string;
};

/** Every variable that is read. Each setting has one of its own besides (config/settings-table.ts). */
export const environmentRows: readonly EnvironmentRow[] = [
	...connectionVariables.map(({variable, about}) => ({variables: [variable], about})),
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
