import type {JobUuid} from '../../domain/job.ts';
import type {MonitorState} from '../../monitor/monitor-state.ts';
import {cutText} from '../../terminal/fit-text.ts';
import {notify} from '../../terminal/notification.ts';
import type {Multiplexer} from '../../terminal/passthrough.ts';
import type {Acts} from '../acts.ts';
import type {Message} from '../state/message-state.ts';
import {visit} from '../state/visit.ts';
import {createEndGatherer} from './gather-ends.ts';
import {awayMs, noteUnseen, sinceYouLooked, type UnseenChange} from './since-you-looked.ts';
import {titleText} from './title-text.ts';

export type NoticeOptions = {
	/** Sends a sequence to the terminal, outside the picture. */
	readonly write: (bytes: string) => void;
	readonly multiplexer: Multiplexer;
	/** Sets the terminal's title; sends nothing while it stays the same. */
	readonly setTitle: (text: string) => void;
	/** What the person wants to be told by. */
	readonly settings: {
		readonly bell: boolean;
		readonly notify: boolean;
		readonly title: boolean;
		readonly toast: boolean;
	};
};

/**
 * Tells the person what happens: ends of watched and cancelled jobs by toast, bell, desktop notification; counts in the
 * terminal's title; and after a time away, what happened meanwhile. Returns what stops it.
 */
export function startNotices(
	acts: Acts,
	subscribe: (listener: () => void) => () => void,
	{write, multiplexer, setTitle, settings}: NoticeOptions,
): () => void {
	let unseen = new Map<JobUuid, UnseenChange>();
	const first = acts.getView().ui;
	let lastKeyAt = first.lastKeyAt;
	let {selected} = first.list;

	// What went wrong must be seen.
	const tell = (message: Message): void => {
		if (settings.toast) acts.tell(message, message.tone === 'danger' || message.tone === 'warn');
	};
	const gatherer = createEndGatherer(acts.clock, notice => {
		tell(notice);
		notify('tapis-jobs', notice.text, {
			write,
			multiplexer,
			hasBell: settings.bell,
			hasDesktop: settings.notify,
		});
	});

	const stopEvents = acts.monitor.onEvent(({event}) => {
		noteUnseen(unseen, event);
		gatherer.take(event);
		// A person who has no line for it would never hear of it.
		if (event.kind === 'note') acts.tell({text: cutText(event.text, 300), tone: 'warn'}, false);
	});

	const isBack = (): void => {
		const {ui} = acts.getView();
		const awayFor = ui.lastKeyAt - lastKeyAt;
		lastKeyAt = ui.lastKeyAt;
		const seen = unseen;
		unseen = new Map();
		const notice = awayFor < awayMs ? null : sinceYouLooked(seen);
		if (notice === null) {
			acts.update(visit);
			return;
		}
		acts.update(state => ({
			...state,
			list: {...state.list, changed: new Set([...state.list.changed, ...seen.keys()])},
		}));
		// It came with a key, and is not to go with the next.
		if (settings.toast) acts.tell(notice, true);
	};

	let titled: MonitorState | undefined;
	const look = (): void => {
		const view = acts.getView();
		const {ui, monitor} = view;
		if (settings.title && monitor !== titled) setTitle(titleText(view));
		titled = monitor;
		if (ui.lastKeyAt !== lastKeyAt) isBack();
		if (ui.list.selected !== selected) {
			selected = ui.list.selected;
			acts.update(visit);
		}
	};

	const stops = [subscribe(look), acts.monitor.subscribe(look), stopEvents, gatherer.stop];
	look();
	return () => {
		for (const stop of stops) stop();
	};
}
