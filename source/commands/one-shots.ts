/**
 * The one-shot commands, loaded together: the bundle is cut along such loads, and one file of all their code is read sooner
 * than the dozens of crumbs that they share. The simulator, which is as large as all of them, is loaded on its own.
 */
import {runCancel} from './cancel.ts';
import type {RunCommand} from './command.ts';
import type {CommandName} from './command-rows.ts';
import {runCompletion} from './completion.ts';
import {runConfig} from './config.ts';
import {connect} from './connect.ts';
import {runDoctor} from './doctor.ts';
import {runHistory} from './history.ts';
import {runList} from './list.ts';
import {runLogin} from './login.ts';
import {runLogout} from './logout.ts';
import {runOutput} from './output.ts';
import {runResubmit} from './resubmit.ts';
import {runStatus} from './status.ts';
import {runWait} from './wait.ts';
import {runWatch} from './watch.ts';
import {runWhoami} from './whoami.ts';

export const oneShots: Readonly<Record<Exclude<CommandName, '' | 'simulator'>, RunCommand>> = {
	list: runList,
	status: runStatus,
	cancel: runCancel,
	watch: runWatch,
	wait: runWait,
	history: runHistory,
	output: runOutput,
	resubmit: runResubmit,
	login: runLogin,
	logout: runLogout,
	whoami: runWhoami,
	doctor: runDoctor,
	config: runConfig,
	completion: runCompletion,
};

export {connect};
