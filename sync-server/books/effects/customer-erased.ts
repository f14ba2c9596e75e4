import type { Customer } from '../../../core/domain/customers/customer';
import { isPlaceholder, placeholderCustomer } from '../../../core/domain/customers/new-customer';
import { NO_STAMP } from '../../../core/domain/customers/stamps';
import { activeAccount } from './accounts';
import { checkedId, type ActingScene, type EntryScene } from './entry-scene';
import { putCustomer } from './put-customer';
import { recordAct } from './record-audit';

/** Personal data is erased at the customer's wish, at once and for good (DE-7). */
export function eraseCustomer(scene: EntryScene<'customer-erased'>): string {
  return eraseAccount(scene, checkedId(scene.facts.customerId));
}

/**
 * Nothing personal of the account stays: contact data, pets, messages, what edits replaced, and the personal part of
 * every entry, of the accounts rolled into it as well. Visits and redemptions stay without a name (DE-7, DE-9).
 * Registers are told by log 0, so that an older backup does not bring it back.
 */
export function eraseAccount(scene: ActingScene, id: string): string {
  const { pending, receivedAt } = scene;
  // After a restore the customer's own entry may be still to come: it then finds somebody erased.
  const account = activeAccount(pending, id) ?? placeholderCustomer(id);
  const customerIds = [...new Set([account.id, ...(pending.standing(account.id)?.members ?? [])])].sort();
  pending.decide(`erased-${account.id}`, { kind: 'customer-erased', facts: { customerIds } });
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
