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
    const isWaiting =
      laid.entry.kind === 'transaction-finished' && standing !== undefined && !isConfirmed(standing, laid);
    if (isWaiting && laid.verdict?.kind !== 'duplicate') continue;
    log.settle(laid);
    if (customerId !== null) touched.add(customerId);
  }
  return [...touched];
}

/** True when the effects of an entry have come back with the feeds. Parked entries have none. */
function isVisible({ entry, verdict }: LaidEntry, seenOf: (feed: string) => FeedSeen | undefined): boolean {
  if (verdict === null || (verdict.kind !== 'accepted' && verdict.kind !== 'duplicate')) return false;
  const what = entry.kind === 'transaction-finished' ? 'both' : 'rest';
  return Object.entries(verdict.visibleAt).every(([feed, sequence]) => seenThrough(seenOf(feed), what) >= sequence);
}
