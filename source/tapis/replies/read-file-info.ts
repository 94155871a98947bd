import type {FileInfo} from '@tapis/tapis-typescript-jobs';
import {isRecord} from '../../domain/json.ts';
import type {FileKind, OutputFile} from '../../domain/output.ts';
import {parseInstant} from '../../domain/time.ts';
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

/** Reads a page of the listing of `directory` (relative to the output's top), without the entries that have no name. */
export function readListing(rows: readonly unknown[], directory: string): readonly OutputFile[] {
	const file = rows.length === 1 ? readFileItself(rows[0], directory) : null;
	return file === null
		? rows.map(row => readFileInfo(row, directory)).filter(entry => entry !== null)
		: [file];
}

/**
 * The listing of a file is that file, and not what is in it. The whole path, which the service tells of each entry, tells it from a
 * directory that holds one file of its own name. Null for any other entry.
 */
function readFileItself(value: unknown, path: string): OutputFile | null {
	const segments = path.split('/').filter(Boolean);
	const file = readFileInfo(value, segments.slice(0, -1).join('/'));
	if (file === null || file.kind === 'dir' || file.path !== segments.join('/')) return null;
	const wholePath = readText((value as WireFile).path, nameLength) ?? '';
	const isWithin = wholePath.endsWith(`/${file.path}/${file.name}`);
	return wholePath.endsWith(`/${file.path}`) && !isWithin ? file : null;
}
