import {isRecord} from '../../domain/json.ts';

/** What a value of a JSON payload must be: as much of JSON Schema as the service's own schemas use. */
export type PayloadRule =
	| {
			readonly kind: 'string';
			readonly shortest?: number;
			readonly longest?: number;
			readonly oneOf?: readonly string[];
			readonly orNull?: true;
	  }
	| {readonly kind: 'integer'; readonly least?: number}
	| {readonly kind: 'boolean'}
	| {readonly kind: 'array'; readonly items?: PayloadRule; readonly fewest?: number}
	| ObjectRule;

export type ObjectRule = {
	readonly kind: 'object';
	/** The keys it may have, and no others; any where this is left out. */
	readonly keys?: Readonly<Record<string, PayloadRule>>;
	readonly required?: readonly string[];
};

/** What is wrong with a value, and where in the payload it stands; undefined where nothing is. */
export function payloadProblem(rule: PayloadRule, value: unknown, at = '#'): string | undefined {
	const wrong = (reason: string): string => `${at}: ${reason}`;
	const wrongType = wrong(`expected type: ${rule.kind}`);
	switch (rule.kind) {
		case 'string': {
			if (value === null && rule.orNull) return undefined;
			if (typeof value !== 'string') return wrongType;
			const {shortest = 0, longest = Number.POSITIVE_INFINITY, oneOf} = rule;
			if (value.length < shortest) return wrong(`expected minLength: ${shortest}, actual: ${value.length}`);
			if (value.length > longest) return wrong(`expected maxLength: ${longest}, actual: ${value.length}`);
			return oneOf && !oneOf.includes(value) ? wrong(`${value} is not a valid enum value`) : undefined;
		}
		case 'integer': {
			if (!Number.isInteger(value)) return wrongType;
			const {least = Number.NEGATIVE_INFINITY} = rule;
			return (value as number) < least ? wrong(`${value} is not greater or equal to ${least}`) : undefined;
		}
		case 'boolean':
			return typeof value === 'boolean' ? undefined : wrongType;
		case 'array': {
			if (!Array.isArray(value)) return wrongType;
			const {items, fewest = 0} = rule;
			if (value.length < fewest)
				return wrong(`expected minimum item count: ${fewest}, found: ${value.length}`);
			return items && firstProblem(value.map((one, index) => payloadProblem(items, one, `${at}/${index}`)));
		}
		case 'object': {
			if (!isRecord(value)) return wrongType;
			const {keys, required = []} = rule;
			const missing = required.find(name => !(name in value));
			if (missing !== undefined) return wrong(`required key [${missing}] not found`);
			if (!keys) return undefined;
			const extra = Object.keys(value).find(name => !Object.hasOwn(keys, name));
			if (extra !== undefined) return wrong(`extraneous key [${extra}] is not permitted`);
			return firstProblem(
				Object.entries(value).map(([name, one]) => payloadProblem(keys[name]!, one, `${at}/${name}`)),
			);
		}
	}
}

function firstProblem(problems: readonly (string | undefined)[]): string | undefined {
	return problems.find(problem => problem !== undefined);
}
