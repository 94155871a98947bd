import type {JobHistoryDisplayDTO} from '@tapis/tapis-typescript-jobs';
import {type HistoryEvent, historyEventRow, type TransferSummary} from '../../domain/history.ts';
import {isRecord} from '../../domain/json.ts';
import {parseInstant} from '../../domain/time.ts';
import {readEmbedded, readNumber, readText} from './read-value.ts';

/** `jobStatus` is what older servers call `eventDetail`; `transferSummary` is missing from the official types. */
type WireEvent = {readonly [field in keyof JobHistoryDisplayDTO | 'jobStatus' | 'transferSummary']?: unknown};

/** Reads one event of a history; null when it is none. */
export function readHistoryEvent(value: unknown): HistoryEvent | null {
	if (!isRecord(value)) return null;
	const event: WireEvent = value;
	const name = readText(event.event, 128);
	if (!name) return null;
	const message = readDescription(event.description);
	return {
		event: name,
		created: parseInstant(event.created),
		eventDetail:
			readText(event.eventDetail, 512) || readText(event.jobStatus, 512) || statusInProse(name, message),
		message,
		transferTaskUuid: readText(event.transferTaskUuid, 512) || null,
		transfer: readTransfer(event.transferSummary),
	};
}

/** The new status where an old server tells of it only in its sentence; a transfer's sentence speaks of none of the job. */
function statusInProse(event: string, message: string | null): string | null {
	if (historyEventRow(event).kind !== 'status') return null;
	return /new status:?\s+([A-Z_]+)/.exec(message ?? '')?.[1] ?? null;
}

/** The sentence inside the JSON that newer servers put into the description, or the prose of older ones. */
function readDescription(description: unknown): string | null {
	const parsed = readEmbedded(description);
	if (isRecord(parsed)) return readText(parsed['message']) ?? readText(description);
	return readText(description);
}

function readTransfer(value: unknown): TransferSummary | null {
	if (!isRecord(value) || Object.keys(value).length === 0) return null;
	return {
		status: readText(value['status'], 128),
		totalBytesTransferred: readNumber(value['totalBytesTransferred']),
		estimatedTotalBytes: readNumber(value['estimatedTotalBytes']),
		completeTransfers: readNumber(value['completeTransfers']),
		totalTransfers: readNumber(value['totalTransfers']),
		errorMessage: readText(value['errorMessage']) || null,
	};
}
