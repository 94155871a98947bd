import {Failure} from '../../domain/failure.ts';
import {emptyFilter, type JobFilter, parseFilter} from '../../domain/filter/filter.ts';
import {defaultOrder, type JobOrder, parseOrder} from '../../domain/order.ts';
import type {Flags} from './flags.ts';

/** The filter of `--filter`. A `usage` Failure shows what is wrong, and where in the text. */
export function readFilter(flags: Flags): JobFilter {
	if (flags.filter === undefined) return emptyFilter;
	const parsed = parseFilter(flags.filter);
	if (parsed.ok) return parsed.filter;
	const {message, start, end} = parsed.problem;
	throw new Failure('usage', `The filter cannot be read. ${message}`, {
		advice: `${flags.filter}\n${' '.repeat(start)}${'^'.repeat(Math.max(1, end - start))}`,
	});
}

/** The order of `--sort`. */
export function readOrder(flags: Flags): JobOrder {
	if (flags.sort === undefined) return defaultOrder;
	const parsed = parseOrder(flags.sort);
	if (parsed.ok) return parsed.order;
	throw new Failure('usage', parsed.problem, {advice: 'See `tapis-jobs list --help`.'});
}
