import {describe, expect, it} from 'vitest';
import {changedFields} from '../../source/domain/job-request.ts';

describe('the fields that were changed in a request', () => {
	it('are named by their path, into objects and lists', () => {
		const before = {
			name: 'a',
			fileInputs: [{name: 'inputs', is: true}],
			parameterSet: {appArgs: [{arg: '-n'}]},
		};
		const after = {
			name: 'a',
			fileInputs: [{name: 'renamed', is: true}],
			parameterSet: {appArgs: [{arg: '-m'}]},
		};
		expect(changedFields(before, after)).toEqual([
			{name: 'fileInputs[0].name', before: '"inputs"', after: '"renamed"'},
			{name: 'parameterSet.appArgs[0].arg', before: '"-n"', after: '"-m"'},
		]);
	});

	it('tell what one of the two does not have as none', () => {
		expect(changedFields({tags: ['a', 'b'], limit: 1}, {tags: ['a'], more: null})).toEqual([
			{name: 'tags[1]', before: '"b"', after: 'none'},
			{name: 'more', before: 'none', after: 'null'},
			{name: 'limit', before: '1', after: 'none'},
		]);
		expect(changedFields({tags: []}, {tags: [['a']]})).toEqual([
			{name: 'tags[0]', before: 'none', after: '["a"]'},
		]);
		expect(changedFields({}, {constructor: 1})).toEqual([{name: 'constructor', before: 'none', after: '1'}]);
	});

	it('are told whole where one side is another kind of thing', () => {
		expect(changedFields({notes: {a: 1}, tags: []}, {notes: [1], tags: {}})).toEqual([
			{name: 'notes', before: '{"a":1}', after: '[1]'},
			{name: 'tags', before: '[]', after: '{}'},
		]);
	});

	it('are none where nothing differs', () => {
		expect(changedFields({a: [{b: 1}], c: null}, {c: null, a: [{b: 1}]})).toEqual([]);
	});
});
