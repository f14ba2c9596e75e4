import type { SearchRow } from '../../../core/domain/customers/search-row';
import type { FreshRows } from './fresh-rows';
import { STEP, type Job } from './job';
import { buildSegment, type Segment } from './segment';

/** More fresh rows than this are sorted in; looking through as many still costs a fraction of a millisecond. */
export const MOST_FRESH = 256;
/** So many segments of about one size are made into one, so that a row is sorted only a few times in its life. */
const FAN = 8;
/** A segment with more dead rows than this share is made anew. */
const MOST_DEAD = 0.25;

/** What a compaction made, to be put in place of what it was made from. */
export interface Compacted {
  readonly replaced: readonly Segment[];
  readonly made: Segment;
  /** Fresh rows that are in it. */
  readonly taken: readonly SearchRow[];
}

/** Sorts fresh rows and segments that have become too many or too dead into one new segment; null without need. */
export function compaction(segments: readonly Segment[], fresh: FreshRows): Job<Compacted> | null {
  const decayed = segments.filter((segment) => segment.length - segment.alive > MOST_DEAD * segment.length);
  if (fresh.size <= MOST_FRESH && decayed.length === 0) return null;
  const taken = fresh.all().map(({ row }) => row);
  return compact(segmentsToJoin(segments, decayed, taken.length), taken);
}

/** The decayed ones, and step by step all of a size that would otherwise be there `FAN` times. */
function segmentsToJoin(
  segments: readonly Segment[],
  decayed: readonly Segment[],
  freshCount: number,
): readonly Segment[] {
  let joined = decayed;
  for (;;) {
    const coming = joined.reduce((sum, segment) => sum + segment.alive, freshCount);
    const others = segments.filter((segment) => !joined.includes(segment));
    const alike = others.filter((segment) => sizeClass(segment.alive) === sizeClass(coming));
    if (alike.length + 1 < FAN) return joined;
    joined = [...joined, ...others.filter((segment) => sizeClass(segment.alive) <= sizeClass(coming))];
  }
}

/** Sizes of one class differ by less than `FAN` times. */
function sizeClass(rows: number): number {
  return Math.floor(Math.log(Math.max(rows, MOST_FRESH)) / Math.log(FAN));
}

function* compact(replaced: readonly Segment[], taken: readonly SearchRow[]): Job<Compacted> {
  const rows = [...taken];
  for (const segment of replaced) {
    for (let row = 0; row < segment.length; row += 1) {
      if (segment.isAlive(row)) rows.push(segment.row(row));
      if (row % STEP === 0) yield;
    }
  }
  return { replaced, made: yield* buildSegment(rows), taken };
}
