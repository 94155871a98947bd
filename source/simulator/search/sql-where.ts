import type {ApiVersion} from '../api-version.ts';
import {findField, type JobField} from '../jobs/job-fields.ts';
import {type Conditions, compile, type Predicate, type Search} from './search-conditions.ts';

/**
 * The SQL-like text of POST /search: comparisons of a column with a literal, LIKE, BETWEEN and IN (each with NOT), AND, OR and
 * parentheses. There is no IS NULL, no NOT before a condition, no arithmetic.
 *
 * For shared jobs the service puts an AND with their uuids behind the text, without parentheses around it: it binds to what
 * stands behind the last OR only, and everything before finds jobs of the whole tenant.
 */
export function readSqlWhere(text: string, apiVersion: ApiVersion): Conditions {
	const parser = new WhereParser(tokenize(text), apiVersion);
	try {
		const parts = parser.parse();
		const last = parts.at(-1)!;
		const search: Search = {
			matches: job => parts.some(part => part(job)),
			matchesShared: isShared => job =>
				parts.slice(0, -1).some(part => part(job)) || (last(job) && isShared(job)),
		};
		return {kind: 'conditions', search};
	} catch (error) {
		if (!(error instanceof WhereError)) throw error;
		return {kind: 'refused-by-database', key: error.key, reason: `${text}: ${error.message}`};
	}
}

class WhereError extends Error {
	readonly key: string;
	constructor(message: string, key = 'SEARCH_DB_INVALID_SEARCH_OP') {
		super(message);
		this.key = key;
	}
}

type Token = {readonly kind: 'word' | 'text' | 'number' | 'sign'; readonly text: string};

function tokenize(text: string): readonly Token[] {
	const tokens: Token[] = [];
	const pattern =
		/\s+|([A-Za-z_][A-Za-z0-9_]*)|'((?:[^']|'')*)'|(-?\d+(?:\.\d+)?)|(<>|<=|>=|[=<>(),])|(.)/gsy;
	for (const match of text.matchAll(pattern)) {
		const [, word, quoted, number, sign, unknown] = match;
		if (word !== undefined) tokens.push({kind: 'word', text: word});
		else if (quoted !== undefined) tokens.push({kind: 'text', text: quoted.replaceAll("''", "'")});
		else if (number !== undefined) tokens.push({kind: 'number', text: number});
		else if (sign !== undefined) tokens.push({kind: 'sign', text: sign});
		else if (unknown !== undefined) tokens.push({kind: 'sign', text: unknown});
	}
	return tokens;
}

const operators: Readonly<Record<string, string>> = {
	'=': 'eq',
	'<>': 'neq',
	'<': 'lt',
	'<=': 'lte',
	'>': 'gt',
	'>=': 'gte',
};

class WhereParser {
	readonly #tokens: readonly Token[];
	#at = 0;

	readonly #apiVersion: ApiVersion;

	constructor(tokens: readonly Token[], apiVersion: ApiVersion) {
		this.#tokens = tokens;
		this.#apiVersion = apiVersion;
	}

	/** What stands between the outermost ORs. */
	parse(): readonly Predicate[] {
		const parts = this.#alternatives();
		if (this.#at < this.#tokens.length) throw new WhereError(`unexpected ${this.#tokens[this.#at]!.text}`);
		return parts;
	}

	#alternatives(): readonly Predicate[] {
		const parts = [this.#and()];
		while (this.#takeWord('OR')) parts.push(this.#and());
		return parts;
	}

	#and(): Predicate {
		const parts = [this.#condition()];
		while (this.#takeWord('AND')) parts.push(this.#condition());
		return parts.length === 1 ? parts[0]! : job => parts.every(part => part(job));
	}

	#condition(): Predicate {
		if (this.#takeSign('(')) {
			const parts = this.#alternatives();
			this.#expectSign(')');
			return job => parts.some(part => part(job));
		}
		const name = this.#next('word').text;
		const field = findField(name, this.#apiVersion);
		if (!field) throw new WhereError(name, 'SEARCH_DB_NO_COLUMN');
		const {operator, values} = this.#comparison();
		// JSONB has none of these operators, as in a search by conditions.
		if (field.type === 'jsonb') throw new WhereError(name, 'SEARCH_DB_INVALID_SEARCH_OP');
		const predicate = operator.endsWith('like')
			? compileSqlLike(field, operator, values[0]!)
			: compile(field, operator, values);
		if (!predicate) throw new WhereError(name, 'SEARCH_DB_INVALID_SEARCH_TYPE');
		return predicate;
	}

	#comparison(): {readonly operator: string; readonly values: readonly string[]} {
		const sign = this.#tokens[this.#at];
		if (sign?.kind === 'sign') {
			const operator = operators[sign.text];
			if (operator === undefined) throw new WhereError(`unexpected ${sign.text}`);
			this.#at++;
			return {operator, values: [this.#literal()]};
		}
		const no = this.#takeWord('NOT') ? 'n' : '';
		if (this.#takeWord('LIKE')) return {operator: `${no}like`, values: [this.#literal()]};
		if (this.#takeWord('BETWEEN')) {
			// Only here the grammar wants numbers in quotes too.
			const low = this.#next('text').text;
			if (!this.#takeWord('AND')) throw new WhereError('BETWEEN needs AND');
			return {operator: `${no}between`, values: [low, this.#next('text').text]};
		}
		if (!this.#takeWord('IN')) throw new WhereError('an operator is missing');
		this.#expectSign('(');
		const values = [this.#literal()];
		while (this.#takeSign(',')) values.push(this.#literal());
		this.#expectSign(')');
		return {operator: `${no}in`, values};
	}

	#literal(): string {
		const token = this.#tokens[this.#at++];
		if (token?.kind === 'text' || token?.kind === 'number') return token.text;
		if (token?.kind === 'word' && /^(true|false)$/i.test(token.text)) return token.text;
		throw new WhereError('a value is missing');
	}

	#next(kind: Token['kind']): Token {
		const token = this.#tokens[this.#at++];
		if (token?.kind !== kind) throw new WhereError(`unexpected ${token?.text ?? 'end'}`);
		return token;
	}

	#takeWord(word: string): boolean {
		const token = this.#tokens[this.#at];
		if (token?.kind !== 'word' || token.text.toUpperCase() !== word) return false;
		this.#at++;
		return true;
	}

	#takeSign(sign: string): boolean {
		const token = this.#tokens[this.#at];
		if (token?.kind !== 'sign' || token.text !== sign) return false;
		this.#at++;
		return true;
	}

	#expectSign(sign: string): void {
		if (!this.#takeSign(sign)) throw new WhereError(`${sign} is missing`);
	}
}

function compileSqlLike(field: JobField, operator: string, value: string): Predicate {
	const pattern = sqlLike(value);
	return job => {
		const stored = field.of(job);
		return typeof stored === 'string' && pattern.test(stored) === (operator === 'like');
	};
}

/** LIKE with the database's own signs, which this endpoint passes through. */
function sqlLike(pattern: string): RegExp {
	const source = pattern
		.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
		.replaceAll('%', '.*')
		.replaceAll('_', '.');
	return new RegExp(`^${source}$`, 's');
}
