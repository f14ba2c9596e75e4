import { STEP, type Job } from './job';
import { sortedTexts } from './sorted-order';
import { StringTable } from './string-table';

/** After every text that begins with the same letters. */
const AFTER_ALL = '\uffff';

/**
 * Which rows hold which token: sorted tokens, and for each its rows in one long list. Tokens that begin alike stand side
 * by side, so that all rows for a beginning are one piece of that list, found by two binary searches.
 */
export class PrefixTable {
  constructor(
    readonly tokens: StringTable,
    /** Where each token's rows begin; one more entry for the end. */
    readonly starts: Uint32Array,
    readonly rows: Uint32Array,
  ) {}

  /** Rows with a token that begins with `beginning`; a row of several such tokens comes several times. */
  rowsBeginning(beginning: string): Uint32Array {
    const first = this.tokens.countBefore(beginning);
    const after = this.tokens.countBefore(beginning + AFTER_ALL);
    return this.rows.subarray(this.starts[first], this.starts[after]);
  }

  /** Rows with exactly this token, ascending. */
  rowsOf(token: string): Uint32Array {
    const at = this.tokens.countBefore(token);
    if (at >= this.tokens.length || this.tokens.at(at) !== token) return this.rows.subarray(0, 0);
    return this.rows.subarray(this.starts[at], this.starts[at + 1]);
  }
}

/** Collects tokens, row after row. */
export class PrefixTableBuilder {
  readonly #numbers = new Map<string, number>();
  readonly #pairTokens: number[] = [];
  readonly #pairRows: number[] = [];

  /** Takes a token of `row`; rows come in ascending order, a token once for each. */
  add(token: string, row: number): void {
    let number = this.#numbers.get(token);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(token, number);
    }
    this.#pairTokens.push(number);
    this.#pairRows.push(row);
  }

  /** The table of everything added. */
  *build(): Job<PrefixTable> {
    const tokens = [...this.#numbers.keys()];
    const order = yield* sortedTexts(tokens);
    const rank = new Uint32Array(tokens.length);
    order.forEach((number, at) => (rank[number] = at));
    yield;
    const starts = new Uint32Array(tokens.length + 1);
    for (const number of this.#pairTokens) bump(starts, (rank[number] ?? 0) + 1);
    starts.forEach((count, at) => (starts[at] = count + (at === 0 ? 0 : (starts[at - 1] ?? 0))));
    yield;
    const next = starts.slice();
    const rows = new Uint32Array(this.#pairRows.length);
    for (const [pair, number] of this.#pairTokens.entries()) {
      const token = rank[number] ?? 0;
      rows[next[token] ?? 0] = this.#pairRows[pair] ?? 0;
      bump(next, token);
      if (pair % (16 * STEP) === 0) yield;
    }
    const sorted = Array.from(order, (number) => tokens[number] ?? '');
    yield;
    return new PrefixTable(yield* StringTable.of(sorted), starts, rows);
  }
}

function bump(counts: Uint32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}
