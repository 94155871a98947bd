import {homedir, tmpdir, userInfo} from 'node:os';
import {isAbsolute, join} from 'node:path';

import type {Environment} from '../domain/environment.ts';

/** The program's own folders; none of them has to exist yet. */
export type AppPaths = {
	/** Profiles and preferences. */
	readonly config: string;
	/** What is remembered over restarts: pending cancels, watched jobs. */
	readonly state: string;
};

const appName = 'tapis-jobs';

type FolderRule = {readonly variable: string; readonly linux: string; readonly darwin: string};

/** The XDG base directories, and where each has its like on macOS. The variables count on every platform. */
const folderRules: Readonly<Record<keyof AppPaths, FolderRule>> = {
	config: {variable: 'XDG_CONFIG_HOME', linux: '.config', darwin: 'Library/Preferences'},
	state: {variable: 'XDG_STATE_HOME', linux: '.local/state', darwin: 'Library/Application Support'},
};

/** Where the program keeps its files. A relative XDG variable is ignored, as its specification demands. */
export function appPaths(environment: Environment, platform: NodeJS.Platform = process.platform): AppPaths {
	const folder = (name: keyof AppPaths): string => {
		const rule = folderRules[name];
		const given = environment[rule.variable];
		if (given !== undefined && isAbsolute(given)) return join(given, appName);
		const home = homeFolder(environment);
		if (platform === 'win32') {
			const variable = name === 'config' ? 'APPDATA' : 'LOCALAPPDATA';
			return join(environment[variable] ?? home, appName);
		}
		return join(home, platform === 'darwin' ? rule.darwin : rule.linux, appName);
	};
	return {config: folder('config'), state: folder('state')};
}

/** Without a home there is still a folder of one's own below the temporary one. */
function homeFolder(environment: Environment): string {
	const given = environment['HOME'];
	if (given !== undefined && isAbsolute(given)) return given;
	try {
		return homedir();
	} catch {
		return join(tmpdir(), `${appName}-${userInfo().uid}`);
	}
}
