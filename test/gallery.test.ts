import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {scenes} from '../scripts/gallery/gallery-scenes.ts';
import {pictureSvg} from '../scripts/gallery/picture-svg.ts';
import {sizeOf} from '../scripts/gallery/scene.ts';
import {openStage} from '../scripts/gallery/stage.ts';

// `npm run gallery` is this test with leave to write what it draws.
describe('the gallery', () => {
	// How long a reader of output waits after a failure is left to chance.
	beforeEach(() => void vi.spyOn(Math, 'random').mockReturnValue(0.5));
	afterEach(() => void vi.restoreAllMocks());

	it.each(scenes)('has the picture $name as the program draws it', async scene => {
		const stage = await openStage(scene);
		try {
			await scene.walk(stage);
			const {columns, rows} = sizeOf(scene);
			const title = `${scene.title} (${columns}×${rows})`;
			const svg = pictureSvg(stage.cells(), {title, isLight: scene.themeName === 'light'});
			// As many letters as any free port has, so that nothing moves.
			const withUsualHost = (text: string): string =>
				stage.host === null ? text : text.replaceAll(stage.host, '127.0.0.1:41873');

			await expect(withUsualHost(`${stage.lines().join('\n').trimEnd()}\n`)).toMatchFileSnapshot(
				`../media/${scene.name}.txt`,
			);
			await expect(withUsualHost(svg)).toMatchFileSnapshot(`../media/${scene.name}.svg`);
		} finally {
			await stage.close();
		}
	});
});
