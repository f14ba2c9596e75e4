import { exactWords } from '../../../core/domain/customers/lookup-match';
import type { LookupTerm } from '../../../core/domain/customers/lookup-query';
import type { SearchRow } from '../../../core/domain/customers/search-row';
import type { FreshRows } from './fresh-rows';
import type { Segment } from './segment';
import { SegmentMatches } from './segment-match';

/** A match not yet read. */
interface Match {
  readonly exactWords: number;
  readonly orderKey: string;
  readonly row: () => SearchRow;
}

/**
 * The first `limit` customers that match every term: those with more whole words of the name first, then A–Z (LK-9);
 * and how many match in all.
 */
export function bestMatches(
  segments: readonly Segment[],
  fresh: FreshRows,
  terms: readonly LookupTerm[],
  limit: number,
): { readonly rows: readonly SearchRow[]; readonly total: number } {
  const inFresh = fresh.matching(terms).map(({ row, tokens, orderKey }) => {
    return { exactWords: exactWords(tokens, terms), orderKey, row: () => row };
  });
  const inSegments = segments.map((segment) => bestOfSegment(segment, terms, limit));
  const best = [...inFresh, ...inSegments.flatMap(({ matches }) => matches)].sort(compareMatches).slice(0, limit);
  const total = inSegments.reduce((sum, found) => sum + found.total, inFresh.length);
  return { rows: best.map((match) => match.row()), total };
}

function bestOfSegment(
  segment: Segment,
  terms: readonly LookupTerm[],
  limit: number,
): { readonly matches: readonly Match[]; readonly total: number } {
  const found = new SegmentMatches(segment, terms);
  const rowsByExact: number[][] = [];
  let total = 0;
  // Rows lie in A–Z order, so that of each number of whole words the first ones met are the ones to keep.
  for (let row = found.next(0); row !== -1; row = found.next(row + 1)) {
    total += 1;
    const kept = (rowsByExact[found.exactWords[row] ?? 0] ??= []);
    if (kept.length < limit) kept.push(row);
  }
  const matches = rowsByExact.flatMap((rows, exactWords) =>
    (rows ?? []).map((row) => ({ exactWords, orderKey: segment.parts.orderKeys.at(row), row: () => segment.row(row) })),
  );
  return { matches, total };
}

function compareMatches(a: Match, b: Match): number {
  return b.exactWords - a.exactWords || (a.orderKey < b.orderKey ? -1 : a.orderKey > b.orderKey ? 1 : 0);
}
