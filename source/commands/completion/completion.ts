import {exitCodes} from '../../domain/exit-codes.ts';
import {Failure} from '../../domain/failure.ts';
import type {CommandContext} from '../command-line/command.ts';
import {bashCompletion} from './bash.ts';
import {fishCompletion} from './fish.ts';
import {zshCompletion} from './zsh.ts';

const scripts: ReadonlyMap<string, () => string> = new Map([
	['bash', bashCompletion],
	['zsh', zshCompletion],
	['fish', fishCompletion],
]);

/** Writes the completion script for a shell. It is made from the tables, so it knows every command and flag there is. */
export async function runCompletion({
	args,
	stdout,
}: Pick<CommandContext, 'args' | 'stdout'>): Promise<number> {
	const script = scripts.get(args[0] ?? '');
	if (script === undefined) {
		throw new Failure('usage', `There is no completion for \`${args[0]}\`.`, {
			advice: `It is there for ${[...scripts.keys()].join(', ')}.`,
		});
	}
	stdout.write(script());
	return exitCodes.done;
}
