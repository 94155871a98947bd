import {hash, share} from '../random.ts';
import type {JobRecord} from './job-record.ts';

/** Bytes of every line, newline included: equal lengths let any part of a long file be made without the rest. */
const lineBytes = 80;

/** Content that is made on demand, at any offset, and is the same every time. */
export type Content = {
	readonly size: number;
	readonly read: (offset: number, count: number) => Uint8Array;
};

/** Fixed bytes, such as a short text file. */
export function fixedContent(text: string): Content {
	const bytes = Buffer.from(text, 'utf8');
	return {size: bytes.length, read: (offset, count) => bytes.subarray(offset, offset + count)};
}

/** A head, so many lines of equal length, and a tail. */
export function lineContent(parts: {
	readonly head: string;
	readonly lineCount: number;
	readonly line: (index: number) => string;
	readonly tail: string;
}): Content {
	const head = Buffer.from(parts.head, 'utf8');
	const tail = Buffer.from(parts.tail, 'utf8');
	const tailAt = head.length + parts.lineCount * lineBytes;
	const size = tailAt + tail.length;
	return {
		size,
		read(offset, count) {
			const end = Math.min(size, offset + count);
			if (offset >= end) return new Uint8Array();
			const first = Math.max(0, Math.floor((offset - head.length) / lineBytes));
			const last = Math.min(parts.lineCount, Math.ceil((end - head.length) / lineBytes));
			const chunks: Uint8Array[] = [];
			let at = head.length + first * lineBytes;
			if (offset < head.length) {
				chunks.push(head);
				at = 0;
			}
			for (let index = first; index < last; index++) {
				chunks.push(
					Buffer.from(
						`${parts
							.line(index)
							.slice(0, lineBytes - 1)
							.padEnd(lineBytes - 1)}\n`,
						'ascii',
					),
				);
			}
			if (end > tailAt) {
				if (offset >= tailAt) at = tailAt;
				chunks.push(tail);
			}
			return Buffer.concat(chunks).subarray(offset - at, end - at);
		},
	};
}

/** The application's standard output after so many steps; `tail` is what stands at its end once it has ended. */
export function solverOutput(job: JobRecord, steps: number, tail: string): Content {
	const head = [
		`TACC: Starting up job ${job.remoteJobId ?? '-'}`,
		`TACC: Starting parallel tasks...`,
		` ${job.app.id} ${job.app.version}  case ${job.name}  ${job.app.nodeCount} nodes × ${job.app.coresPerNode} cores`,
		` Δt = 1.0e-03 s   tolerance = 1.0e-08   limit ${job.maxMinutes} min`,
		'',
	].join('\n');
	return lineContent({head, lineCount: steps, line: index => stepLine(job, index), tail});
}

function stepLine(job: JobRecord, index: number): string {
	const step = index + 1;
	const at = share(job.seed, index);
	const residual = (10 ** (-2 - 4 * at)).toExponential(3);
	switch (job.app.id) {
		case 'adcirc':
			return ` TIME STEP =${String(step * 100).padStart(9)}  ITERATIONS =${String(3 + (hash(job.seed, index) % 9)).padStart(3)}  ELMAX = ${(1 + 4 * at).toFixed(4)}  SPEEDMAX = ${(at * 3).toFixed(4)}`;
		case 'namd':
			return `ENERGY: ${String(step * 500).padStart(9)}  ${(3000 + 200 * at).toFixed(4)}  ${(-81_000 - 900 * at).toFixed(4)}  TEMP ${(299 + 2 * at).toFixed(4)}`;
		case 'wrf':
			return `Timing for main: step ${String(step).padStart(7)} on domain 1: ${(4 + at).toFixed(5)} elapsed seconds`;
		case 'python-batch':
			return `epoch ${String(step).padStart(6)}  loss ${(1 / (1 + step / 50) + at / 20).toFixed(6)}  lr 3.0e-04  ${(at * 90 + 10).toFixed(1)} it/s`;
		default:
			return `step ${String(step).padStart(7)}  t = ${(step / 100).toFixed(3).padStart(10)} s  residual ${residual}  iterations ${String(4 + (hash(job.seed, index) % 20)).padStart(3)}`;
	}
}

/** A large table of nodes, over a megabyte, as a solver's mesh would be. */
export function meshContent(job: JobRecord): Content {
	return lineContent({
		head: `# mesh of ${job.name}\n`,
		lineCount: 14_000 + (job.seed % 9000),
		line: index =>
			`${String(index + 1).padStart(8)} ${[0, 1, 2].map(axis => (share(job.seed + axis, index) * 1000).toFixed(6).padStart(14)).join(' ')}`,
		tail: '# end\n',
	});
}

/** A result of one output step; sizes differ. */
export function resultContent(job: JobRecord, step: number): Content {
	return lineContent({
		head: `<VTKFile step="${step}">\n`,
		lineCount: 200 + (hash(job.seed, `result ${step}`) % 900),
		line: index => (share(job.seed + step, index) * 2 - 1).toExponential(12),
		tail: '</VTKFile>\n',
	});
}
