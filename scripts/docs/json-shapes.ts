/** The shapes of `--json`: docs/json.md is written from here, and the tests hold every command to them. */

import {exitCodes} from '../../source/domain/exit-codes.ts';
import type {Job} from '../../source/domain/job.ts';
import {table} from './markdown.ts';

export type JsonField = {
	readonly type: 'text' | 'uuid' | 'instant' | 'number' | 'boolean' | 'texts' | 'job' | 'object' | 'any';
	readonly canBeNull?: boolean;
	/** The only values there are. */
	readonly values?: readonly string[];
	readonly about: string;
};

export type JsonShape = {
	readonly title: string;
	/** What writes lines of this shape. */
	readonly from: readonly string[];
	readonly fields: Readonly<Record<string, JsonField>>;
};

const text = (about: string): JsonField => ({type: 'text', about});
const textOrNull = (about: string): JsonField => ({type: 'text', canBeNull: true, about});
const instant = (about: string): JsonField => ({type: 'instant', canBeNull: true, about});
const uuid: JsonField = {type: 'uuid', about: 'The uuid of the job.'};

export const jsonShapes = {
	job: {
		title: 'A job',
		from: ['list', 'resubmit'],
		fields: {
			uuid,
			name: text('Its name.'),
			owner: text('Its owner.'),
			tenant: text('The tenant.'),
			appId: text('The app.'),
			appVersion: text('The version of the app.'),
			execSystemId: text('The system it runs on.'),
			archiveSystemId: text('The system its outputs go to.'),
			status: text('As the service spells it; a newer service may know others than this program.'),
			condition: textOrNull(
				'Why it ended; some servers leave it out of listings, `status` always asks for it.',
			),
			created: instant('When it was created.'),
			remoteStarted: instant('When the application began to run.'),
			remoteEnded: instant('When the application ended; its outputs are archived after that.'),
			ended: instant('When it ended.'),
			lastUpdated: instant('When the service last looked at it; not the time of the last change.'),
			remoteJobId: textOrNull('The scheduler’s id.'),
			lastMessage: textOrNull('The last message, its first 400 characters.'),
			maxMinutes: {type: 'number', canBeNull: true, about: 'The limit of its run, in minutes.'},
			tags: {type: 'texts', about: 'Its tags.'},
		} satisfies Readonly<Record<keyof Job, JsonField>>,
	},
	status: {
		title: 'A status',
		from: ['status'],
		fields: {
			uuid,
			name: text('Its name.'),
			status: text('As the service spells it.'),
			condition: textOrNull('Why it ended; null while it goes on.'),
			lastMessage: textOrNull('The last message.'),
			created: instant('When it was created.'),
			ended: instant('When it ended.'),
		},
	},
	change: {
		title: 'A change of a job',
		from: ['watch', 'wait'],
		fields: {
			at: {type: 'instant', about: 'When it was seen.'},
			event: {
				type: 'text',
				values: ['job-seen', 'job-added', 'status-changed', 'job-ended', 'job-gone'],
				about: 'What has changed; `job-seen` is where a job stands at the start of `wait`.',
			},
			uuid,
			from: textOrNull('The status before, where there was one.'),
			job: {type: 'job', about: 'The job after the change.'},
			text: text('The change in words.'),
		},
	},
	cancel: {
		title: 'What came of a cancel',
		from: ['cancel'],
		fields: {
			uuid,
			name: textOrNull('Its name, where the job could be read.'),
			status: textOrNull('The status seen last.'),
			outcome: {
				type: 'text',
				values: [
					'would-cancel',
					'accepted',
					'cancelled',
					'ended-otherwise',
					'already-ended',
					'refused',
					'unknown',
					'not-sent',
				],
				about: '`accepted` without --wait: the service carries it out later.',
			},
			text: text('The outcome in words.'),
		},
	},
	historyEvent: {
		title: 'An event of the history',
		from: ['history'],
		fields: {
			event: text('JOB_NEW_STATUS, JOB_ERROR_MESSAGE and others.'),
			created: instant('When it happened.'),
			eventDetail: textOrNull('For JOB_NEW_STATUS the new status.'),
			message: textOrNull('The event in the service’s words.'),
			transferTaskUuid: textOrNull('The file transfer it is about.'),
			transfer: {type: 'object', canBeNull: true, about: 'Progress of that transfer.'},
		},
	},
	file: {
		title: 'A file of the output',
		from: ['output --list'],
		fields: {
			name: text('Its name.'),
			path: text('Relative to the job’s output directory; `output UUID PATH` takes it.'),
			kind: {type: 'text', values: ['file', 'dir', 'link', 'other'], about: 'What it is.'},
			size: {type: 'number', about: 'Bytes.'},
			lastModified: instant('When it was changed last.'),
		},
	},
	whoami: {
		title: 'Who is signed in',
		from: ['whoami'],
		fields: {
			username: text('The user, as the service knows it.'),
			tenant: text('The tenant.'),
			baseUrl: text('Its base URL.'),
			profile: textOrNull('The profile in use.'),
			tokenFrom: textOrNull('Where the token came from.'),
			expiresAt: instant('When it expires.'),
			renewsItself: {type: 'boolean', about: 'Whether it is renewed without anybody signing in.'},
		},
	},
	setting: {
		title: 'A setting, or a part of the connection',
		from: ['config', 'config get'],
		fields: {
			name: text('Its name.'),
			value: {
				type: 'any',
				canBeNull: true,
				about: 'Its value; durations in milliseconds. Of a secret `set`, and never more.',
			},
			from: text(
				'Where the value comes from: a flag, a variable, a profile, a file, `default`, or `not set`.',
			),
			about: text('What it is for.'),
		},
	},
	finding: {
		title: 'A finding',
		from: ['doctor'],
		fields: {
			check: text('What was looked at.'),
			state: {
				type: 'text',
				values: ['good', 'note', 'wrong'],
				about: `\`wrong\` makes the exit code ${exitCodes.failed}.`,
			},
			text: text('What was found.'),
			advice: textOrNull('What to do about it.'),
		},
	},
} as const satisfies Readonly<Record<string, JsonShape>>;

