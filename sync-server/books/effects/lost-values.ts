import { CONTACT_FORM_FIELDS } from '../../../core/domain/customers/contact-fields';
import type { Customer } from '../../../core/domain/customers/customer';
import {
  isPetField,
  type CustomerChanges,
  type CustomerField,
  type EDITABLE_FIELDS,
} from '../../../core/domain/customers/customer-edit';
import { NO_STAMP, stampOf } from '../../../core/domain/customers/stamps';
import type { OrderKey } from '../../../core/log/order';
import type { LostValueRow } from '../../store/rows';
import type { Pending } from '../log/pending';

type Scalar = (typeof EDITABLE_FIELDS)[number];

/** Keeps the values an edit replaced: former addresses stay findable (CP-7), and both sides of a crossing (CP-9). */
export function keepReplaced(
  pending: Pending,
  before: Customer,
  applied: readonly CustomerField[],
  wonBy: OrderKey,
): void {
  for (const field of applied) {
    const stamp = writtenBy(before, field);
    if (stamp === NO_STAMP) continue;
    const customerId = broughtBy(pending, before, field);
    keep(pending, { customerId, field, value: valueOf(before, field), stamp, wonBy });
  }
}

/**
 * The account a value came with: of one that was rolled into this one it stays that one's, so that it goes with it when
 * the roll-up is undone and is erased with it (RU-15, DE-7).
 */
function broughtBy(pending: Pending, account: Customer, field: CustomerField): string {
  const value = JSON.stringify(valueOf(account, field));
  const isHere = (copy: Customer) =>
    copy.stamps[field] === account.stamps[field] && JSON.stringify(valueOf(copy, field)) === value;
  for (const { primaryId, state, kept } of [...pending.rollUpsOf(account.id)].reverse()) {
    if (state !== 'active' || primaryId !== account.id) continue;
    const [own, ...others] = kept.map(({ customer }) => customer);
    if (own === undefined || isHere(own)) continue;
    const other = others.find(isHere);
    if (other !== undefined) return broughtBy(pending, other, field);
  }
  return account.id;
}

/** The stamp of the edit or creation that filled a field. */
function writtenBy(customer: Customer, field: CustomerField): OrderKey {
  const isCreated = CONTACT_FORM_FIELDS.some((name) => name === field && customer[name] !== '');
  return customer.stamps[field] ?? (isCreated ? customer.stamps.created : undefined) ?? NO_STAMP;
}

/** Keeps the values of an edit of an account, or of what it is now, that came too late for them (CP-9). */
export function keepOvertaken(
  pending: Pending,
  { id: customerId, before }: { readonly id: string; readonly before: Customer },
  changes: CustomerChanges,
  overtaken: readonly CustomerField[],
  stamp: OrderKey,
): void {
  for (const field of overtaken) {
    const wonBy = stampOf(before, field);
    keep(pending, { customerId, field, value: changes[field] ?? null, stamp, wonBy });
  }
}

/** Keeps what a customer was added with and edits that arrived first had replaced. */
export function keepLostCreation(pending: Pending, held: Customer, created: Customer): void {
  for (const field of CONTACT_FORM_FIELDS) {
    const wonBy = held.stamps[field];
    if (wonBy !== undefined) keepReplaced(pending, created, [field], wonBy);
  }
}

function keep(pending: Pending, row: LostValueRow): void {
  pending.put(pending.lostValues, [row.customerId, row.field, row.stamp, row.wonBy].join(' '), row);
}

function valueOf(customer: Customer, field: CustomerField): unknown {
  if (isPetField(field)) return customer.pets.find(({ id }) => `pet:${id}` === field) ?? null;
  return customer[field as Scalar];
}
