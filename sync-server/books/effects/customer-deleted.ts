import { applyEdit } from '../../../core/domain/customers/apply-edit';
import type { Message } from '../../../core/domain/messages/message';
import { changeAccount } from './accounts';
import { checkedId, type EntryScene } from './entry-scene';
import { recordAudit } from './record-audit';
import { putMessage } from './request-messages';

/**
 * Hides a customer everywhere; cards, punches and points stay for 90 days (DE-7). Its identifiers are free again
 * (IC-14), what was not sent yet is cancelled (DE-11).
 */
export async function deleteCustomer(scene: EntryScene<'customer-deleted'>): Promise<string> {
  const { entry, facts, order, pending } = scene;
  const id = checkedId(facts.customerId);
  // What was rolled up meanwhile is no account any more, and the primary was not meant.
  if (pending.customer(id)?.status === 'merged') return 'customer-combined';
  const changes = { status: 'deleted', deletedAt: entry.shownAt } as const;
  changeAccount(pending, id, (customer) => applyEdit(customer, { changes, stamp: order }));

  const ofThisBatch = [...pending.documents.values()]
    .filter(({ collection, owner }) => collection === 'messages' && owner === id)
    .map(({ document }) => document as unknown as Message);
  for (const message of [...(await scene.lookup.queuedMessages(id)), ...ofThisBatch]) {
    putMessage(pending, { ...message, state: 'cancelled' });
  }
  recordAudit(scene, 'customer-deleted', id, {});
  return '';
}
