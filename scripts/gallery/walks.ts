import type {Scene, Walk} from './scene.ts';
import type {Stage} from './stage.ts';

const cursorLine = (stage: Stage): number => stage.lines().findIndex(line => /^[❯>]/.test(line));

export const loaded: Walk = async stage => {
	await stage.waitFor('live');
	await stage.waitFor(/^[❯>]/m);
};

export const toList: Walk = async stage => {
	await loaded(stage);
	const first = cursorLine(stage);
	await stage.press('list.down', 'list.down', 'list.down');
	if (cursorLine(stage) !== first + 3) throw new Error('The cursor is not three jobs further down.');
};

export const filtered =
	(text: string): Walk =>
	async stage => {
		await loaded(stage);
		await stage.press('list.filter');
		await stage.waitFor('as before');
		await stage.type(text);
		await stage.waitFor(text);
	};

/** As `filtered`, and back to the list. */
export const narrowed =
	(text: string): Walk =>
	async stage => {
		await filtered(text)(stage);
		await stage.press('filter.keep');
	};

export const onJob =
	(status: string, shown: string | RegExp, ...keys: readonly string[]): Walk =>
	async stage => {
		await narrowed(`status:${status}`)(stage);
		await stage.press('list.open');
		await stage.waitFor('Overview');
		await stage.press(...keys);
		await stage.waitFor(shown);
	};

export const cancelAsked: Walk = async stage => {
	await narrowed('status:queued')(stage);
	await stage.press('list.mark', 'list.mark', 'list.mark');
	await stage.waitFor('3 marked');
	await stage.press('list.cancel');
	await stage.waitFor(/cancels (it|them)/);
};

export const opened =
	(id: string, shown: string | RegExp): Walk =>
	async stage => {
		await toList(stage);
		await stage.press(id);
		await stage.waitFor(shown);
	};

/** The title and the walk of a picture of the list; `how` says what is special about it. */
export const list = (how = ''): Pick<Scene, 'title' | 'walk'> => ({
	title: `The list of jobs, one selected${how}.`,
	walk: toList,
});
