import type {ListType} from './tapis-api.ts';
import {SECOND} from './time.ts';

/** What holds where nobody says otherwise: for the settings, for the commands that read none, and for a monitor without options. */
export const defaultListType: ListType = 'MY_JOBS';

/** The pause between two polls while something is active, in milliseconds. */
export const defaultIntervalMs = 10 * SECOND;

/** How long a confirmed cancel is held back, in milliseconds: not at all, since whoever cancels wants it done. */
export const defaultCancelGraceMs = 0;
