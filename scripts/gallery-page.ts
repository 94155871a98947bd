import {scenes} from './gallery-scenes.ts';

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
