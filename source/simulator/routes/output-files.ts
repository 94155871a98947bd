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

/** A content-disposition with a file's name: one of other than plain characters stands in it twice, in ASCII and in UTF-8 (RFC 6266). */
export function disposition(kind: 'attachment' | 'inline', name: string): string {
	if (/^[\w.-]+$/.test(name)) return `${kind}; filename=${name}`;
	const ascii = name.replace(/[^ -~]/g, '_').replace(/["\\]/g, '\\$&');
	const encoded = encodeURIComponent(name).replace(/['()*]/g, sign => `%${sign.charCodeAt(0).toString(16)}`);
	return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

export function attachment(body: Uint8Array, name: string, type = 'application/octet-stream'): Reply {
	return {
		kind: 'body',
		status: 200,
		type,
		body,
		headers: {'content-disposition': disposition('attachment', name), 'cache-control': 'max-age=3600'},
	};
}