export type JsonShapeName = keyof typeof jsonShapes;

/** A shape as a JSON schema: exactly these fields, all of them, always. */
export function jsonSchema(name: JsonShapeName): object {
	const fields: Readonly<Record<string, JsonField>> = jsonShapes[name].fields;
	return {
		type: 'object',
		properties: Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, fieldSchema(field)])),
		required: Object.keys(fields),
		additionalProperties: false,
	};
}

function fieldSchema({type, canBeNull, values}: JsonField): object {
	if (type === 'any') return {};
	const plain = {
		text: {type: 'string', ...(values === undefined ? {} : {enum: values})},
		uuid: {type: 'string', pattern: '^[0-9a-f-]{36}-007$'},
		instant: {type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$'},
		number: {type: 'number'},
		boolean: {type: 'boolean'},
		texts: {type: 'array', items: {type: 'string'}},
		job: type === 'job' ? jsonSchema('job') : {},
		object: {type: 'object'},
	}[type];
	return canBeNull === true ? {anyOf: [plain, {type: 'null'}]} : plain;
}

/** docs/json.md. */
export function jsonPage(): string {
	const shapes: readonly JsonShape[] = Object.values(jsonShapes);
	return [
		'# What `--json` writes',
		'',
		'One JSON object a line, on standard output. Every field is always there; one that has no value is null. Instants are ISO 8601 in UTC with milliseconds. Fields may be added in later versions, never renamed or taken away.',
		'',
		'`resubmit --dry-run` writes the stored request, which is the service’s own. `simulator --json` writes one object with `url` and `token`.',
		...shapes.flatMap(shape => [
			'',
			`## ${shape.title}`,
			'',
			`From ${shape.from.map(name => `\`${name}\``).join(', ')}.`,
			'',
			table(
				['Field', 'Type', 'Meaning'],
				Object.entries(shape.fields).map(([name, field]) => [`\`${name}\``, typeText(field), field.about]),
			),
		]),
		'',
	].join('\n');
}

function typeText({type, canBeNull, values}: JsonField): string {
	const kind = values === undefined ? type : values.map(value => `\`${value}\``).join(', ');
	return canBeNull === true ? `${kind}, null` : kind;
}
