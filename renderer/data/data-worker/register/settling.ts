import type { Standing } from '../../../../core/domain/cards/standing';
import type { Customer } from '../../../../core/domain/customers/customer';
import { DAY_MS } from '../../../../core/kernel/amounts';
import type { LaidEntry, OwnLog } from './own-log';
import { customerOf } from './own-log';
import { isConfirmed } from './overlay';
import type { Kept, RegisterStore } from './register-store';

/** What settling asks about the pulled state besides standings. */
export interface Arrivals {
  /** The sequence through which every change of a feed is here. */
  readonly hereThrough: (feed: string, what: 'rest' | 'both') => number;
  /** Number of the reading of a feed that is complete or under way. */
  readonly readingOf: (feed: string) => number;
  /** Brought here from another location: no feed of this register tells what became of an edit. */
  readonly isVisiting: (customerId: string) => boolean;
  /** The master list's time, whatever this register's clock shows. */
  readonly serverNow: () => number;
}

/** A sale to a customer nobody else knows (yet) lies over for so long: after a restore others are still to offer him. */
const WAITS_MS = 7 * DAY_MS;

/**
 * Takes away own entries that the pulled state contains, and answers the customers they were about.
 *
 * In standings that is said by the standing itself; elsewhere by the feed having passed the verdict's `visibleAt`.
 * Until both hold the entry stays: laying it twice is harmless, missing it is not. To be asked after a feed was read to
 * its head, never right after a verdict: what was read before may be of a history that a restore has just replaced.
 */
export async function settleContained(
  log: OwnLog,
  store: RegisterStore,
  arrivals: Arrivals,
): Promise<readonly string[]> {
  const candidates = log.judgedEntries().filter((laid) => isVisible(laid, arrivals));
  if (candidates.length === 0) return [];
  const customerIds = new Set(candidates.map(({ entry }) => customerOf(entry)).filter((id) => id !== null));
  const ids = [...customerIds];
  const [kept, customers] = [await store.readMany('standings', ids), await store.readMany('customers', ids)];
  const standings = new Map(kept.map(({ document }) => [document.id, document]));
  for (const [id, primary] of await standingsOfPrimaries(store, customers)) standings.set(id, primary);
  // What an earlier reading brought may be of a history that was lost, and goes or is replaced at the end of this one.
  const isOld = ({ feeds }: Kept) =>
    Object.entries(feeds).every(([feed, { reading }]) => reading < arrivals.readingOf(feed));
  const replaced = new Set([...kept, ...customers].filter(isOld).map(({ document }) => document.id));

  const touched = new Set<string>();
  for (const laid of candidates) {
    const customerId = customerOf(laid.entry);
    if (customerId !== null && replaced.has(customerId)) continue;
    const standing = customerId === null ? undefined : standings.get(customerId);
    // Without a standing the customer is no longer of this location, was rolled up, or is one the server waits to hear of.
    const isTransaction = laid.entry.kind === 'transaction-finished';
    if (laid.verdict?.kind === 'parked' && !isTransaction) continue;
    const isWaiting = isTransaction && standing !== undefined && !isConfirmed(standing, laid);
    if (isWaiting && laid.verdict?.kind !== 'duplicate') continue;
    const isUnheardOf = isTransaction && customerId !== null && standing === undefined;
    if (isUnheardOf && Math.abs(arrivals.serverNow() - laid.orderInstant) < WAITS_MS) continue;
    // A parked entry has no effect yet, unless it was judged again and its transaction has come.
    if (laid.verdict?.kind === 'parked' && (standing === undefined || isWaiting)) continue;
    log.settle(laid);
    if (customerId !== null) touched.add(customerId);
  }
  return [...touched];
}

/** For accounts that were rolled up: the standing their sales count in now (RU-15, RU-16). */
async function standingsOfPrimaries(
  store: RegisterStore,
  customers: readonly Kept<'customers'>[],
): Promise<ReadonlyMap<string, Standing>> {
  const found = new Map<string, Standing>();
  for (const { document } of customers) {
    let primary: Customer | null = document;
    const seen = new Set<string>(); // see `RolledUp`
    while (primary?.mergedInto != null && !seen.has(primary.id)) {
      seen.add(primary.id);
      primary = (await store.read('customers', primary.mergedInto))?.document ?? null;
    }
    if (primary === null || primary.id === document.id) continue;
    const standing = await store.read('standings', primary.id);
    if (standing !== null) found.set(document.id, standing.document);
  }
  return found;
}

/** True when the effects an entry had at acceptance have come back with the feeds. */
function isVisible({ entry, verdict }: LaidEntry, { hereThrough, isVisiting }: Arrivals): boolean {
  const customerId = customerOf(entry);
  if (verdict === null || (customerId !== null && isVisiting(customerId))) return false;
  const what = entry.kind === 'transaction-finished' ? 'both' : 'rest';
  return Object.entries(verdict.visibleAt).every(([feed, sequence]) => hereThrough(feed, what) >= sequence);
}
