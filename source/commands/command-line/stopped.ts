import {Failure} from '../../domain/failure.ts';

/** The person ended it: the exit code is that of the signal, which cli.tsx knows. */
export function stoppedFailure(): Failure {
	return new Failure('aborted', 'Stopped.');
}
