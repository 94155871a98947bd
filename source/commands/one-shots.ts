/**
 * The one-shot commands, loaded together: the bundle is cut along such loads, and one file of all their code is read sooner
 * than the dozens of crumbs that they share. The simulator, which is as large as all of them, is loaded on its own.
 */

import type {RunCommand} from './command-line/command.ts';
import type {CommandName} from './command-line/command-rows.ts';
import {runCompletion} from './completion/completion.ts';
import {runCancel} from './jobs/cancel.ts';
import {runHide, runUnhide} from './jobs/hide.ts';
import {runHistory} from './jobs/history.ts';
import {runList} from './jobs/list.ts';
import {runOutput} from './jobs/output.ts';
import {runResubmit} from './jobs/resubmit.ts';
import {runStatus} from './jobs/status.ts';
import {runWait} from './jobs/wait.ts';
import {runWatch} from './jobs/watch.ts';
import {runConfig} from './setup/config.ts';
import {runDoctor} from './setup/doctor.ts';
import {connect} from './sign-in/connect.ts';
import {runLogin} from './sign-in/login.ts';
import {runLogout} from './sign-in/logout.ts';
import {runWhoami} from './sign-in/whoami.ts';

export const oneShots: Readonly<Record<Exclude<CommandName, '' | 'simulator'>, RunCommand>> = {
	list: runList,
	status: runStatus,
	cancel: runCancel,
	watch: runWatch,
	wait: runWait,
	history: runHistory,
	output: runOutput,
	resubmit: runResubmit,
	hide: runHide,
	unhide: runUnhide,
	login: runLogin,
	logout: runLogout,
	whoami: runWhoami,
	doctor: runDoctor,
	config: runConfig,
	completion: runCompletion,
};

export {connect};
