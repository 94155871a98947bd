/** From more than so many jobs on, one `y` is too easily typed: their number is asked for before they are changed. */
const manyJobs = 5;

export function areMany(count: number): boolean {
	return count > manyJobs;
}
