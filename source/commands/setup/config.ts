import {findProfile} from '../../config/connection.ts';
import {connectionParts, findConnectionPart, isConnectionPartName} from '../../config/connection-parts.ts';
import {appPaths} from '../../config/paths.ts';
import {openProfiles} from '../../config/profiles.ts';
import {readSetting, showSetting} from '../../config/setting-text.ts';
import {type ListedSetting, openSettings} from '../../config/settings.ts';
import {isSettingName, type SettingName} from '../../config/settings-table.ts';
import {exitCodes} from '../../domain/exit-codes.ts';
import {Failure} from '../../domain/failure.ts';
import {didYouMean} from '../../domain/nearest.ts';
import {cutText} from '../../terminal/fit-text.ts';
import type {CommandContext} from '../command-line/command.ts';
import {
	type ConfigAction,
	type ConfigKey,
	configActionRows,
	configActions,
	configKeys,
} from '../command-line/config-words.ts';
import {createPrinter, type Printer} from '../command-line/printer.ts';
import {openSession, type Session, tellOfVariablesAbove, warnOf} from '../sign-in/session.ts';

export async function runConfig(context: CommandContext): Promise<number> {
	const [word, ...words] = context.args;
	const action = readAction(word);
	const extra = words[configActionRows[action].length];
	if (extra !== undefined) throw usage(`\`config ${action}\` has no use for \`${extra}\`.`);
	const printer = createPrinter(context);
	// It asks for no profile, so it answers even where one is named that there is not.
	if (action === 'path') {
		for (const path of pathsOf(context)) printer.line(path);
		return exitCodes.done;
	}
	const session = openSession(context);
	warnOf(session, printer);
	const [key, value] = words;
	switch (action) {
		case 'list':
			list(session, printer, context);
			break;
		case 'get':
			tell(entryOf(session, readKey(key)), printer, context.flags.json === true);
			break;
		case 'set':
			await set(session, context, printer, readKey(key), value);
			break;
		case 'unset':
			await put(session, context, settingFor(readKey(key)), null);
			break;
	}
	return exitCodes.done;
}

function pathsOf({env}: CommandContext): readonly string[] {
	const paths = appPaths(env);
	return [openSettings({paths, environment: env}).path, openProfiles(paths).path, paths.state];
}

/** A setting, or a part of the connection, as it is listed. */
type Entry = Pick<ListedSetting, 'text' | 'value' | 'from' | 'about'> & {readonly name: ConfigKey};

function entryOf({settings, connection}: Session, name: ConfigKey): Entry {
	if (isSettingName(name)) return settings.find(name);
	const part = findConnectionPart(connection, name);
	return {...part, name, text: part.value ?? ''};
}

function list(session: Session, printer: Printer, {flags, stdout}: CommandContext): void {
	const entries = configKeys.map(key => entryOf(session, key));
	const rows = entries.map(({name, text, from, about}) => [name, text === '' ? '-' : text, from, about]);
	const widths = [0, 1, 2].map(column => Math.max(...rows.map(row => row[column]!.length)));
	for (const [at, entry] of entries.entries()) {
		const line = rows[at]!.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
		if (flags.json === true) tell(entry, printer, true);
		// What a setting is for comes last, and stands in whole in the manual and in a pipe.
		else printer.line(printer.isTerminal ? cutText(line.trimEnd(), stdout.columns || 100) : line);
	}
}

function tell({name, text, value, from, about}: Entry, printer: Printer, isJson: boolean): void {
	if (isJson) printer.json({name, value, from, about});
	else printer.line(text);
}

async function set(
	session: Session,
	context: CommandContext,
	printer: Printer,
	key: ConfigKey,
	text: string | undefined,
): Promise<void> {
	if (text === undefined) throw usage(`To what shall ${key} be set?`);
	if (key === 'profile') {
		const profile = findProfile(session.profiles, text);
		saved(await session.profiles.setCurrent(profile.name));
		tellOfVariablesAbove(profile, context.env, printer);
		return;
	}
	const name = settingFor(key);
	const wanted = showSetting(name, readSetting(name, text));
	await put(session, context, name, wanted);
	const {paths, profiles, connection} = session;
	const profile = connection.profile && profiles.find(connection.profile.name);
	const inForce = openSettings({paths, environment: context.env, profile}).find(name);
	if (inForce.text !== wanted)
		printer.say(`${inForce.from} stands above it, so ${name} is ${inForce.text || 'not set'} all the same.`);
}

/** Writes a setting, for one profile where --profile names one; with null takes it back. */
async function put(
	{settings, profiles}: Session,
	{flags}: CommandContext,
	name: SettingName,
	text: string | null,
): Promise<void> {
	if (flags.profile !== undefined) saved(await profiles.putSetting(flags.profile, name, text));
	else saved(await (text === null ? settings.unset(name) : settings.set(name, text)));
}

function saved(trouble: Failure | null): void {
	if (trouble !== null) throw trouble;
}

function settingFor(key: ConfigKey): SettingName {
	if (!isConnectionPartName(key)) return key;
	throw new Failure('usage', `\`${key}\` is no setting to be written.`, {
		advice: connectionParts[key].comesFrom,
	});
}

function readAction(text: string | undefined): ConfigAction {
	const action = configActions.find(one => one === (text ?? 'list'));
	if (action !== undefined) return action;
	const typed = text ?? '';
	const hint = configKeys.some(key => key === typed)
		? didYouMean(typed, configKeys, key => `get ${key}`)
		: didYouMean(typed, configActions);
	throw usage(`\`config\` cannot \`${text}\`.${hint}`);
}

function readKey(text: string | undefined): ConfigKey {
	if (text === undefined) throw usage('Which setting?');
	const key = configKeys.find(one => one === text);
	if (key !== undefined) return key;
	throw usage(`There is no setting \`${text}\`.${didYouMean(text, configKeys)}`);
}

function usage(message: string): Failure {
	const actions = configActions.map(action => [action, ...configActionRows[action]].join(' '));
	return new Failure('usage', message, {
		advice: `It takes ${actions.join(', ')}; \`tapis-jobs config\` shows every key.`,
	});
}
