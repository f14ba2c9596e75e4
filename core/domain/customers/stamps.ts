import type { Customer } from './customer';
import type { CustomerField } from './customer-edit';

/** Where an edit stands in the one order everybody agrees on: an order key, compared as text (OX-3). */
export type OrderStamp = string;

/** Earlier than every real stamp. */
export const NO_STAMP: OrderStamp = '';

/** Fields a customer may be created with (NC-2); the others start empty and no edit can be too early for them. */
const CREATION_FIELDS = ['firstName', 'lastName', 'email', 'phone', 'internalId'] as const;

/**
 * The stamp of the edit a field came from. A field nobody edited came from the creation, if that filled it: kept once
 * as `created` and not per field, because a register holds a hundred thousand customers.
 */
export function stampOf(customer: Readonly<Customer>, field: CustomerField): OrderStamp {
  const own = customer.stamps[field];
  if (own !== undefined) return own;
  const filled = CREATION_FIELDS.some((name) => name === field && customer[name] !== '');
  return filled ? (customer.stamps.created ?? NO_STAMP) : NO_STAMP;
}
