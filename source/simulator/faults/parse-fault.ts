import {Failure} from '../../domain/failure.ts';
import {type FaultSpec, faultRows} from './faults.ts';

/**
 * Reads `name` or `name:option,option`, where an option is a bare number (how often) or `times=`, `chance=`, `path=`, `after=` or
 * `amount=`: `html-502:3`, `429:amount=5,path=/list`. Rejects with a `usage` failure.
 */
export function parseFault(text: string): FaultSpec {
	const [name = '', ...rest] = text.split(':');
	const row = faultRows.find(one => one.name === name);
	if (!row) {
		throw new Failure('usage', `There is no fault "${name}".`, {
			advice: `Faults: ${faultRows.map(one => one.name).join(', ')}.`,
		});
	}
	let spec: FaultSpec = {name: row.name};
	for (const option of rest
		.join(':')
		.split(',')
		.filter(one => one !== '')) {
		const [key, value] = option.includes('=')
			? [option.slice(0, option.indexOf('=')), option.slice(option.indexOf('=') + 1)]
			: ['times', option];
		if (key === 'path') spec = {...spec, path: value};
		else if (/^\d+(\.\d+)?$/.test(value)) spec = withNumber(spec, key, Number(value), text);
		else throw badOption(text, option);
	}
	return spec;
}

function withNumber(spec: FaultSpec, key: string, value: number, text: string): FaultSpec {
	switch (key) {
		case 'times':
		case 'after':
		case 'amount':
			return {...spec, [key]: value};
		case 'chance':
			return {...spec, probability: value};
		default:
			throw badOption(text, key);
	}
}

function badOption(text: string, option: string): Failure {
	return new Failure('usage', `The fault "${text}" has an option that cannot be read: "${option}".`, {
		advice:
			'Options are a number of times, times=N, chance=0.2, path=/list, after=N, amount=N, with commas between them.',
	});
}
