import {describe, expect, it} from 'vitest';
import {readSupplyChain} from '../../scripts/supply-chain.ts';
import {noteCases} from './figures.ts';

const chain = await readSupplyChain();

describe('what comes from others', () => {
	it('is locked with a checksum, under a licence that allows its use, and asks for nothing at run time', () => {
		expect(chain.problems).toEqual([]);
		const packages = [...chain.licences.values()].flat();
		expect(packages.length).toBeGreaterThan(50);
		noteCases(
			packages.length,
			[...chain.licences].map(([licence, {length}]) => `${licence} ${length}`).join(', '),
		);
	});

	it('is in the bundle with a stated licence each', () => {
		expect(chain.bundled).toEqual(expect.arrayContaining(['react', 'ink', 'commander', 'conf']));
		const unstated = chain.licences.get('none stated') ?? [];
		expect(chain.bundled.filter(name => unstated.some(one => one.startsWith(`${name}@`)))).toEqual([]);
		noteCases(chain.bundled.length, `in what is shipped: ${chain.bundled.join(', ')}`);
	});
});
