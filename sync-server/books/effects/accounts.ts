import type { Customer } from '../../../core/domain/customers/customer';
import { isPlaceholder, placeholderCustomer } from '../../../core/domain/customers/new-customer';
import type { RollUpRow } from '../../store/rows';
import type { Pending } from '../log/pending';
import { putCustomer } from './put-customer';

/** The account that counts for an id now: its own, or the primary it was rolled into, chains included (RU-15, RU-16). */
export function activeAccount(pending: Pending, id: string): Customer | null {
  let customer = pending.customer(id);
  while (customer?.mergedInto != null) customer = pending.customer(customer.mergedInto);
  return customer;
}

/** True when there is an account of that id which is nobody else's part and not deleted. */
export function isOpenAccount(customer: Customer | null): customer is Customer {
  return customer !== null && customer.status === 'active' && !isPlaceholder(customer);
}

/**
 * Changes the account an id stands for, on a placeholder when nobody has heard of it; and what each account would be
 * without the roll-ups it went through since, so that undoing them gives back what was entered for it (RU-15).
 */
export function changeAccount(pending: Pending, id: string, change: (customer: Customer) => Customer): Customer {
  const account = activeAccount(pending, id) ?? placeholderCustomer(id);
  changeKept(pending, id, change);
  const changed = change(account);
  putCustomer(pending, changed);
  return changed;
}

function changeKept(pending: Pending, id: string, change: (customer: Customer) => Customer): void {
  let [member, since] = [id, 0];
  for (;;) {
    const rollUps = pending.rollUpsOf(member).filter(({ state, serial }) => state === 'active' && serial > since);
    for (const row of rollUps) pending.putRollUp(withChange(row, member, change));
    const into = rollUps.find(({ merged }) => merged.includes(member));
    if (into === undefined) return;
    [member, since] = [into.primaryId, into.serial];
  }
}

function withChange(row: RollUpRow, id: string, change: (customer: Customer) => Customer): RollUpRow {
  const kept = row.kept.map((one) => (one.customer.id === id ? { ...one, customer: change(one.customer) } : one));
  return { ...row, kept };
}
