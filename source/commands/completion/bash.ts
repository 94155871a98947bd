import {commands, flagsOf, monitorRow} from '../command-line/command-rows.ts';
import {allFlags, argumentWords, listJobs, statusWords, takesUuids, valuesOf} from './words.ts';

export function bashCompletion(): string {
	const names = commands.map(row => row.name);
	const values = allFlags.flatMap(row => {
		const words = valuesOf(row);
		const pattern = row.short === undefined ? row.long : `${row.long}|${row.short}`;
		if (row.completes === 'file') return [`\t\t${pattern}) COMPREPLY=($(compgen -f -- "$cur")); return ;;`];
		if (words === null) return [];
		const space = row.completes === 'filter' ? ' compopt -o nospace 2>/dev/null;' : '';
		return [`\t\t${pattern})${space} COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$cur")); return ;;`];
	});
	const flags = [monitorRow, ...commands].map(
		row =>
			`\t\t\t'${row.name}') words='${flagsOf(row)
				.map(flag => flag.long)
				.join(' ')}' ;;`,
	);
	const argumentCases = Object.entries(argumentWords).map(
		([name, words]) => `\t\t${name}) COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$cur")) ;;`,
	);
	return `# bash completion for tapis-jobs
_tapis_jobs() {
	local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command='' words='' word
	COMPREPLY=()
	for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
		case $word in
		${names.join('|')}) command=$word; break ;;
		esac
	done
	# bash takes a colon for the end of a word, so "status:act" arrives as three of them.
	if [[ $cur == : ]]; then cur=''; prev=:; fi
	case $prev in
		:) COMPREPLY=($(compgen -W '${statusWords.join(' ')}' -- "$cur")); return ;;
${values.join('\n')}
	esac
	if [[ $cur == -* ]]; then
		case $command in
${flags.join('\n')}
		esac
		COMPREPLY=($(compgen -W "$words" -- "$cur"))
		return
	fi
	case $command in
		'') COMPREPLY=($(compgen -W '${names.join(' ')}' -- "$cur")) ;;
		${takesUuids.join('|')}) COMPREPLY=($(compgen -W "$(${listJobs} | cut -f 1)" -- "$cur")) ;;
${argumentCases.join('\n')}
	esac
}
complete -F _tapis_jobs tapis-jobs
`;
}
