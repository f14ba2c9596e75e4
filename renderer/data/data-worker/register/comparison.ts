import { hashText } from '../../../../core/kernel/hash';
import type { FeedDigest } from '../../../../core/sync/feed';
import { restCollections } from './feed-tracks';
import type { PulledCollection, RegisterStore, StoredPage } from './register-store';

/** Count and digest of what is kept of one collection of a feed; see `FeedDigestSchema`. */
export async function tally(
  store: RegisterStore,
  collection: PulledCollection,
  feed: string,
): Promise<{ readonly count: number; readonly digest: string }> {
  let count = 0;
  // 52 bits in two halves, because `^` works on 32.
  let high = 0;
  let low = 0;
  for (let place: string | null = ''; place !== null;) {
    const { kept, next }: StoredPage = await store.page(collection, place);
    for (const { document, feeds } of kept) {
      const mark = feeds[feed];
      if (mark === undefined) continue;
      const hash = hashText(`${document.id}:${mark.sequence}`);
      high ^= Number.parseInt(hash.slice(0, 5), 16);
      low ^= Number.parseInt(hash.slice(5, 13), 16);
      count += 1;
    }
    place = next;
  }
  const digest = high.toString(16).padStart(5, '0') + (low >>> 0).toString(16).padStart(8, '0');
  return { count, digest };
}

/**
 * Compares what is kept of a feed with what the server says should be; answers the collections that differ. Of
 * transactions only the newest are kept, so their counts say nothing.
 */
export async function differingCollections(
  store: RegisterStore,
  feed: string,
  digest: FeedDigest,
): Promise<readonly PulledCollection[]> {
  const differing: PulledCollection[] = [];
  for (const collection of restCollections) {
    const kept = await tally(store, collection, feed);
    const expected = digest.collections[collection] ?? { count: 0, digest: '0'.repeat(13) };
    if (kept.count !== expected.count || kept.digest !== expected.digest) differing.push(collection);
  }
  return differing;
}
