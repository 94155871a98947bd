import {MINUTE} from '../../domain/time.ts';
import type {ServiceTime} from '../service-time.ts';
import {tenantId} from '../tenant.ts';
import {isoInstant} from './stamps.ts';
import type {SubscriptionRequest} from './subscription-request.ts';

/** A subscription as the Notifications service, which keeps them, shows it. */
export type Subscription = Readonly<Record<string, unknown>> & {
	readonly uuid: string;
	/** Uuid of the job. */
	readonly subjectFilter: string;
	readonly typeFilter: string;
};

export type Subscriptions = {
	readonly add: (jobUuid: string, asked: SubscriptionRequest) => Subscription;
	readonly find: (uuid: string) => Subscription | undefined;
	/** Oldest first. */
	readonly ofJob: (jobUuid: string) => readonly Subscription[];
	readonly remove: (uuid: string) => void;
};

/** How long a subscription lasts that does not say, or says 0: a week. */
const usualMinutes = 10_080;

export function createSubscriptions(time: ServiceTime): Subscriptions {
	const known = new Map<string, Subscription>();
	return {
		add(jobUuid, {description, enabled, eventCategoryFilter, deliveryTargets, ttlMinutes, ttlminutes}) {
			const uuid = crypto.randomUUID();
			const now = time.now();
			const minutes = ttlMinutes || ttlminutes || usualMinutes;
			const subscription: Subscription = {
				tenant: tenantId,
				name: `${jobUuid}~${uuid}`,
				description: description ?? null,
				owner: 'jobs',
				enabled: enabled ?? true,
				typeFilter: `jobs.${eventCategoryFilter === 'ALL' ? '*' : eventCategoryFilter}.*`,
				subjectFilter: jobUuid,
				deliveryTargets,
				ttlMinutes: minutes,
				uuid,
				expiry: isoInstant(now + minutes * MINUTE),
				created: isoInstant(now),
				updated: isoInstant(now),
			};
			known.set(uuid, subscription);
			return subscription;
		},
		find: uuid => known.get(uuid),
		ofJob: jobUuid => [...known.values()].filter(one => one.subjectFilter === jobUuid),
		remove: uuid => void known.delete(uuid),
	};
}
