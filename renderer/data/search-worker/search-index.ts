import { haveSameNames, identifierKey, type IdentifierKey } from '../../../core/domain/customers/duplicates';
import { readLookup } from '../../../core/domain/customers/lookup-query';
import type { SearchRow } from '../../../core/domain/customers/search-row';
import { wordsOf } from '../../../core/domain/customers/search-words';
import { countRows } from './count-rows';
import { compaction, type Compacted } from './compaction';
import { rowsHolding, rowsNamed } from './exact-rows';
import { FreshRows } from './fresh-rows';
import { STEP, type Job } from './job';
import { bestMatches } from './best-matches';
import { rowDigest } from './row-digest';
import { RowLists, sliceOf, type RowList } from './row-list';
import type {
  CompareRequest,
  Comparison,
  ListFilter,
  LookupAnswer,
  LookupRequest,
  PageAnswer,
  PageRequest,
  RowChange,
  SearchStats,
} from './search-calls';
import type { Segment } from './segment';

/**
 * Finds and lists the customers a register keeps, 100,000 of them between two key presses, without the database.
 *
 * Rows lie in a few sorted segments that never change and in a small heap of fresh ones that is looked through. A change
 * makes the old row die where it lies; `upkeep` now and then sorts the fresh rows in, small segments into larger ones,
 * so that each row is sorted only a few times in its life.
 */
export class SearchIndex {
  #segments: readonly Segment[] = [];
  #fresh = new FreshRows();
  #lists = new RowLists();
  #version = 0;
  /** Ids changed while upkeep is under way; what it made of them is out of date. */
  #touched: Set<string> | null = null;

  /** An index of segments made before. */
  static restored(segments: readonly Segment[], fresh: readonly SearchRow[]): SearchIndex {
    const index = new SearchIndex();
    index.#segments = segments;
    index.change(fresh.map((row) => ({ id: row.id, row })));
    return index;
  }

  get segments(): readonly Segment[] {
    return this.#segments;
  }

  /** Rows not yet sorted in. */
  get freshCount(): number {
    return this.#fresh.size;
  }

  get freshRows(): readonly SearchRow[] {
    return this.#fresh.all().map(({ row }) => row);
  }

  /** Takes rows as they are now; found from then on. Of several for one customer the last counts. */
  change(changes: readonly RowChange[]): void {
    for (const { id, row } of changes) {
      this.#segments.forEach((segment) => segment.kill(id));
      if (row === null) this.#fresh.remove(id);
      else this.#fresh.put(row);
      this.#touched?.add(id);
    }
    this.#version += 1;
  }

  /** Work that keeps searching fast, if there is any; to be driven to its end in steps. One at a time. */
  upkeep(): Job<void> | null {
    if (this.#touched !== null) return null;
    const job = compaction(this.#segments, this.#fresh);
    return job === null ? null : this.runUpkeep(job);
  }

  private *runUpkeep(job: Job<Compacted>): Job<void> {
    const touched = new Set<string>();
    this.#touched = touched;
    try {
      const { replaced, made, taken } = yield* job;
      touched.forEach((id) => made.kill(id));
      const kept = this.#segments.filter((segment) => !replaced.includes(segment));
      this.#segments = made.alive === 0 ? kept : [...kept, made];
      taken.filter(({ id }) => !touched.has(id)).forEach(({ id }) => this.#fresh.remove(id));
      this.#version += 1;
    } finally {
      this.#touched = null;
    }
  }

  /** Answers a search text (LK-1 … LK-10). */
  lookup(request: LookupRequest): LookupAnswer {
    const { text, mode, entered, limit, withoutInternalIds = false } = request;
    const identified = entered && !withoutInternalIds ? this.identified(text) : null;
    const query = readLookup(text, mode, entered, withoutInternalIds);
    const found = query.kind === 'search' ? bestMatches(this.#segments, this.#fresh, query.terms, limit) : null;
    // An ID may be too short to search for, or hold a space, and is known all the same.
    if (identified !== null && (found === null || found.total === 0)) {
      const row = this.rowOf(identified);
      return { kind: 'found', rows: row === null ? [] : [row], total: row === null ? 0 : 1, identified };
    }
    return found === null ? { kind: 'too-short' } : { kind: 'found', ...found, identified };
  }

  /** One page of **My Customers** (CL-1, CL-12). */
  page(request: PageRequest): PageAnswer {
    const list = this.listOf(request);
    const rows = sliceOf(list, request.offset, request.limit, {
      fresh: ({ row }) => row,
      settled: (segment, row) => this.#segments[segment]?.row(row),
    });
    return { rows: rows.filter((row) => row !== undefined), total: list.places.length };
  }

  /** Every customer of a filter, in its order (CL-14). */
  ids(filter: ListFilter): readonly string[] {
    const rows = sliceOf(this.listOf(filter), 0, Infinity, {
      fresh: ({ row }) => row.id,
      settled: (segment, row) => this.#segments[segment]?.id(row),
    });
    return rows.filter((id) => id !== undefined);
  }

  /** Who has one of these identifiers, now or from before a roll-up (IC-7, RU-8). */
  holders(keys: readonly IdentifierKey[]): readonly SearchRow[] {
    const found = keys.flatMap((key) => rowsHolding(this.#segments, this.#fresh, key));
    return [...new Map(found.map((row) => [row.id, row])).values()];
  }

  /** Customers of the same first and last name (IC-9). */
  namesakes(names: Pick<SearchRow, 'firstName' | 'lastName'>): readonly SearchRow[] {
    const words = [...wordsOf(names.firstName), ...wordsOf(names.lastName)];
    return rowsNamed(this.#segments, this.#fresh, words).filter((row) => haveSameNames(row, names));
  }

  /** Which rows differ from what the asker knows: after a stop that was not orderly. Rows may change meanwhile. */
  *compare({ ids, digests }: CompareRequest): Job<Comparison> {
    const asked = new Set(ids);
    const stale: string[] = [];
    for (const [at, id] of ids.entries()) {
      const row = this.rowOf(id);
      if (row === null || rowDigest(row) !== digests[at]) stale.push(id);
      if (at % (STEP / 4) === 0) yield;
    }
    const extra: string[] = [];
    const everybody = this.ids({ text: '', appUsersOnly: false, sort: 'name', locationId: null });
    for (const id of everybody) if (!asked.has(id)) extra.push(id);
    return { stale, extra };
  }

  /** Counts of what is here. */
  stats(): SearchStats {
    return countRows(this.#segments, this.#fresh);
  }

  /** The row of a customer; null when it is not here. */
  rowOf(id: string): SearchRow | null {
    const fresh = this.#fresh.get(id);
    if (fresh !== undefined) return fresh;
    for (const segment of this.#segments) {
      const row = segment.find(id);
      if (row !== -1) return segment.row(row);
    }
    return null;
  }

  /** The one customer with this internal ID; of two nobody can tell which is meant (LK-10). */
  private identified(text: string): string | null {
    const key = identifierKey('internal-id', text);
    const holders = key.key === '' ? [] : rowsHolding(this.#segments, this.#fresh, key);
    return holders.length === 1 ? (holders[0]?.id ?? null) : null;
  }

  private listOf(filter: ListFilter): RowList {
    return this.#lists.list(this.#segments, this.#fresh, filter, this.#version);
  }
}
