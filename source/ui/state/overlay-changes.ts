import type {Overlay} from './overlay-state.ts';
import type {UiState} from './ui-state.ts';

export type OverlayOf<Kind extends Overlay['kind']> = Extract<Overlay, {readonly kind: Kind}>;

function isOfKind<Kind extends Overlay['kind']>(
	overlay: Overlay | null,
	kind: Kind,
): overlay is OverlayOf<Kind> {
	return overlay?.kind === kind;
}

/** The open overlay when it is of this kind. */
export function overlayOf<Kind extends Overlay['kind']>(
	{overlay}: Pick<UiState, 'overlay'>,
	kind: Kind,
): OverlayOf<Kind> | null {
	return isOfKind(overlay, kind) ? overlay : null;
}

/** Changes the open overlay when it is of this kind; any other, or none, stays as it is. */
export function withOverlay<Kind extends Overlay['kind']>(
	kind: Kind,
	change: (overlay: OverlayOf<Kind>, state: UiState) => Overlay | null,
): (state: UiState) => UiState {
	return state => {
		if (!isOfKind(state.overlay, kind)) return state;
		const overlay = change(state.overlay, state);
		return overlay === state.overlay ? state : {...state, overlay};
	};
}

export function showOverlay(overlay: Overlay): (state: UiState) => UiState {
	return state => ({...state, overlay});
}

export function closeOverlay(state: UiState): UiState {
	return state.overlay === null ? state : {...state, overlay: null};
}

/** An index moved by some rows, kept among so many. */
export function movedIndex(index: number, by: number, count: number): number {
	return Math.max(0, Math.min(count - 1, index + by));
}
