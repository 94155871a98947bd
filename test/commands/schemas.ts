import {Ajv} from 'ajv';

const text = {type: 'string'} as const;
const textOrNull = {type: ['string', 'null']} as const;
const instantOrNull = {
	type: ['string', 'null'],
	pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$',
} as const;
const uuid = {type: 'string', pattern: '^[0-9a-f-]{36}-007$'} as const;
const countOrNull = {type: ['number', 'null']} as const;

/** Exactly these fields, every one of them, always: what scripts can rely on. */
function object(properties: Readonly<Record<string, object>>): object {
	return {type: 'object', properties, required: Object.keys(properties), additionalProperties: false};
}

const job = object({
	uuid,
	name: text,
	owner: text,
	tenant: text,
	appId: text,
	appVersion: text,
	execSystemId: text,
	archiveSystemId: text,
	status: text,
	condition: textOrNull,
	created: instantOrNull,
	remoteStarted: instantOrNull,
	ended: instantOrNull,
	lastUpdated: instantOrNull,
	remoteJobId: textOrNull,
	lastMessage: textOrNull,
	maxMinutes: countOrNull,
	tags: {type: 'array', items: text},
});

/** The shapes of `--json`, one for each kind of line. */
const schemas = {
	job,
	status: object({
		uuid,
		name: text,
		status: text,
		condition: textOrNull,
		lastMessage: textOrNull,
		created: instantOrNull,
		ended: instantOrNull,
	}),
	change: object({at: instantOrNull, event: text, uuid, from: textOrNull, job, text}),
	cancel: object({
		uuid,
		name: textOrNull,
		status: textOrNull,
		outcome: {
			enum: [
				'would-cancel',
				'accepted',
				'cancelled',
				'ended-otherwise',
				'already-ended',
				'refused',
				'unknown',
				'not-sent',
				'withdrawn',
			],
		},
		text,
	}),
	historyEvent: object({
		event: text,
		created: instantOrNull,
		eventDetail: textOrNull,
		message: textOrNull,
		transferTaskUuid: textOrNull,
		transfer: {type: ['object', 'null']},
	}),
	file: object({
		name: text,
		path: text,
		kind: {enum: ['file', 'dir', 'link', 'other']},
		size: {type: 'number'},
		lastModified: instantOrNull,
	}),
	whoami: object({
		username: text,
		tenant: text,
		baseUrl: text,
		profile: textOrNull,
		tokenFrom: textOrNull,
		expiresAt: instantOrNull,
		renewsItself: {type: 'boolean'},
	}),
	setting: object({name: text, value: {}, from: text, about: text}),
	finding: object({check: text, state: {enum: ['good', 'note', 'wrong']}, text, advice: textOrNull}),
} as const;

const ajv = new Ajv({allErrors: true, allowUnionTypes: true});

/** Throws, with every fault in it, when a line has not the shape it is documented to have. */
export function checkShape(name: keyof typeof schemas, value: unknown): void {
	const check = ajv.compile(schemas[name]);
	if (!check(value)) throw new Error(`${name}: ${ajv.errorsText(check.errors)} in ${JSON.stringify(value)}`);
}
