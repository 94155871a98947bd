import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Environment} from '../../domain/environment.ts';
import {Failure} from '../../domain/failure.ts';
import {childEnvironment} from '../command-line/child-environment.ts';

/** Opens a text in the person's editor, on the terminal this process has; the text as saved. Rejects when the editor failed. */
export async function editText(text: string, fileName: string, env: Environment): Promise<string> {
	const editor = env['VISUAL'] || env['EDITOR'] || 'vi';
	const folder = await mkdtemp(join(tmpdir(), 'tapis-jobs-'));
	const path = join(folder, fileName);
	try {
		await writeFile(path, text, {mode: 0o600});
		// An editor is a command line of the person's own, such as `code --wait`.
		const takeBack = leaveInterruptsToChild();
		const child = spawn('/bin/sh', ['-c', `${editor} "$1"`, 'sh', path], {
			stdio: 'inherit',
			env: childEnvironment(env),
		});
		const [code, signal] = await once(child, 'exit').finally(takeBack);
		if (code !== 0) {
			throw new Failure('refused', `${editor} ended with ${code ?? signal}, so nothing was submitted.`, {
				advice: 'Set EDITOR to another editor.',
			});
		}
		return await readFile(path, 'utf8');
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
}

/**
 * Ctrl-C and Ctrl-\ in the editor are the editor's, though the system sends them to this program too, which would end and leave
 * it alone on the terminal. Returns how to hear them again.
 */
function leaveInterruptsToChild(): () => void {
	const ignore = (): void => undefined;
	const signals = (['SIGINT', 'SIGQUIT'] as const).map(name => ({name, listeners: process.listeners(name)}));
	for (const {name, listeners} of signals) {
		// First, so that there is no moment at which the signal ends the program.
		process.on(name, ignore);
		for (const listener of listeners) process.off(name, listener);
	}
	return () => {
		for (const {name, listeners} of signals) {
			for (const listener of listeners) process.on(name, listener);
			process.off(name, ignore);
		}
	};
}
