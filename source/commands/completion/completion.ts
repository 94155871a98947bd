import {exitCodes} from '../../domain/exit-codes.ts';
import {Failure} from '../../domain/failure.ts';
import type {CommandContext} from '../command-line/command.ts';
import {isShell, type Shell, shells} from '../command-line/shells.ts';
import {bashCompletion} from './bash.ts';
import {fishCompletion} from './fish.ts';
import {zshCompletion} from './zsh.ts';

const scripts: Readonly<Record<Shell, () => string>> = {
	bash: bashCompletion,
	zsh: zshCompletion,
	fish: fishCompletion,
};

/** Writes the completion script for a shell. It is made from the tables, so it knows every command and flag there is. */
export async function runCompletion({
	args,
	stdout,
}: Pick<CommandContext, 'args' | 'stdout'>): Promise<number> {
	const [shell = ''] = args;
	if (!isShell(shell)) {
		throw new Failure('usage', `There is no completion for \`${shell}\`.`, {
			advice: `It is there for ${shells.join(', ')}.`,
		});
	}
	stdout.write(scripts[shell]());
	return exitCodes.done;
}
