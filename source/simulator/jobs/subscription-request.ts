import type {PayloadRule} from '../http/payload-rules.ts';

/** The categories of events that can be subscribed to. */
const categories = [
	'JOB_NEW_STATUS',
	'JOB_INPUT_TRANSACTION_ID',
	'JOB_ARCHIVE_TRANSACTION_ID',
	'JOB_SUBSCRIPTION',
	'JOB_SHARE_EVENT',
	'JOB_ERROR_MESSAGE',
	'JOB_USER_EVENT',
	'ALL',
] as const;

/** A subscription as it is asked for, by itself or within a request for a job. */
export type SubscriptionRequest = {
	readonly eventCategoryFilter: (typeof categories)[number];
	readonly deliveryTargets: readonly {readonly deliveryMethod: string; readonly deliveryAddress: string}[];
	readonly description?: string;
	readonly enabled?: boolean;
	readonly ttlMinutes?: number;
	/** The same, as the OpenAPI of the service spells it. */
	readonly ttlminutes?: number;
};

const minutes: PayloadRule = {kind: 'integer', least: 0};

/** The service's schema (JobSubscribeRequest.json), with the second spelling of the minutes. */
export const subscriptionRule: PayloadRule = {
	kind: 'object',
	keys: {
		description: {kind: 'string', shortest: 1, longest: 2048},
		enabled: {kind: 'boolean'},
		ttlMinutes: minutes,
		ttlminutes: minutes,
		eventCategoryFilter: {kind: 'string', oneOf: categories},
		deliveryTargets: {
			kind: 'array',
			fewest: 1,
			items: {
				kind: 'object',
				keys: {
					deliveryMethod: {kind: 'string', oneOf: ['WEBHOOK', 'EMAIL']},
					deliveryAddress: {kind: 'string', shortest: 1, longest: 2048},
				},
				required: ['deliveryMethod', 'deliveryAddress'],
			},
		},
	},
	required: ['eventCategoryFilter', 'deliveryTargets'],
};
