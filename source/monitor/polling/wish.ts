/** A wish to hear what has changed. A read answers what was wished before it began; what is wished meanwhile is for the next. */
export type Wish = {
	readonly make: () => void;
	/** Whether a read is wished for that has not begun. */
	readonly isOpen: () => boolean;
	/** Takes it for this read, and puts it back when the read rejects, which is passed on. */
	readonly answerBy: (read: () => Promise<void>) => Promise<void>;
};

export function createWish(): Wish {
	let isOpen = false;
	return {
		make: () => {
			isOpen = true;
		},
		isOpen: () => isOpen,
		answerBy: async read => {
			const wasOpen = isOpen;
			isOpen = false;
			try {
				await read();
			} catch (error) {
				isOpen ||= wasOpen;
				throw error;
			}
		},
	};
}
