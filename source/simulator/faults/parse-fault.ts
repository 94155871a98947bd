import {Failure} from '../../domain/failure.ts';
import {faultOptionForms, readFaultOption} from './fault-options.ts';
import {type FaultSpec, faultRows} from './faults.ts';

/** Reads `name` or `name:option,option`: `html-502:3`, `429:amount=5,path=/list`. Rejects with a `usage` failure. */
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
		const read = readFaultOption(option);
		if (!read) {
			throw new Failure('usage', `The fault "${text}" has an option that cannot be read: "${option}".`, {
				advice: `Options: ${faultOptionForms}.`,
			});
		}
		spec = {...spec, ...read};
	}
	return spec;
}
