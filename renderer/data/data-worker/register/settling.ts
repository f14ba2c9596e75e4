import type { LaidEntry, OwnLog } from './own-log';
import { customerOf } from './own-log';
import { isConfirmed } from './overlay';
import type { FeedSeen, RegisterStore } from './register-store';
import { seenThrough } from './feed-tracks';

/**
 * Takes away own entries that the pulled state contains, and answers the customers they were about.
 *
 * In standings that is said by the standing itself; elsewhere by the feed having passed the verdict's `visibleAt`.
 * Until both hold the entry stays: laying it twice is harmless, missing it is not.
 */
export async function settleContained(
  log: OwnLog,
  store: RegisterStore,
  seenOf: (feed: string) => FeedSeen | undefined,
): Promise<readonly string[]> {
  const candidates = log.judgedEntries().filter((laid) => isVisible(laid, seenOf));
  if (candidates.length === 0) return [];
  const customerIds = new Set(candidates.map(({ entry }) => customerOf(entry)).filter((id) => id !== null));
  const kept = await store.readMany('standings', [...customerIds]);
  const standings = new Map(kept.map(({ document }) => [document.id, document]));

  const touched = new Set<string>();
  for (const laid of candidates) {
    const customerId = customerOf(laid.entry);
    const standing = customerId === null ? undefined : standings.get(customerId);
    // Without a standing here the customer is no longer of this location, or was rolled up by the same commit.
    const isTransaction = laid.entry.kind === 'transaction-finished';
    if (laid.verdict?.kind === 'parked' && !isTransaction) continue;
    const isWaiting = isTransaction && standing !== undefined && !isConfirmed(standing, laid);
    if (isWaiting && laid.verdict?.kind !== 'duplicate') continue;
    // A parked entry has no effect yet, unless it was judged again and its transaction has come.
    if (laid.verdict?.kind === 'parked' && (standing === undefined || isWaiting)) continue;
    log.settle(laid);
    if (customerId !== null) touched.add(customerId);
  }
  return [...touched];
}

/** True when the effects an entry had at acceptance have come back with the feeds. */
function isVisible({ entry, verdict }: LaidEntry, seenOf: (feed: string) => FeedSeen | undefined): boolean {
  if (verdict === null) return false;
  const what = entry.kind === 'transaction-finished' ? 'both' : 'rest';
  return Object.entries(verdict.visibleAt).every(([feed, sequence]) => seenThrough(seenOf(feed), what) >= sequence);
}
