import type {Failure} from '../../domain/failure.ts';

/** A failure as the lines a command ends with: what went wrong, what to do, and by what the service's support finds the request. */
export function failureText({message, advice, supportId}: Failure): string {
	const lines = [message, advice];
	if (supportId !== undefined) lines.push(`Tapis tracking id: ${supportId}`);
	return lines.join('\n');
}
