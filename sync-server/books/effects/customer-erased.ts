import type { Customer } from '../../../core/domain/customers/customer';
import { isPlaceholder, placeholderCustomer } from '../../../core/domain/customers/new-customer';
import { NO_STAMP } from '../../../core/domain/customers/stamps';
import { activeAccount } from './accounts';
import { settleActivity } from './activity-after-deletion';
import { settlePairs } from './duplicate-items';
import { checkedId, type ActingScene, type EntryScene } from './entry-scene';
import { putCustomer } from './put-customer';
import { recordAct } from './record-audit';
import { cancelMessages } from './request-messages';

/** Personal data is erased at the customer's wish, at once and for good (DE-7). */
export function eraseCustomer(scene: EntryScene<'customer-erased'>): Promise<string> {
  return eraseAccount(scene, checkedId(scene.facts.customerId));
}

/**
 * Nothing personal of the account stays: contact data, pets, messages, what edits replaced, and the personal part of
 * every entry, of the accounts rolled into it as well. Visits and redemptions stay without a name (DE-7, DE-9).
 * Registers are told by log 0, so that an older backup does not bring it back.
 */
export async function eraseAccount(scene: ActingScene, id: string): Promise<string> {
  const { pending, receivedAt } = scene;
  // After a restore the customer's own entry may be still to come: it then finds somebody erased.
  const account = activeAccount(pending, id) ?? placeholderCustomer(id);
  const customerIds = [...new Set([account.id, ...(pending.standing(account.id)?.members ?? [])])].sort();
  pending.decide(`erased-${account.id}`, { kind: 'customer-erased', facts: { customerIds } });
  // Nobody is left who could be compared, written to or restored.
  await cancelMessages(scene, account.id);
  await settlePairs(scene, account);
  await settleActivity(scene, account.id, 'left-deleted');
  putCustomer(pending, erasedAccount(account, receivedAt));
  for (const customerId of customerIds) {
    pending.erase(customerId);
    for (const row of pending.rollUpsOf(customerId)) pending.putRollUp({ ...row, kept: [] });
  }
  recordAct(scene, 'customer-erased', account.id, {});
  return '';
}

/** Nothing personal is left of it; one whose own entry is still on its way had nothing yet. */
export function isErased(customer: Customer): boolean {
  const { status, firstName, lastName } = customer;
  return status === 'deleted' && firstName === '' && lastName === '' && !isPlaceholder(customer);
}

function erasedAccount({ id, createdAt, deletedAt, homeLocationId, stamps }: Customer, now: number): Customer {
  return {
    ...placeholderCustomer(id),
    ...{ createdAt, homeLocationId, status: 'deleted', deletedAt: deletedAt ?? now },
    // Nobody's entry completes it any more.
    stamps: { created: stamps.created ?? NO_STAMP },
  };
}
