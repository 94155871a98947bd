import type {JobListDTO, Job as JobReply} from '@tapis/tapis-typescript-jobs';
import {type Job, type JobDetail, jobUuidFromService} from '../../domain/job.ts';
import {isRecord} from '../../domain/json.ts';
import {defaultStdoutName} from '../../domain/output.ts';
import type {SharedTexts} from '../../domain/shared-texts.ts';
import {parseInstant} from '../../domain/time.ts';
import {readBoolean, readEmbedded, readNumber, readText, readTexts, type Wire} from './read-value.ts';

/** Fields as the official client names them, plus those its types lack; each may be missing or of any type. */
type WireJob = {
	readonly [field in keyof JobReply | keyof JobListDTO | 'execSystemLogicalQueue']?: unknown;
};

/** How much of the last message a row keeps: one line of a wide terminal, and a bit. */
const rowMessageLength = 400;
const nameLength = 512;

/** Reads one row of a listing, or the job inside a getJob reply; null when it has no uuid or no status. */
export function readJobRow(value: unknown, share: SharedTexts): Job | null {
	if (!isRecord(value)) return null;
	const row: WireJob = value;
	const uuid = readText(row.uuid, nameLength);
	const status = readText(row.status, nameLength);
	if (!uuid || !status) return null;
	const sharedText = (text: unknown): string => share(readText(text, nameLength) ?? '');
	const condition = readText(row.condition, nameLength);
	return {
		uuid: jobUuidFromService(uuid),
		name: readText(row.name, nameLength) ?? '',
		owner: sharedText(row.owner),
		tenant: sharedText(row.tenant),
		appId: sharedText(row.appId),
		appVersion: sharedText(row.appVersion),
		execSystemId: sharedText(row.execSystemId),
		archiveSystemId: sharedText(row.archiveSystemId),
		status: share(status),
		condition: condition === null || condition === '' ? null : share(condition),
		created: parseInstant(row.created),
		remoteStarted: parseInstant(row.remoteStarted),
		remoteEnded: parseInstant(row.remoteEnded),
		ended: parseInstant(row.ended),
		lastUpdated: parseInstant(row.lastUpdated),
		remoteJobId: readText(row.remoteJobId, nameLength) || null,
		lastMessage: readText(row.lastMessage, rowMessageLength),
		maxMinutes: readNumber(row.maxMinutes),
		tags: readTexts(row.tags),
	};
}

/** Reads getJob's result; null when it is no job. */
export function readJobDetail(value: unknown): JobDetail | null {
	const row = readJobRow(value, text => text);
	if (row === null || !isRecord(value)) return null;
	const job: WireJob = value;
	return {
		...row,
		lastMessage: readText(job.lastMessage),
		description: readText(job.description),
		jobType: readText(job.jobType, nameLength),
		nodeCount: readNumber(job.nodeCount),
		coresPerNode: readNumber(job.coresPerNode),
		memoryMB: readNumber(job.memoryMB),
		execSystemExecDir: readText(job.execSystemExecDir),
		execSystemInputDir: readText(job.execSystemInputDir),
		execSystemOutputDir: readText(job.execSystemOutputDir),
		execSystemLogicalQueue: readText(job.execSystemLogicalQueue, nameLength),
		archiveSystemDir: readText(job.archiveSystemDir),
		remoteOutcome: readText(job.remoteOutcome, nameLength),
		remoteResultInfo: readText(job.remoteResultInfo, nameLength),
		remoteQueue: readText(job.remoteQueue, nameLength),
		remoteSubmitted: parseInstant(job.remoteSubmitted),
		blockedCount: readNumber(job.blockedCount),
		visible: readBoolean(job.visible),
		notes: readEmbedded(job.notes),
		...readLogNames(job.parameterSet),
		raw: value,
	};
}

/** Names of the output files from parameterSet.logConfig. With one name for both, or only one name, they share a file. */
function readLogNames(parameterSet: unknown): Pick<JobDetail, 'stdoutName' | 'stderrName'> {
	const parameters = readEmbedded(parameterSet);
	const logConfig = isRecord(parameters) ? parameters['logConfig'] : null;
	const config: Wire = isRecord(logConfig) ? logConfig : {};
	const stdoutName = readText(config['stdoutFilename'], nameLength) || defaultStdoutName;
	const stderrName = readText(config['stderrFilename'], nameLength) || stdoutName;
	return {stdoutName, stderrName: stderrName === stdoutName ? null : stderrName};
}
