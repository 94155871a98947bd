import {describe, expect, it} from 'vitest';
import {displayWidth} from '../../source/terminal/display-width.ts';
import {unstyled} from '../../source/ui/layout/styled.ts';
import {drawOverlay} from '../../source/ui/overlays/draw-overlay.ts';
import {buildView, type ViewOptions} from '../helpers/build-view.ts';
import {overlayRows} from '../helpers/fake-acts.ts';
import {overlayJobs, overlayStates} from '../helpers/overlay-states.ts';

const sizes = [
	[60, 15],
	[80, 24],
	[120, 40],
] as const;

function draw(
	name: string,
	columns: number,
	rows: number,
	more: Partial<ViewOptions> = {},
): readonly string[] {
	const {overlay, ...options} = overlayStates[name]!;
	const view = buildView({columns, rows, jobs: overlayJobs, ...options, ...more});
	const shown = {...view, width: columns, height: rows, ui: {...view.ui, overlay, columns, rows, ...more.ui}};
	return drawOverlay(shown, rows - 6, overlayRows);
}

describe('an overlay, as it looks', () => {
	for (const name of Object.keys(overlayStates)) {
		for (const [columns, rows] of sizes) {
			it(`${name} at ${columns}x${rows}`, async () => {
				const text = draw(name, columns, rows).map(unstyled).join('\n');

				await expect(`${text}\n`).toMatchFileSnapshot(`../frames/overlay/${name}-${columns}x${rows}.txt`);
			});
		}
	}
});

describe('an overlay on any terminal', () => {
	const all = [
		[30, 8],
		[31, 9],
		[45, 12],
		[80, 24],
		[300, 100],
	] as const;

	it('fills no more lines and cells than it was given, and lets nothing from the service steer the terminal', () => {
		for (const name of Object.keys(overlayStates)) {
			for (const [columns, rows] of all) {
				for (const isAscii of [false, true]) {
					const options = {ui: {isAscii, themeName: 'dark'}} as const;
					const lines = draw(name, columns, rows, options);
					const where = `${name} at ${columns}x${rows}`;

					expect(lines.length, where).toBeLessThanOrEqual(Math.max(0, rows - 6));
					expect(lines.length, where).toBeGreaterThan(0);
					for (const line of lines) {
						expect(displayWidth(unstyled(line)), `${where}: ${line}`).toBeLessThanOrEqual(columns);
						expect(unstyled(line), where).not.toMatch(/[\p{Cc}\u202A-\u202E]/u);
					}
				}
			}
		}
	});

	it('never draws a password', () => {
		for (const name of Object.keys(overlayStates)) {
			expect(draw(name, 120, 40).join('\n')).not.toMatch(/hunter2|secret/);
		}
	});
});
