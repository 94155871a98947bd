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
	change: (overlay: OverlayOf<Kind>) => Overlay | null,
): (state: UiState) => UiState {
	return state => {
		if (!isOfKind(state.overlay, kind)) return state;
		const overlay = change(state.overlay);
		return overlay === state.overlay ? state : {...state, overlay};
	};
}

/** Opens an overlay. What it is answered with must be seen at once, so that a toast from before leaves the last line. */
export function showOverlay(overlay: Overlay): (state: UiState) => UiState {
	return state => ({...state, overlay, toast: null});
}

export function closeOverlay(state: UiState): UiState {
	return state.overlay === null ? state : {...state, overlay: null};
}
