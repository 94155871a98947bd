import {table} from '../docs/markdown.ts';
import {type Scene, scenes} from './gallery-scenes.ts';

/** docs/gallery.md. */
export function galleryPage(): string {
	return [
		'# Gallery',
		'',
		'Every screen, drawn by `npm run gallery` from the built program on the simulator; beside each picture its text stands in `media/`, as `.txt`.',
		...scenes.flatMap(({name, title, columns = 100, rows = 30}) => [
			'',
			`## ${title} ${columns}×${rows}`,
			'',
			`\`${name}\` ([text](../media/${name}.txt))`,
			'',
			`![${title}](../media/${name}.svg)`,
		]),
		'',
	].join('\n');
}

/** Pictures in two columns, for the README. */
export function pictureTable(shown: readonly Scene[]): string {
	const cells = shown.map(({name, title}) => `[![${title}](media/${name}.svg)](media/${name}.txt) ${title}`);
	const rows = cells.flatMap((cell, index) => (index % 2 === 0 ? [[cell, cells[index + 1] ?? '']] : []));
	return table(['', ''], rows);
}
