import {type CommandRow, commands, flagsOf, monitorRow} from '../command-line/command-rows.ts';
import {argumentWords, listJobs, statusWords, takesUuids, valuesOf} from './words.ts';

const complete = 'complete -c tapis-jobs';

export function fishCompletion(): string {
	const lines = [
		'# fish completion for tapis-jobs',
		`${complete} -f`,
		...commands.map(row => `${complete} -n __fish_use_subcommand -a ${row.name} -d ${quoted(row.about)}`),
		...flagLines(monitorRow, '__fish_use_subcommand'),
		...commands.flatMap(row => flagLines(row, quoted(`__fish_seen_subcommand_from ${row.name}`))),
		`${complete} -n ${quoted(`__fish_seen_subcommand_from ${takesUuids.join(' ')}`)} -a ${quoted(`(${listJobs})`)}`,
		...Object.entries(argumentWords).map(
			([name, words]) =>
				`${complete} -n ${quoted(`__fish_seen_subcommand_from ${name}`)} -a ${quoted(words.join(' '))}`,
		),
	];
	return `${lines.join('\n')}\n`;
}

function flagLines(row: CommandRow, condition: string): string[] {
	return flagsOf(row).map(flag => {
		const filterWords = flag.completes === 'filter' ? statusWords.map(word => `status:${word}`) : [];
		const words = [...(valuesOf(flag) ?? []), ...filterWords];
		return [
			`${complete} -n ${condition} -l ${flag.long.slice(2)}`,
			flag.short === undefined ? '' : `-s ${flag.short.slice(1)}`,
			flag.value === undefined || flag.kind === 'wait' ? '' : '-r',
			flag.completes === 'file' ? '-F' : '',
			words.length > 0 ? `-a ${quoted(words.join(' '))}` : '',
			`-d ${quoted(flag.about)}`,
		]
			.filter(part => part !== '')
			.join(' ');
	});
}

function quoted(text: string): string {
	return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
