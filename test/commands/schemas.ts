import {Ajv} from 'ajv';
import {type JsonShapeName, jsonSchema} from '../../scripts/docs/json-shapes.ts';

const ajv = new Ajv({allErrors: true});

/** Throws, with every fault in it, when a line has not the shape it is documented to have. */
export function checkShape(name: JsonShapeName, value: unknown): void {
	const check = ajv.compile(jsonSchema(name));
	if (!check(value)) throw new Error(`${name}: ${ajv.errorsText(check.errors)} in ${JSON.stringify(value)}`);
}
