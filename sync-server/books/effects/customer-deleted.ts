import { applyEdit } from '../../../core/domain/customers/apply-edit';
import type { Customer } from '../../../core/domain/customers/customer';
import { DAY_MS } from '../../../core/kernel/amounts';
import { readOrderKey } from '../../../core/log/order';
import { changeAccount } from './accounts';
import { flagActivity } from './activity-after-deletion';
import { settlePairs } from './duplicate-items';
import { checkedId, type EntryScene } from './entry-scene';
import { recordAudit } from './record-audit';
import { cancelMessages } from './request-messages';

/** So many of the 90 days have passed at most when the server hears of a deletion. */
const LONGEST_UNHEARD_MS = 60 * DAY_MS;

/**
 * Hides a customer everywhere; cards, punches and points stay for 90 days (DE-7). Its identifiers are free again
 * (IC-14), what was not sent yet is cancelled (DE-11).
 */
export async function deleteCustomer(scene: EntryScene<'customer-deleted'>): Promise<string> {
  const { facts, order, orderInstant, pending, receivedAt } = scene;
  const id = checkedId(facts.customerId);
  // What was rolled up meanwhile is no account any more, and the primary was not meant.
  if (pending.customer(id)?.status === 'merged') return 'customer-combined';
  // By the corrected clock (OX-3); and however wrong that was or long the way here, time is left to think again.
  const deletedAt = Math.max(orderInstant, receivedAt - LONGEST_UNHEARD_MS);
  const changes = { status: 'deleted', deletedAt } as const;
  const deleted = changeAccount(pending, id, (customer) => applyEdit(customer, { changes, stamp: order }));

  recordAudit(scene, 'customer-deleted', id, {});
  // Restored later by somebody who was heard of earlier, it stays.
  if (deleted.status !== 'deleted') return '';
  await cancelMessages(scene, id);
  await settlePairs(scene, deleted);
  flagEarlierArrivals(scene, deleted);
  return '';
}

/** Bought after the deletion and heard of before it: whoever deleted the customer did not know of it either (DE-10). */
function flagEarlierArrivals(scene: EntryScene<'customer-deleted'>, customer: Customer): void {
  const { orderInstant, pending } = scene;
  for (const { id, order, locationId } of pending.standing(customer.id)?.transactions ?? []) {
    if (readOrderKey(order).instant > orderInstant) flagActivity(scene, customer, { transactionId: id, locationId });
  }
}
