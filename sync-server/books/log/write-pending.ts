import type { Instant } from '../../../core/kernel/amounts';
import type { FeedChange, FeedPlace } from '../../store/rows';
import type { StoreTransaction } from '../../store/store';
import { decide } from '../history/decide';
import type { Signing } from '../signing';
import { alsoToldAtMaster, workItemChange, workItemRow } from '../effects/work-items';
import { named, type Pending } from './pending';

/**
 * Writes what effects have laid down, in the order of the lock discipline; the feeds come last. A work item that was
 * there before is left as it is, and nobody is told of it again.
 */
export async function writePending(
  tx: StoreTransaction,
  pending: Pending,
  commit: { readonly stamp: string; readonly at: Instant; readonly signing?: Signing },
): Promise<readonly FeedPlace[]> {
  const decided = await writeDecisions(tx, pending, commit);
  await tx.putIdentifiers([...pending.claims.values()]);
  await tx.putSearchWords([...pending.words.values()]);
  await tx.claimEffects([...pending.effects.values()]);
  await tx.putDocuments([...pending.documents.values()]);
  await tx.addAuditRows([...pending.audit.values()]);
  await tx.addLostValues([...pending.lostValues.values()]);
  await tx.putRollUps([...pending.rollUps.values()]);
  await tx.erasePersonal([...pending.erased.values()]);

  const items = [...pending.workItems.values()];
  const opened = await tx.addDocuments(items.map(workItemRow));
  const told = items.filter(({ id }) => opened.includes(id)).map(workItemChange);
  const due = [...pending.feedChanges.values(), ...told, ...decided];
  const changes = new Map(
    [...due, ...(await alsoToldAtMaster(tx, due))].map((change) => [named.feedChange(change), change]),
  );
  return tx.appendToFeeds([...changes.values()], commit);
}

/** What log 0 has to say of it; the server's row is held (`Pending.decide`). */
async function writeDecisions(
  tx: StoreTransaction,
  pending: Pending,
  { at, signing }: { readonly at: Instant; readonly signing?: Signing },
): Promise<readonly FeedChange[]> {
  if (pending.decisions.size === 0) return [];
  if (signing === undefined) throw new Error('Nothing here may decide for the server.');
  const changes: FeedChange[] = [];
  let server = await tx.server();
  for (const due of pending.decisions.values()) {
    const decided = await decide(tx, signing, server, { ...due, at });
    changes.push(...decided.changes);
    server = decided.server;
  }
  await tx.putServer(server);
  return changes;
}
