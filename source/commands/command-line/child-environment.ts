import {connectionVariables} from '../../config/connection-parts.ts';
import type {Environment} from '../../domain/environment.ts';

/**
 * The environment for a program that this one starts: as it is, without what signs in. An editor hands its own on to its
 * plugins and to every shell opened in it.
 */
export function childEnvironment(env: Environment): Record<string, string | undefined> {
	const secret = new Set(connectionVariables.flatMap(({variable, isSecret}) => (isSecret ? [variable] : [])));
	return Object.fromEntries(Object.entries(env).filter(([name]) => !secret.has(name)));
}
