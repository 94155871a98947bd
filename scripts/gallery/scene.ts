import type {ProfileChoice} from '../../source/domain/identity.ts';
import type {ThemeName} from '../../source/domain/theme-names.ts';
import type {Stage} from './stage.ts';

export type Walk = (stage: Stage) => Promise<void>;

/** One picture of the gallery: how to get there from the start of the program. */
export type Scene = {
	/** Name of the files in media/. */
	readonly name: string;
	/** What can be seen, as a sentence. */
	readonly title: string;
	readonly columns?: number;
	readonly rows?: number;
	readonly jobCount?: number;
	/** How much faster than real jobs live; at the real pace unless given. */
	readonly speed?: number;
	readonly themeName?: ThemeName;
	readonly isAscii?: boolean;
	readonly isReadOnly?: boolean;
	/** Without a tenant, as at the first start. */
	readonly isFirstStart?: boolean;
	readonly profiles?: readonly ProfileChoice[];
	/** What the person's editor makes of a text. */
	readonly edit?: (text: string) => string;
	readonly walk: Walk;
};

export const sizeOf = ({
	columns = 100,
	rows = 30,
}: Scene): {readonly columns: number; readonly rows: number} => ({
	columns,
	rows,
});
