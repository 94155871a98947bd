import {Failure} from '../../domain/failure.ts';
import {type JobUuid, uuidLooks} from '../../domain/job.ts';
import type {TapisApi} from '../../domain/tapis-api.ts';
import {readJobs} from '../../following/read-jobs.ts';
import {readGivenUuids} from '../../tapis/given-uuids.ts';

const shape = 'hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh-007';
const shortestPrefix = 4;

/**
 * The jobs that words on the command line mean: whole uuids, as they are typed where the service knows them so, or the first letters
 * of one of the caller's own jobs. Rejects before anything is changed where one of the words means none.
 */
export async function resolveUuids(
	words: readonly string[],
	api: TapisApi,
	signal: AbortSignal,
): Promise<readonly JobUuid[]> {
	const whole = await readGivenUuids(
		words.filter(word => !isPrefix(word)),
		api,
		{signal},
	);
	const slip = words.find(word => !isPrefix(word) && !whole.has(word));
	if (slip !== undefined) throw notUuid(slip);
	const own: JobUuid[] = [];
	if (words.some(isPrefix)) {
		for await (const job of readJobs(api, {listType: 'MY_JOBS', signal})) own.push(job.uuid);
	}
	return [...new Set(words.map(word => whole.get(word) ?? onlyMatch(word.trim(), own)))];
}

function isPrefix(word: string): boolean {
	return word.trim().length >= shortestPrefix && isBegun(word);
}

/** Whether the word is the beginning of a uuid, at most all but its suffix. */
function isBegun(word: string): boolean {
	const text = word.trim().toLowerCase();
	return text.length < 36 && [...text].every((letter, at) => isLetterOfShape(letter, shape[at]!));
}

function notUuid(word: string): Failure {
	return new Failure('usage', `\`${word}\` is not the uuid of a job.`, {
		advice: isBegun(word)
			? `Give at least its first ${shortestPrefix} characters; \`tapis-jobs list --columns uuid,name\` shows them.`
			: `${uuidLooks}; \`tapis-jobs list --columns uuid,name\` shows them.`,
	});
}

function isLetterOfShape(letter: string, wanted: string): boolean {
	return wanted === 'h' ? /[0-9a-f]/.test(letter) : letter === wanted;
}

function onlyMatch(prefix: string, uuids: readonly JobUuid[]): JobUuid {
	const exact = uuids.find(uuid => uuid === prefix);
	if (exact !== undefined) return exact;
	const matches = uuids.filter(uuid => uuid.toLowerCase().startsWith(prefix.toLowerCase()));
	const [first] = matches;
	if (first === undefined)
		throw new Failure('not-found', `None of your jobs has a uuid that begins with ${prefix}.`);
	if (matches.length === 1) return first;
	const some = matches.slice(0, 5).join(', ');
	throw new Failure('usage', `${matches.length} of your jobs have a uuid that begins with ${prefix}.`, {
		advice: `Give more of it: ${some}${matches.length > 5 ? ', …' : ''}`,
	});
}

/** The words given, with what stands on standard input in place of `-`. */
export async function wordsFrom(
	args: readonly string[],
	stdin: NodeJS.ReadStream,
): Promise<readonly string[]> {
	if (!args.includes('-')) return args;
	let text = '';
	for await (const chunk of stdin.setEncoding('utf8')) text += chunk;
	const piped = text.split(/\s+/).filter(word => word !== '');
	return args.flatMap(word => (word === '-' ? piped : [word]));
}
