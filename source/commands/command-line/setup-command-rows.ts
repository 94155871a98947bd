import {faultOptionForms} from '../../simulator/faults/fault-options.ts';
import {faultRows} from '../../simulator/faults/faults.ts';
import {demoUser} from '../../simulator/tenant.ts';
import {type CommandRow, simulated, toService} from './command-row.ts';
import {configActions, configKeys} from './config-words.ts';
import {shells} from './shells.ts';

/** The commands around the jobs: signing in, settings, the simulator. */
export const setupCommandRows = [
	{
		name: 'login',
		arguments: [{name: '[url]', about: 'Base URL of the tenant.'}],
		about: 'Signs in to a tenant and keeps the tokens in a profile.',
		flags: ['username', 'passwordStdin', 'device', 'clientId', 'quiet', ...toService],
		examples: [
			{command: 'tapis-jobs login https://tacc.tapis.io', does: 'asks for user and password'},
			{
				command: 'tapis-jobs login https://tacc.tapis.io --device --client-id ID',
				does: 'a code to type in a browser',
			},
			{
				command: 'tapis-jobs login https://tacc.tapis.io -u jdoe --password-stdin < secret',
				does: 'in a script',
			},
		],
		notes: ['The password is never stored.'],
	},
	{
		name: 'logout',
		arguments: [],
		about: 'Forgets the tokens of a profile.',
		flags: ['all', 'quiet', 'profile', 'debug'],
		examples: [{command: 'tapis-jobs logout', does: 'forgets the tokens of the profile in use'}],
	},
	{
		name: 'whoami',
		arguments: [],
		about: 'Tells user, tenant, profile, and until when the token holds.',
		flags: ['json', 'quiet', ...toService],
		examples: [{command: 'tapis-jobs whoami', does: 'who the service takes you for'}],
	},
	{
		name: 'doctor',
		arguments: [],
		about: 'Checks terminal, settings, paths, clock, token and the way to the service, and says what to do.',
		flags: ['json', ...toService],
		examples: [{command: 'tapis-jobs doctor', does: 'what is wrong and what to do about it'}],
	},
	{
		name: 'config',
		arguments: [
			{
				name: '[action]',
				about: `One of ${configActions.join(', ')}; list when left out.`,
				words: configActions,
			},
			{name: '[key]', about: 'Name of a setting, or of a part of the connection.', words: configKeys},
			{name: '[value]', about: 'Its new value.'},
		],
		about: 'Shows the connection and every setting, each with where it comes from; changes settings.',
		flags: ['json', ...toService],
		examples: [
			{command: 'tapis-jobs config', does: 'base URL, user, profile and every setting, and their sources'},
			{command: 'tapis-jobs config set theme light', does: 'change one'},
			{command: 'tapis-jobs config set --profile work theme dark', does: 'change it for one profile only'},
			{command: 'tapis-jobs config set profile work', does: 'use that profile from now on'},
			{command: 'tapis-jobs config path', does: 'where the files stand'},
		],
		notes: ['Of a token, a password and a key only whether they are set is told.'],
	},
	{
		name: 'completion',
		arguments: [{name: '<shell>', about: `One of ${shells.join(', ')}.`, words: shells}],
		about: 'Writes a completion script for your shell.',
		flags: [],
		examples: [
			{command: 'source <(tapis-jobs completion bash)', does: 'in ~/.bashrc'},
			{command: 'source <(tapis-jobs completion zsh)', does: 'in ~/.zshrc, after compinit'},
			{command: 'tapis-jobs completion fish | source', does: 'in ~/.config/fish/config.fish'},
		],
	},
	{
		name: 'simulator',
		arguments: [],
		about: 'Runs the simulated Tapis service on this machine, for any Tapis client.',
		flags: [
			'port',
			...simulated,
			'apiVersion',
			'tokenLifetime',
			'approveDevices',
			'json',
			'untilStdinCloses',
		],
		examples: [
			{
				command: 'tapis-jobs simulator --port 8077',
				does: `serve until Ctrl-C; user ${demoUser.username}, password ${demoUser.password}`,
			},
			{command: 'tapis-jobs simulator --port 0 --json', does: 'one line with url and token, then serve'},
			{command: 'tapis-jobs simulator --fault html-502:3 --fault slow', does: 'with faults'},
		],
		notes: [
			`Faults: ${faultRows.map(row => row.name).join(', ')}. Options follow a colon: ${faultOptionForms}.`,
		],
	},
] as const satisfies readonly CommandRow[];
