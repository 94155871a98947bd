import {table} from '../docs/markdown.ts';
import {scenes} from './gallery-scenes.ts';
import {type Scene, sizeOf} from './scene.ts';

/** docs/gallery.md. */
export function galleryPage(): string {
	return [
		'# Gallery',
		'',
		'Every screen, drawn by `npm run gallery` from the program on the simulator, and by every run of the tests, which tell when a picture here is stale; beside each picture its text stands in `media/`, as `.txt`.',
		...scenes.flatMap(scene => {
			const {name, title} = scene;
			const {columns, rows} = sizeOf(scene);
			return [
				'',
				`## ${title} ${columns}×${rows}`,
				'',
				`\`${name}\` ([text](../media/${name}.txt))`,
				'',
				`![${title}](../media/${name}.svg)`,
			];
		}),
		'',
	].join('\n');
}

/** Pictures in two columns, for the README. */
export function pictureTable(shown: readonly Scene[]): string {
	const cells = shown.map(({name, title}) => `[![${title}](media/${name}.svg)](media/${name}.txt) ${title}`);
	const rows = cells.flatMap((cell, index) => (index % 2 === 0 ? [[cell, cells[index + 1] ?? '']] : []));
	return table(['', ''], rows);
}
