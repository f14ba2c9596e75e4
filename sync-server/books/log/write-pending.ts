import type { Instant } from '../../../core/kernel/amounts';
import type { FeedPlace } from '../../store/rows';
import type { StoreTransaction } from '../../store/store';
import { workItemChange, workItemRow } from '../effects/work-items';
import { named, type Pending } from './pending';

/**
 * Writes what effects have laid down, in the order of the lock discipline; the feeds come last. A work item that was
 * there before is left as it is, and nobody is told of it again.
 */
export async function writePending(
  tx: StoreTransaction,
  pending: Pending,
  commit: { readonly stamp: string; readonly at: Instant },
): Promise<readonly FeedPlace[]> {
  await tx.putIdentifiers([...pending.claims.values()]);
  await tx.putSearchWords([...pending.words.values()]);
  await tx.claimEffects([...pending.effects.values()]);
  await tx.putDocuments([...pending.documents.values()]);
  await tx.addAuditRows([...pending.audit.values()]);
  await tx.addLostValues([...pending.lostValues.values()]);

  const items = [...pending.workItems.values()];
  const opened = await tx.addDocuments(items.map(workItemRow));
  const told = items.filter(({ id }) => opened.includes(id)).map(workItemChange);
  const changes = new Map(
    [...pending.feedChanges.values(), ...told].map((change) => [named.feedChange(change), change]),
  );
  return tx.appendToFeeds([...changes.values()], commit);
}
