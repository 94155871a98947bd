import {exitCodes} from '../../domain/exit-codes.ts';
import {Failure, isFailure} from '../../domain/failure.ts';
import type {JobDetail} from '../../domain/job.ts';
import type {OutputFile} from '../../domain/output.ts';
import type {TapisApi} from '../../domain/tapis-api.ts';
import {formatInstant} from '../../domain/time.ts';
import {createByteWriter} from '../command-line/byte-writer.ts';
import type {CommandContext} from '../command-line/command.ts';
import {instantJson} from '../command-line/instant-json.ts';
import {createPrinter} from '../command-line/printer.ts';
import {followOutput} from './follow-output.ts';
import {resolveUuids} from './resolve-uuids.ts';

/** Writes a file of a job's output to stdout, byte for byte, or lists the files. */
export async function runOutput(context: CommandContext): Promise<number> {
	const {args, flags, signal} = context;
	const {api} = await context.connect();
	const [uuid] = await resolveUuids(args.slice(0, 1), api, signal);
	const job = await api.getJob(uuid!, {signal});
	if (flags.list === true) {
		await listFiles(context, api, job, args[1] ?? '');
	} else {
		if (args[1] !== undefined) await refuseDirectory(context, api, job, args[1]);
		const path = args[1] ?? ownFile(job, flags.stderr === true);
		const write = createByteWriter(context);
		if (flags.follow === true) await followOutput(context, api, job, path, write);
		else for await (const bytes of api.streamOutput(job, path, {signal})) await write(bytes);
	}
	return exitCodes.done;
}

function ownFile(job: JobDetail, isStderr: boolean): string {
	if (!isStderr) return job.stdoutName;
	if (job.stderrName !== null) return job.stderrName;
	throw new Failure('not-found', 'This job has no file of its own for standard error.', {
		advice: `It is written into ${job.stdoutName}, with its output.`,
	});
}

/** A directory would come as a ZIP of all that is in it, or as a refusal that does not say why. */
async function refuseDirectory(
	{signal}: CommandContext,
	api: TapisApi,
	job: JobDetail,
	path: string,
): Promise<void> {
	let files: readonly OutputFile[];
	try {
		files = await api.getJobOutputList(job, path, {signal});
	} catch (error) {
		if (!isFailure(error) || error.kind === 'sign-in' || error.kind === 'aborted') throw error;
		// What cannot be listed may still be read; if not, the reading says why.
		return;
	}
	// The listing of a file is that file alone.
	const [only] = files;
	if (files.length === 1 && only?.kind !== 'dir' && only?.name === path.split('/').findLast(Boolean)) return;
	throw new Failure('usage', `\`${path}\` is a directory.`, {
		advice: `See what is in it with \`tapis-jobs output --list ${job.uuid} ${path}\`.`,
	});
}

async function listFiles(
	context: CommandContext,
	api: TapisApi,
	job: JobDetail,
	path: string,
): Promise<void> {
	const printer = createPrinter(context);
	const files = await api.getJobOutputList(job, path, {signal: context.signal, onCut: printer.tellCut});
	const width = files.reduce((most, file) => Math.max(most, String(file.size).length), 0);
	for (const file of files) {
		if (context.flags.json === true) printer.json({...file, lastModified: instantJson(file.lastModified)});
		else printer.line(fileLine(file, width));
	}
	if (files.length === 0) printer.say('There is no file yet.');
}

function fileLine({size, lastModified, path, kind}: OutputFile, width: number): string {
	const time = lastModified === null ? '-'.padEnd(20) : formatInstant(lastModified);
	return `${String(size).padStart(width)}  ${time}  ${path}${kind === 'dir' ? '/' : ''}`;
}
