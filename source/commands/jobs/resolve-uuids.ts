import {Failure} from '../../domain/failure.ts';
import {type JobUuid, parseJobUuid, uuidLooks} from '../../domain/job.ts';
import type {TapisApi} from '../../domain/tapis-api.ts';
import {readJobs} from '../../following/read-jobs.ts';

const shape = 'hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh-007';
const shortestPrefix = 4;

/**
 * The jobs that words on the command line mean: whole uuids, or the first letters of one of the caller's own jobs. Every word is
 * looked at before any request is made, so that a slip of the finger costs nothing.
 */
export async function resolveUuids(
	words: readonly string[],
	api: TapisApi,
	signal: AbortSignal,
): Promise<readonly JobUuid[]> {
	const wanted = words.map(readWord);
	const isLookupNeeded = wanted.some(one => one.kind === 'prefix');
	const own: JobUuid[] = [];
	if (isLookupNeeded) {
		for await (const job of readJobs(api, {listType: 'MY_JOBS', signal})) own.push(job.uuid);
	}
	const found = wanted.map(one => (one.kind === 'uuid' ? one.uuid : onlyMatch(one.text, own)));
	return [...new Set(found)];
}

type Word =
	| {readonly kind: 'uuid'; readonly uuid: JobUuid}
	| {readonly kind: 'prefix'; readonly text: string};

function readWord(word: string): Word {
	const uuid = parseJobUuid(word);
	if (uuid !== undefined) return {kind: 'uuid', uuid};
	const text = word.trim().toLowerCase();
	const isBegun = text.length < 36 && [...text].every((letter, at) => isLetterOfShape(letter, shape[at]!));
	if (isBegun && text.length >= shortestPrefix) return {kind: 'prefix', text};
	throw new Failure('usage', `\`${word}\` is not the uuid of a job.`, {
		advice: isBegun
			? `Give at least its first ${shortestPrefix} characters; \`tapis-jobs list --columns uuid,name\` shows them.`
			: `${uuidLooks}; \`tapis-jobs list --columns uuid,name\` shows them.`,
	});
}

function isLetterOfShape(letter: string, wanted: string): boolean {
	return wanted === 'h' ? /[0-9a-f]/.test(letter) : letter === wanted;
}

function onlyMatch(prefix: string, uuids: readonly JobUuid[]): JobUuid {
	const matches = uuids.filter(uuid => uuid.toLowerCase().startsWith(prefix));
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
