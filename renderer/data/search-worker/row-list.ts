import { readLookup, type LookupTerm } from '../../../core/domain/customers/lookup-query';
import type { FreshRow, FreshRows } from './fresh-rows';
import { APP_USER } from './packed-row';
import type { ListFilter } from './search-calls';
import type { Segment } from './segment';
import { SegmentMatches } from './segment-match';
import { mergedOrders } from './sorted-order';

/** A row anywhere: number of its segment in the high byte, row in the rest. */
type Place = number;
const ROW_BITS = 24;
const ROW_MASK = 2 ** ROW_BITS - 1;
/** The number that stands for the fresh rows. */
const FRESH = 255;

type Order = 'name' | 'created';

function place(segment: number, row: number): Place {
  return segment * 2 ** ROW_BITS + row;
}

/** What a filter leaves, in its order; any page of it is a slice. */
export interface RowList {
  readonly places: Uint32Array;
  /** Rows of the places whose segment is `FRESH`. */
  readonly fresh: readonly FreshRow[];
  /** Read from the end (most recently added first). */
  readonly reversed: boolean;
}

/**
 * The sorted lists behind **My Customers**. The order of everybody in the segments is merged when segments change and
 * kept; a filter then only walks along it, and the few fresh rows are put where they belong.
 */
export class RowLists {
  #ordered = new Map<Order, { readonly segments: readonly Segment[]; readonly places: Uint32Array }>();
  #last: { readonly key: string; readonly list: RowList } | null = null;

  /** The list of a filter; `version` counts every change of a row, so that unchanged lists are not made again. */
  list(segments: readonly Segment[], fresh: FreshRows, filter: ListFilter, version: number): RowList {
    const key = JSON.stringify([
      version,
      filter.text,
      filter.appUsersOnly,
      filter.sort,
      filter.locationId,
      filter.withoutInternalIds,
    ]);
    if (this.#last?.key === key) return this.#last.list;
    const list = this.makeList(segments, fresh, filter);
    this.#last = { key, list };
    return list;
  }

  private makeList(segments: readonly Segment[], fresh: FreshRows, filter: ListFilter): RowList {
    const query = readLookup(filter.text, 'list', false, filter.withoutInternalIds);
    const terms = query.kind === 'search' ? query.terms : [];
    const order: Order = filter.sort === 'name' ? 'name' : 'created';
    const freshRows = fresh.matching(terms).filter(({ row }) => isListed(row, filter));
    const listed = segments.map((segment) => listedRows(segment, filter, terms));
    const settled = placesListed(this.orderOf(segments, order), listed);
    const compare = comparison(segments, freshRows, order);
    const freshPlaces = Uint32Array.from(freshRows, (_, at) => place(FRESH, at)).sort(compare);
    const places = mergedOrders(settled, freshPlaces, compare);
    return { places, fresh: freshRows, reversed: filter.sort === 'newest' };
  }

  /** Everybody in the segments, dead rows included, sorted. */
  private orderOf(segments: readonly Segment[], order: Order): Uint32Array {
    const kept = this.#ordered.get(order);
    if (kept?.segments === segments) return kept.places;
    const compare = comparison(segments, [], order);
    const lists = segments.map((segment, number) => sortedPlaces(segment, number, order));
    lists.sort((a, b) => a.length - b.length);
    const places = lists.reduce((merged, list) => mergedOrders(merged, list, compare), new Uint32Array(0));
    this.#ordered.set(order, { segments, places });
    return places;
  }
}

/** Rows `offset` to `offset + limit` of a list, as `read` makes them. */
export function sliceOf<Row>(
  list: RowList,
  offset: number,
  limit: number,
  read: { readonly fresh: (row: FreshRow) => Row; readonly settled: (segment: number, row: number) => Row },
): readonly Row[] {
  const { places, fresh, reversed } = list;
  const start = reversed ? Math.max(0, places.length - offset - limit) : offset;
  const end = reversed ? Math.max(0, places.length - offset) : offset + limit;
  const slice = Array.from(places.subarray(start, end));
  if (reversed) slice.reverse();
  return slice.flatMap((at) => {
    const segment = at >>> ROW_BITS;
    if (segment !== FRESH) return [read.settled(segment, at & ROW_MASK)];
    const row = fresh[at & ROW_MASK];
    return row === undefined ? [] : [read.fresh(row)];
  });
}

function sortedPlaces(segment: Segment, number: number, order: Order): Uint32Array {
  if (order === 'created') return segment.parts.byCreated.map((row) => place(number, row));
  return Uint32Array.from({ length: segment.length }, (_, row) => place(number, row));
}

/** Per row of a segment: 1 when the filter leaves it. */
function listedRows(segment: Segment, filter: ListFilter, terms: readonly LookupTerm[]): Uint8Array {
  const { flags, placeSetOf, dead } = segment.parts;
  const matches = terms.length === 0 ? null : new SegmentMatches(segment, terms);
  const inPlace = filter.locationId === null ? null : segment.placeSetsWith(filter.locationId);
  const flag = filter.appUsersOnly ? APP_USER : 0;
  const listed = new Uint8Array(segment.length);
  for (let row = 0; row < listed.length; row += 1) {
    const isIn = inPlace === null || inPlace[placeSetOf[row] ?? 0] === 1;
    const isOne = dead[row] === 0 && ((flags[row] ?? 0) & flag) === flag && isIn;
    listed[row] = isOne && (matches === null || matches.has(row)) ? 1 : 0;
  }
  return listed;
}

/** The listed ones of all places, in their order. */
function placesListed(places: Uint32Array, listed: readonly Uint8Array[]): Uint32Array {
  const kept = new Uint32Array(places.length);
  let count = 0;
  for (const at of places) {
    if (listed[at >>> ROW_BITS]?.[at & ROW_MASK] === 1) kept[count++] = at;
  }
  return kept.subarray(0, count);
}

function isListed(row: FreshRow['row'], filter: ListFilter): boolean {
  if (filter.appUsersOnly && !row.isAppUser) return false;
  return filter.locationId === null || row.locationIds.includes(filter.locationId);
}

/** Compares two places by the order asked; equal instants of creation by A–Z. */
function comparison(
  segments: readonly Segment[],
  fresh: readonly FreshRow[],
  order: Order,
): (a: Place, b: Place) => number {
  const keyOf = (at: Place) => {
    const segment = at >>> ROW_BITS;
    const row = at & ROW_MASK;
    return (segment === FRESH ? fresh[row]?.orderKey : segments[segment]?.parts.orderKeys.at(row)) ?? '';
  };
  const createdAt = (at: Place) => {
    const segment = at >>> ROW_BITS;
    const row = at & ROW_MASK;
    return (segment === FRESH ? fresh[row]?.row.createdAt : segments[segment]?.parts.createdAt[row]) ?? 0;
  };
  const byName = (a: Place, b: Place) => {
    const [x, y] = [keyOf(a), keyOf(b)];
    return x < y ? -1 : x > y ? 1 : 0;
  };
  return order === 'name' ? byName : (a, b) => createdAt(a) - createdAt(b) || byName(a, b);
}
