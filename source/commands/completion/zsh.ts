import {commands, flagsOf, monitorRow} from '../command-line/command-rows.ts';
import {allFlags, argumentWords, listJobs, statusWords, takesUuids, valuesOf} from './words.ts';

export function zshCompletion(): string {
	const names = commands.map(row => row.name);
	const values = allFlags.flatMap(row => {
		const pattern = row.short === undefined ? row.long : `${row.long}|${row.short}`;
		const words = valuesOf(row);
		if (row.completes === 'file') return [`\t\t(${pattern}) _files; return ;;`];
		if (words === null) return [];
		const suffix = row.completes === 'filter' ? `-S '' ` : '';
		return [`\t\t(${pattern}) compadd ${suffix}-- ${words.map(quoted).join(' ')}; return ;;`];
	});
	const flags = [monitorRow, ...commands].map(row => {
		const described = flagsOf(row).map(flag => quoted(`${flag.long}:${flag.about.replaceAll(':', ' -')}`));
		return `\t\t\t('${row.name}') described=(${described.join(' ')}) ;;`;
	});
	const described = commands.map(row => quoted(`${row.name}:${row.about.replaceAll(':', ' -')}`)).join(' ');
	const argumentCases = Object.entries(argumentWords).map(
		([name, words]) => `\t\t(${name}) compadd -- ${words.join(' ')} ;;`,
	);
	return `#compdef tapis-jobs
_tapis_jobs() {
	local command='' word
	local -a described jobs
	for word in \${words[2,CURRENT-1]}; do
		case $word in
		(${names.join('|')}) command=$word; break ;;
		esac
	done
	if [[ \${words[CURRENT]} == status:* ]]; then
		compadd -P status: -- ${statusWords.join(' ')}
		return
	fi
	case \${words[CURRENT-1]} in
${values.join('\n')}
	esac
	if [[ \${words[CURRENT]} == -* ]]; then
		case $command in
${flags.join('\n')}
		esac
		_describe flag described
		return
	fi
	case $command in
		('') described=(${described}); _describe command described ;;
		(${takesUuids.join('|')})
			jobs=("\${(@f)$(${listJobs} | tr '\\t' ' ' | sed 's/ /:/')}")
			_describe job jobs ;;
${argumentCases.join('\n')}
	esac
}
compdef _tapis_jobs tapis-jobs
`;
}

function quoted(text: string): string {
	return `'${text.replaceAll("'", `'\\''`)}'`;
}
