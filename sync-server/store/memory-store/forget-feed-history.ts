import type { Instant } from '../../../core/kernel/amounts';
import { keyOf, type StoredCommit, type StoredFeed, type StoredFeedRow } from './memory-reads';
import type { WriteSet } from './memory-view';

/** Drops old leave rows and commit stamps of one feed. The newest commit stays: quiet feeds need no new start. */
export function forgetFeedHistory(writes: WriteSet, name: string, before: Instant): void {
  const feed = writes.get<StoredFeed>('feeds', name);
  if (feed === undefined) return;
  let forgottenThrough = feed.forgottenThrough;

  for (const [key, row] of [...writes.rows<StoredFeedRow>(`feed ${name}`)]) {
    if (row.change !== 'leave' || row.at >= before) continue;
    writes.drop(`feed ${name}`, key);
    forgottenThrough = Math.max(forgottenThrough, row.sequence);
  }
  for (const { lastSequence, at } of [...writes.rows<StoredCommit>(`commits ${name}`).values()]) {
    if (at >= before || lastSequence === feed.head) continue;
    writes.drop(`commits ${name}`, keyOf.entry(lastSequence));
    forgottenThrough = Math.max(forgottenThrough, lastSequence);
  }
  if (forgottenThrough > feed.forgottenThrough) writes.put('feeds', name, { ...feed, forgottenThrough });
}
