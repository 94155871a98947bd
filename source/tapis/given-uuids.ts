import {type JobUuid, jobUuidFromService, parseJobUuid} from '../domain/job.ts';
import type {CallOptions, JobsApi} from '../domain/tapis-api.ts';

/** A name such as `job-17`. What begins in the usual form and does not go on in it is a slip of the finger, and costs no request. */
const otherForm = /^(?![0-9a-f]{8}-)[0-9a-z][\w-]*$/i;

function isWorthAsking(text: string): boolean {
	const usual = parseJobUuid(text);
	return usual === undefined ? otherForm.test(text) : usual !== text;
}

/**
 * The uuids that people and programs give, by the text given: exactly that where the service knows such a job, since not every
 * server keeps to the usual form, else the text brought into it. Texts that are neither are missing. Nothing is asked for what
 * is in the usual form already.
 */
export async function readGivenUuids(
	texts: readonly string[],
	api: Pick<JobsApi, 'getJobsByUuid'>,
	options?: CallOptions,
): Promise<ReadonlyMap<string, JobUuid>> {
	const asked = texts.map(text => text.trim()).filter(isWorthAsking);
	const {jobs, hidden = []} =
		asked.length === 0 ? {jobs: []} : await api.getJobsByUuid(asked.map(jobUuidFromService), options);
	const known = new Map<string, JobUuid>([...jobs, ...hidden].map(({uuid}) => [uuid, uuid]));
	const uuids = new Map<string, JobUuid>();
	for (const text of texts) {
		const uuid = known.get(text.trim()) ?? parseJobUuid(text);
		if (uuid !== undefined) uuids.set(text, uuid);
	}
	return uuids;
}
