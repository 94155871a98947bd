import {appPaths} from '../config/paths.ts';
import {openProfiles} from '../config/profiles.ts';
import {openSettings, type Settings} from '../config/settings.ts';
import {isSettingName, type SettingName, settingNames} from '../config/settings-table.ts';
import {Failure} from '../domain/failure.ts';
import {nearestWord} from '../domain/nearest.ts';
import type {CommandContext} from './command.ts';
import {exitCodes} from './exit-codes.ts';
import {createPrinter, type Printer} from './printer.ts';

const actions = ['list', 'get', 'set', 'unset', 'path'] as const;
type Action = (typeof actions)[number];

export async function runConfig(context: CommandContext): Promise<number> {
	const {args, flags, env} = context;
	const printer = createPrinter(context);
	const paths = appPaths(env);
	const profiles = openProfiles(paths);
	const settings = openSettings({paths, environment: env, profile: profiles.current()});
	for (const warning of settings.warnings()) printer.warn(warning);
	const [, key, value] = args;
	switch (readAction(args[0])) {
		case 'list':
			list(settings, printer, flags.json === true);
			return exitCodes.done;
		case 'path':
			printer.line(settings.path);
			printer.line(profiles.path);
			printer.line(paths.state);
			return exitCodes.done;
		case 'get':
			printer.line(settings.find(readName(key)).text);
			return exitCodes.done;
		case 'set': {
			const name = readName(key);
			if (value === undefined) throw usage(`To what shall ${name} be set?`);
			return saved(await settings.set(name, value));
		}
		case 'unset':
			return saved(await settings.unset(readName(key)));
	}
}

function list(settings: Settings, printer: Printer, isJson: boolean): void {
	const width = Math.max(...settingNames.map(name => name.length));
	for (const {name, text, value, from, about} of settings.list()) {
		if (isJson) printer.json({name, value, from, about});
		else
			printer.line(
				`${name.padEnd(width)}  ${(text === '' ? '-' : text).padEnd(8)}  ${from.padEnd(8)}  ${about}`,
			);
	}
}

function saved(trouble: Failure | null): number {
	if (trouble !== null) throw trouble;
	return exitCodes.done;
}

function readAction(text: string | undefined): Action {
	const action = actions.find(one => one === (text ?? 'list'));
	if (action !== undefined) return action;
	const near = nearestWord(text ?? '', actions);
	throw usage(`\`config\` cannot ${text}.${near === undefined ? '' : ` Did you mean ${near}?`}`);
}

function readName(text: string | undefined): SettingName {
	if (text === undefined) throw usage('Which setting?');
	if (isSettingName(text)) return text;
	const near = nearestWord(text, settingNames);
	throw usage(`There is no setting \`${text}\`.${near === undefined ? '' : ` Did you mean ${near}?`}`);
}

function usage(message: string): Failure {
	return new Failure('usage', message, {advice: '`tapis-jobs config` shows every setting.'});
}
