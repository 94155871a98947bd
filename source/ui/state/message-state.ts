import type {Instant} from '../../domain/job.ts';

export type MessageTone = 'good' | 'warn' | 'danger' | 'text';
export type Message = {readonly text: string; readonly tone: MessageTone};

/** What a key's act has to say, or news of little weight: on the last line for a while. */
export type Toast = Message & {readonly until: Instant};

/**
 * News that is not to be missed, by a person who may look elsewhere. It stands until a key is pressed, and a while in any case, so
 * that the key that happens to come just after it does not wipe it away.
 */
export type Notice = Message & {readonly until: Instant; readonly isSeen: boolean};
