import type {FileInfo} from '@tapis/tapis-typescript-jobs';
import {isRecord} from '../domain/json.ts';
import type {FileKind, OutputFile} from '../domain/output.ts';
import {parseInstant} from '../domain/time.ts';
import {readNumber, readText} from './read-value.ts';

type WireFile = {readonly [field in keyof FileInfo]?: unknown};

const kinds: ReadonlyMap<string, FileKind> = new Map([
	['file', 'file'],
	['dir', 'dir'],
	['symbolic_link', 'link'],
]);
const nameLength = 4096;

/** Reads one entry of the listing of `directory` (relative to the output's top); null when it has no name. */
export function readFileInfo(value: unknown, directory: string): OutputFile | null {
	if (!isRecord(value)) return null;
	const file: WireFile = value;
	const lastSegment = readText(file.path, nameLength)?.split('/').findLast(Boolean);
	const name = readText(file.name, nameLength) || lastSegment;
	// The service gives names; a path in place of one would lead out of the directory when the file is saved.
	if (!name || name === '.' || name === '..' || name.includes('/')) return null;
	return {
		name,
		path: [...directory.split('/'), name].filter(Boolean).join('/'),
		kind: kinds.get(readText(file.type, 64)?.toLowerCase() ?? 'file') ?? 'other',
		size: Math.max(0, readNumber(file.size) ?? 0),
		lastModified: parseInstant(file.lastModified),
	};
}
