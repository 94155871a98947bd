import {execFileSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import {manPage} from '../../scripts/man-page.ts';
import {readmeSections, withSections} from '../../scripts/readme-sections.ts';
import {commandRows} from '../../source/commands/command-rows.ts';
import {flagRows} from '../../source/commands/flags.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const {version} = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {version: string};

describe('the man page', () => {
	it('is fresh: `npx node scripts/generate-docs.ts` writes it', () => {
		expect(readFileSync(`${root}man/tapis-jobs.1`, 'utf8')).toBe(manPage(version));
	});

	it('tells of every command and every flag', () => {
		const page = manPage(version).replaceAll('\\-', '-');
		for (const row of commandRows) {
			expect(page).toContain(`tapis-jobs ${row.name}`.trim());
			for (const flag of row.flags) expect(page).toContain(flagRows[flag].long);
		}
	});

	it('has no line that roff would take for a request it is not', () => {
		const requests = manPage(version)
			.split('\n')
			.filter(line => /^[.']/.test(line))
			.map(line => line.split(' ')[0]);

		expect(new Set(requests)).toEqual(new Set(['.TH', '.SH', '.B', '.br', '.TP', '.SS', '.PP']));
	});
});

describe('the parts of the README that come from tables', () => {
	it('are written between their markers and leave the rest alone', () => {
		const before =
			'Text.\n<!-- begin exit-codes -->\nold\n<!-- end exit-codes -->\nMore <!-- begin unheard-of -->x<!-- end unheard-of -->.';
		const after = withSections(before);

		expect(after).toContain('| 124 | The time was up; the jobs go on. |');
		expect(after).not.toContain('old');
		expect(after).toContain('<!-- begin unheard-of -->x<!-- end unheard-of -->');
		expect(withSections(after)).toBe(after);
	});

	it('have a row for all there is, each of as many cells', () => {
		for (const section of Object.values(readmeSections)) {
			const counts = section()
				.split('\n')
				.map(line => line.replaceAll('\\|', '').split('|').length);
			expect(new Set(counts).size).toBe(1);
			expect(counts.length).toBeGreaterThan(3);
		}
	});

	it('are fresh', () => {
		if (!existsSync(`${root}README.md`)) return;
		const readme = readFileSync(`${root}README.md`, 'utf8');
		expect(withSections(readme)).toBe(readme);
	});

	it('are checked by the script too', () => {
		execFileSync(process.execPath, ['scripts/generate-docs.ts', '--check'], {cwd: root, encoding: 'utf8'});
	});
});
