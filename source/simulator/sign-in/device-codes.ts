import type {Instant} from '../../domain/job.ts';
import {MINUTE} from '../../domain/time.ts';
import type {Random} from '../random.ts';
import {demoUser} from '../tenant.ts';

const lifetimeMs = 10 * MINUTE;
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const alphanumerics = `${letters}0123456789`;

export type DeviceCode = {
	readonly clientId: string;
	readonly userCode: string;
	readonly deviceCode: string;
	readonly expiresAt: Instant;
	/** Who approved it, once somebody did. */
	readonly approvedBy: string | null;
};

export type DeviceCodes = {
	readonly create: (clientId: string, now: Instant) => DeviceCode;
	/** What the person does on the web page: enters the code. False for a code nobody was given. */
	readonly approve: (userCode: string, user: string) => boolean;
	/** Codes that wait for somebody. */
	readonly waiting: () => readonly DeviceCode[];
	/** Takes an approved code, which is gone afterwards, as an expired one is. Whose code it is, the caller looks. */
	readonly redeem: (deviceCode: string, now: Instant) => 'unknown' | 'expired' | 'waiting' | DeviceCode;
};

/** Codes of the device grant. With `autoApprove` the first poll finds each approved by user demo, for demonstrations. */
export function createDeviceCodes(random: Random, autoApprove: boolean): DeviceCodes {
	const codes = new Map<string, DeviceCode>();
	const draw = (alphabet: string, length: number): string =>
		Array.from({length}, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
	return {
		create(clientId, now) {
			const code: DeviceCode = {
				clientId,
				userCode: draw(letters, 8),
				deviceCode: draw(alphanumerics, 40),
				expiresAt: now + lifetimeMs,
				approvedBy: autoApprove ? demoUser.username : null,
			};
			codes.set(code.deviceCode, code);
			return code;
		},
		approve(userCode, user) {
			const code = [...codes.values()].find(one => one.userCode === userCode);
			if (!code) return false;
			codes.set(code.deviceCode, {...code, approvedBy: user});
			return true;
		},
		waiting: () => [...codes.values()].filter(code => code.approvedBy === null),
		redeem(deviceCode, now) {
			const code = codes.get(deviceCode);
			if (!code) return 'unknown';
			if (code.expiresAt <= now) {
				codes.delete(deviceCode);
				return 'expired';
			}
			if (code.approvedBy === null) return 'waiting';
			codes.delete(deviceCode);
			return code;
		},
	};
}
