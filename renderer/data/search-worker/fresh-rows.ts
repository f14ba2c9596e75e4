import { matchesLookup, searchTokensOf, type SearchTokens } from '../../../core/domain/customers/lookup-match';
import type { LookupTerm } from '../../../core/domain/customers/lookup-query';
import { nameOrderKey } from '../../../core/domain/customers/name-order';
import type { SearchRow } from '../../../core/domain/customers/search-row';

/** A row not yet in a segment, with what it is found and sorted by: worked out before anybody asks. */
export class FreshRow {
  readonly tokens: SearchTokens;
  readonly orderKey: string;

  constructor(readonly row: SearchRow) {
    this.tokens = searchTokensOf(row);
    this.orderKey = nameOrderKey(row);
  }
}

/** The rows that changed lately: few enough to look at every one. */
export class FreshRows {
  readonly #rows = new Map<string, FreshRow>();

  get size(): number {
    return this.#rows.size;
  }

  put(row: SearchRow): void {
    this.#rows.set(row.id, new FreshRow(row));
  }

  remove(id: string): void {
    this.#rows.delete(id);
  }

  get(id: string): SearchRow | undefined {
    return this.#rows.get(id)?.row;
  }

  all(): readonly FreshRow[] {
    return [...this.#rows.values()];
  }

  /** Rows that match every term; all of them when nothing is asked. */
  matching(terms: readonly LookupTerm[]): readonly FreshRow[] {
    return terms.length === 0 ? this.all() : this.all().filter((fresh) => matchesLookup(fresh.tokens, terms));
  }
}
