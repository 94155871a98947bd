import {zipSync} from 'fflate';
import type {Call} from '../http/call.ts';
import type {Reply} from '../http/reply.ts';
import {type Entry, entriesBelow} from '../jobs/output-tree.ts';

/** What Jobs and Files, which both hand out outputs, do alike. */

/** The path at the end of a request's own, however many slashes are in it. */
export function pathAskedFor({params}: Call): string {
	return (params['*'] ?? '').replace(/^\/+|\/+$/g, '').replace(/\/{2,}/g, '/');
}

/** The file that was asked for, or all below the directory. */
export function filesAt(tree: readonly Entry[], entry: Entry): readonly Entry[] {
	return entry.content ? [entry] : entriesBelow(tree, entry.path, true).filter(one => one.content !== null);
}

/** A ZIP of files, named relative to the directory that was asked for. */
export function zipped(files: readonly Entry[], path: string): Uint8Array {
	const parent =
		files.length === 1 && files[0]!.path === path ? path.split('/').slice(0, -1).join('/') : path;
	const start = parent === '' ? 0 : parent.length + 1;
	return zipSync(
		Object.fromEntries(
			files.map(({path: name, content, modified}) => [
				name.slice(start),
				[content!.read(0, content!.size), {mtime: modified}],
			]),
		),
		{level: 1},
	);
}

export function attachment(body: Uint8Array, name: string, type = 'application/octet-stream'): Reply {
	return {
		kind: 'body',
		status: 200,
		type,
		body,
		headers: {'content-disposition': `attachment; filename=${name}`, 'cache-control': 'max-age=3600'},
	};
}
