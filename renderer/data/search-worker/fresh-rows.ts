import { matchesLookup, searchTokensOf, type SearchTokens } from '../../../core/domain/customers/lookup-match';
import type { LookupTerm } from '../../../core/domain/customers/lookup-query';
import { nameOrderKey } from '../../../core/domain/customers/name-order';
import type { SearchRow } from '../../../core/domain/customers/search-row';

/** A row not yet in a segment; what it is found and sorted by is worked out when first asked for. */
export class FreshRow {
  #tokens: SearchTokens | null = null;
  #orderKey: string | null = null;

  constructor(readonly row: SearchRow) {}

  get tokens(): SearchTokens {
    this.#tokens ??= searchTokensOf(this.row);
    return this.#tokens;
  }

  get orderKey(): string {
    this.#orderKey ??= nameOrderKey(this.row);
    return this.#orderKey;
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
