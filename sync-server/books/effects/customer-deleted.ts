import { applyEdit } from '../../../core/domain/customers/apply-edit';
import { placeholderCustomer } from '../../../core/domain/customers/new-customer';
import type { Message } from '../../../core/domain/messages/message';
import { checkedId, type EntryScene } from './entry-scene';
import { putCustomer } from './put-customer';
import { recordAudit } from './record-audit';
import { putMessage } from './request-messages';

/**
 * Hides a customer everywhere; cards, punches and points stay for 90 days (DE-7). Its identifiers are free again
 * (IC-14), what was not sent yet is cancelled (DE-11).
 */
export async function deleteCustomer(scene: EntryScene<'customer-deleted'>): Promise<void> {
  const { entry, facts, order, pending, receivedAt } = scene;
  const id = checkedId(facts.customerId);
  const before = pending.customer(id) ?? placeholderCustomer(id);
  const changes = { status: 'deleted', deletedAt: entry.shownAt } as const;
  putCustomer(pending, applyEdit(before, { changes, stamp: order }), receivedAt);

  const ofThisBatch = [...pending.documents.values()]
    .filter(({ collection, owner }) => collection === 'messages' && owner === id)
    .map(({ document }) => document as unknown as Message);
  for (const message of [...(await scene.lookup.queuedMessages(id)), ...ofThisBatch]) {
    putMessage(pending, { ...message, state: 'cancelled' });
  }
  recordAudit(scene, 'customer-deleted', id, {});
}
