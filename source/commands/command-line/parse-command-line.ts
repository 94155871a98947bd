import {Command, CommanderError, InvalidArgumentError, Option} from 'commander';
import {Failure} from '../../domain/failure.ts';
import {didYouMean} from '../../domain/nearest.ts';
import {parseDuration} from '../../domain/time.ts';
import {mistakeText} from './command-line-mistake.ts';
import {
	type CommandName,
	type CommandRow,
	commandRows,
	commands,
	flagsOf,
	isCommandName,
	monitorRow,
} from './command-rows.ts';
import {describeFlag, type FlagKind, type FlagRow, isFlag} from './flag-row.ts';
import {type FlagName, type Flags, flagRows, questionRows} from './flags.ts';

export type Invocation =
	| {
			readonly kind: 'run';
			readonly command: CommandName;
			readonly args: readonly string[];
			readonly flags: Flags;
	  }
	| {readonly kind: 'help'; readonly row: CommandRow}
	| {readonly kind: 'version'};

/** Reads the arguments after the program's name. Throws a `usage` Failure that names the mistake and where to look. */
export function parseCommandLine(argv: readonly string[]): Invocation {
	let found: Invocation | undefined;
	const program = new Command('tapis-jobs');

	const accept = (name: CommandName, command: Command): void => {
		const root = givenFlags(program, monitorRow);
		const own = name === '' ? root : {...root, ...givenFlags(command, rowOf(name))};
		const foreign = (Object.keys(own) as FlagName[]).find(flag => !rowOf(name).flags.includes(flag));
		if (foreign !== undefined) throw usage(name, `\`${name}\` has no flag ${flagRows[foreign].long}.`);
		// `--version` before a command is a question all the same.
		found ??= {kind: 'run', command: name, args: command.args, flags: own};
	};

	configure(program, monitorRow);
	program.enablePositionalOptions().helpCommand(false);
	program.option(describeFlag(questionRows.version)).on('option:version', () => {
		found ??= {kind: 'version'};
	});
	program.action(() => accept('', program));
	for (const row of commands) {
		const command = configure(program.command(row.name), row);
		for (const argument of row.arguments) command.argument(argument.name, argument.about);
		command.action(() => {
			if (isCommandName(row.name)) accept(row.name, command);
		});
	}

	function configure(command: Command, row: CommandRow): Command {
		command.exitOverride().configureOutput({writeOut: () => undefined, writeErr: () => undefined});
		command.allowExcessArguments(false).helpOption(describeFlag(questionRows.help));
		for (const flag of row.flags) command.addOption(optionOf(flagRows[flag]));
		command.configureHelp({
			formatHelp: () => {
				found ??= {kind: 'help', row};
				return '';
			},
		});
		return command;
	}

	const first = firstOperand(argv);
	if (first === 'help') return {kind: 'help', row: namedRow(argv[argv.indexOf('help') + 1] ?? '')};
	const inCommand = namedRow(first ?? '').name;
	try {
		program.parse(withSettingValue(withWaitValues(argv)), {from: 'user'});
	} catch (error) {
		if (!(error instanceof CommanderError)) throw error;
		if (found === undefined) throw usage(inCommand, mistakeText(error, rowOf(inCommand), argv));
	}
	return found ?? {kind: 'help', row: monitorRow};
}

/**
 * The first word that is neither a flag of the program nor a flag's value: the command. After a flag that the program does not
 * have nobody knows which word is its value, so it is that flag which is told.
 */
function firstOperand(argv: readonly string[]): string | undefined {
	const rows = flagsOf(monitorRow);
	for (let at = 0; at < argv.length; at++) {
		const word = argv[at]!;
		if (!word.startsWith('-')) return word;
		const name = word.replace(/=.*/, '');
		const flag = rows.find(row => isFlag(row, name));
		if (flag === undefined) return undefined;
		if (flag.value !== undefined && name === word) at++;
	}
	return undefined;
}

/** What a flag not given with `=` leaves as its value; only `--wait` may stand without one. */
const withoutValue = '';

function withWaitValues(argv: readonly string[]): string[] {
	const end = argv.indexOf('--');
	return argv.map((word, index) =>
		word === flagRows.wait.long && (end === -1 || index < end) ? `${word}=` : word,
	);
}

/** `config set sort -age`: a value with a minus in front is no flag, so it goes where none can stand. */
function withSettingValue(argv: readonly string[]): string[] {
	const at = argv.findIndex((word, index) => word === 'config' && argv[index + 1] === 'set') + 3;
	const value = at > 2 ? argv[at] : undefined;
	if (value === undefined || argv.includes('--') || !/^-[a-z]{2,}$/i.test(value)) return [...argv];
	return [...argv.slice(0, at), ...argv.slice(at + 1), '--', value];
}

function rowOf(name: string): CommandRow {
	return commandRows.find(row => row.name === name)!;
}

function optionOf(row: FlagRow): Option {
	const short = row.short === undefined ? '' : `${row.short}, `;
	const option = new Option(
		`${short}${row.long}${row.value === undefined ? '' : ` <${row.value}>`}`,
		row.about,
	);
	if (row.choices !== undefined) option.choices(row.choices);
	else if (row.value !== undefined) option.argParser(readValue(row.kind));
	return option;
}

function readValue(kind: FlagKind): (text: string, before: unknown) => unknown {
	switch (kind) {
		case 'count':
			return text => {
				if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('it must be a whole number.');
				return Number(text);
			};
		case 'number':
			return text => {
				const value = Number(text);
				if (text.trim() === '' || !(value > 0) || value === Number.POSITIVE_INFINITY)
					throw new InvalidArgumentError('it must be a number above 0.');
				return value;
			};
		case 'duration':
			return readDuration;
		case 'wait':
			return text => (text === withoutValue ? Number.POSITIVE_INFINITY : readDuration(text));
		case 'texts':
			return (text, before) => [...(Array.isArray(before) ? before : []), text];
		default:
			return text => text;
	}
}

function readDuration(text: string): number {
	const duration = parseDuration(text);
	if (duration === null || duration <= 0)
		throw new InvalidArgumentError('it must be a time such as 90s, 10m or 1h30m.');
	return duration;
}

/** The flags a person gave, under the names of the table. Commander's own names differ for `--no-color`. */
function givenFlags(command: Command, row: CommandRow): Flags {
	const given: Record<string, unknown> = {};
	for (const name of row.flags) {
		const option = command.options.find(one => one.long === flagRows[name].long);
		if (option === undefined) continue;
		const key = option.attributeName();
		if (command.getOptionValueSource(key) !== 'cli') continue;
		given[name] = option.negate ? true : command.getOptionValue(key);
	}
	return given as Flags;
}

/** The row of a command that was typed; empty is the program itself. Throws for one there is not. */
function namedRow(typed: string): CommandRow {
	if (isCommandName(typed)) return rowOf(typed);
	throw unknownCommand(typed);
}

function unknownCommand(typed: string): Failure {
	const hint = didYouMean(
		typed,
		commands.map(row => row.name),
		name => `\`tapis-jobs ${name}\``,
	);
	return new Failure('usage', `There is no command \`${typed}\`.${hint}`);
}

function usage(command: string, message: string): Failure {
	return new Failure('usage', message, {
		advice: `See \`tapis-jobs ${command === '' ? '' : `${command} `}--help\`.`,
	});
}
