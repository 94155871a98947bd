import {constants} from 'node:fs';
import {access} from 'node:fs/promises';
import {dirname} from 'node:path';
import {formatDuration, formatInstant, MINUTE, SECOND} from '../../domain/time.ts';
import {type ColourDepth, canDraw, languageSetting, readCapabilities} from '../../terminal/capabilities.ts';
import type {CommandContext} from '../command-line/command.ts';
import type {Reach, Session} from '../sign-in/session.ts';

/** What was found about one thing, and what to do; `note` is worth knowing and no fault. */
export type Finding = {
	readonly check: string;
	readonly state: 'good' | 'note' | 'wrong';
	readonly text: string;
	readonly advice: string | null;
};

const good = (check: string, text: string): Finding => ({check, state: 'good', text, advice: null});
const note = (check: string, text: string, advice: string): Finding => ({check, state: 'note', text, advice});
const wrong = (check: string, text: string, advice: string): Finding => ({
	check,
	state: 'wrong',
	text,
	advice,
});

/** A clock this far from the service's makes ages wrong, and tokens seem to hold when they do not. */
const clockLimitMs = 30 * SECOND;

const colourWords = {
	none: 'no colours',
	16: '16 colours',
	256: '256 colours',
	full: 'all colours',
} as const satisfies Readonly<Record<ColourDepth, string>>;

export function checkTerminal({stdout, env}: Pick<CommandContext, 'stdout' | 'env'>): readonly Finding[] {
	if (!stdout.isTTY) {
		return [
			note('terminal', 'Output goes to a file or a pipe.', 'Run it in the terminal to check that too.'),
		];
	}
	const term = env['TERM'] || 'no TERM';
	const size = `${stdout.columns}x${stdout.rows}`;
	const can = readCapabilities(env);
	const findings: Finding[] = [];
	if (canDraw(env)) {
		findings.push(good('terminal', `${term}, ${size}, ${colourWords[can.colours]}`));
	} else {
		const advice = 'Set TERM, for example to xterm-256color, or use `tapis-jobs watch`.';
		findings.push(wrong('terminal', `TERM is ${term}, so the monitor cannot draw.`, advice));
	}
	if (stdout.columns < 60 || stdout.rows < 12) {
		findings.push(note('terminal', `${size} is small.`, 'From 80x24 on every column has room.'));
	}
	if (can.isAscii) {
		const text = `The language setting (${languageSetting(env) || 'none'}) does not say UTF-8, so ASCII is drawn.`;
		findings.push(note('terminal', text, 'If the terminal takes UTF-8: LANG=en_US.UTF-8.'));
	}
	if (can.multiplexer === 'tmux') {
		const advice = 'For notifications through tmux: `set -g allow-passthrough on`.';
		findings.push(note('terminal', 'This is tmux.', advice));
	}
	return findings;
}

export function checkSettings({settings, warnings}: Session): readonly Finding[] {
	if (warnings.length === 0) return [good('settings', settings.path)];
	return warnings.map(warning => wrong('settings', warning, '`tapis-jobs config` shows what is in force.'));
}

export async function checkPaths({paths}: Session): Promise<readonly Finding[]> {
	return Promise.all(
		[paths.config, paths.state].map(async path => {
			const place = await nearestExisting(path);
			try {
				await access(place, constants.W_OK);
				return good('paths', path);
			} catch {
				return wrong(
					'paths',
					`${place} cannot be written.`,
					'Settings and pending cancels would be lost; check its owner and space.',
				);
			}
		}),
	);
}

async function nearestExisting(path: string): Promise<string> {
	for (let place = path; ; place = dirname(place)) {
		try {
			await access(place, constants.F_OK);
			return place;
		} catch {
			if (dirname(place) === place) return place;
		}
	}
}

export function checkToken(
	{connection}: Session,
	{tokens, identity, baseUrl}: Reach,
	context: CommandContext,
): readonly Finding[] {
	const origin = connection.accessToken?.from ?? 'TAPIS_PASSWORD';
	const who = `${identity.user} @ ${identity.tenant} at ${baseUrl}, by ${origin}`;
	if (tokens.claims()?.tokenType === 'refresh') {
		return [
			wrong(
				'sign-in',
				`${origin} holds a refresh token.`,
				'Set it to an access token, or use `tapis-jobs login`.',
			),
		];
	}
	const expiresAt = tokens.expiresAt();
	if (expiresAt === null) return [good('sign-in', who)];
	const leftMs = expiresAt - context.clock.now();
	const until = `until ${formatInstant(expiresAt)}`;
	if (tokens.canRenew()) return [good('sign-in', `${who}, ${until}, renewed by itself`)];
	if (leftMs <= 0)
		return [wrong('sign-in', `The token has expired (${until}).`, 'Sign in with `tapis-jobs login`.')];
	if (leftMs < 30 * MINUTE) {
		return [
			note(
				'sign-in',
				`${who}, ${until}: ${formatDuration(leftMs)} left.`,
				'Sign in anew with `tapis-jobs login`.',
			),
		];
	}
	return [good('sign-in', `${who}, ${until}`)];
}

/** One small request tells whether the service answers, takes the token, and has the same time. */
export async function checkClock({api}: Reach, {clock, signal}: CommandContext): Promise<readonly Finding[]> {
	const startedAt = clock.monotonic();
	const page = await api.getJobList({listType: 'MY_JOBS', limit: 1, computeTotal: true}, {signal});
	const roundTripMs = Math.round(clock.monotonic() - startedAt);
	const count =
		page.totalCount === null ? '' : `, ${page.totalCount} ${page.totalCount === 1 ? 'job' : 'jobs'}`;
	const findings = [good('service', `answers in ${roundTripMs} ms${count}`)];
	if (page.serverTime === null) return findings;
	const offMs = clock.now() - page.serverTime;
	if (Math.abs(offMs) <= clockLimitMs) return [...findings, good('clock', 'agrees with the service’s')];
	const text = `This machine’s clock is ${formatDuration(Math.abs(offMs))} ${offMs > 0 ? 'ahead of' : 'behind'} the service’s.`;
	return [
		...findings,
		wrong('clock', text, 'Set it by NTP (timedatectl set-ntp true), or tell the administrator.'),
	];
}
