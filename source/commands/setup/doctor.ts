import {exitCodes} from '../../domain/exit-codes.ts';
import {isFailure} from '../../domain/failure.ts';
import type {CommandContext} from '../command-line/command.ts';
import {createPrinter} from '../command-line/printer.ts';
import {openSession, type Reach, reachTenant, type Session} from '../sign-in/session.ts';
import {
	checkClock,
	checkPaths,
	checkSettings,
	checkTerminal,
	checkToken,
	type Finding,
} from './doctor-checks.ts';

/** Looks at everything the program needs, one after the other, and says of each what to do about it. */
export async function runDoctor(context: CommandContext): Promise<number> {
	const {flags} = context;
	const printer = createPrinter(context);
	const findings: Finding[] = [];
	const note = (finding: Finding): void => {
		findings.push(finding);
		const {check, state, text, advice} = finding;
		if (flags.json === true) printer.json({check, state, text, advice});
		else printer.line(`${marks[state]} ${check.padEnd(10)} ${text}`);
		if (advice !== null && flags.json !== true) printer.line(`${''.padEnd(13)}${advice}`);
	};
	const attempt = async (
		check: string,
		run: () => Promise<readonly Finding[]> | readonly Finding[],
	): Promise<void> => {
		try {
			for (const finding of await run()) note(finding);
		} catch (error) {
			if (!isFailure(error)) throw error;
			note({check, state: 'wrong', text: error.message, advice: error.advice});
		}
	};

	let session: Session | undefined;
	let reach: Reach | undefined;
	await attempt('terminal', () => checkTerminal(context));
	await attempt('settings', () => {
		session = openSession(context);
		return checkSettings(session);
	});
	const opened = session;
	if (opened !== undefined) {
		await attempt('paths', () => checkPaths(opened));
		await attempt('sign-in', async () => {
			reach = await reachTenant(opened, context, printer.warn);
			return checkToken(opened, reach, context);
		});
		const reached = reach;
		if (reached !== undefined) await attempt('service', () => checkClock(reached, context));
		opened.close();
	}
	return findings.some(finding => finding.state === 'wrong') ? exitCodes.failed : exitCodes.done;
}

const marks = {good: 'ok   ', note: 'note ', wrong: 'WRONG'} as const;
