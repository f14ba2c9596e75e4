import { MINUTE_MS, type Instant } from '../kernel/amounts';

/**
 * Where something stands in the one order everybody agrees on (OX-3): instant of order, then register, log and
 * sequence. Fixed width, so that comparing the strings compares the order.
 */
export type OrderKey = string;

/** A stamp further ahead than this is adopted by nobody, so that one wrong clock never rules others. */
export const MAX_STAMP_AHEAD_MS = 5 * MINUTE_MS;

/** The order key of entry `sequence` of a log whose order instant is known (or estimated). */
export function orderKey(orderInstant: Instant, registerId: string, logId: string, sequence: number): OrderKey {
  return `${String(orderInstant).padStart(15, '0')}:${registerId}:${logId}:${String(sequence).padStart(10, '0')}`;
}

/** Instant and register an order key was made from; the register is `''` for what the server did by itself. */
export function readOrderKey(key: OrderKey): { readonly instant: Instant; readonly registerId: string } {
  const [instant = '', registerId = ''] = key.split(':');
  return { instant: Number(instant), registerId };
}

export interface OrderFacts {
  readonly shownAt: Instant;
  /** Server clock minus shown clock as last measured, milliseconds; null when never measured. */
  readonly offsetMs: number | null;
  /** Order instant of the same log's previous entry; null for the first. */
  readonly previousOrderInstant: Instant | null;
}

/**
 * Decides who was first (OX-3): shown clock plus last measured offset, not after `receivedAt`, and never before the
 * log's previous entry. A register that estimates its own order passes `Infinity` as `receivedAt`.
 */
export function orderInstantOf(facts: OrderFacts, receivedAt: Instant): Instant {
  const claimed = facts.shownAt + (facts.offsetMs ?? 0);
  return Math.max(Math.min(claimed, receivedAt), facts.previousOrderInstant ?? 0, 0);
}
