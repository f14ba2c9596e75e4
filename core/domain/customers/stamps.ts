import type { Customer } from './customer';
import type { CustomerField } from './customer-edit';

/** Where an edit stands in the one order everybody agrees on: an order key, compared as text (OX-3). */
export type OrderStamp = string;

/** Earlier than every real stamp. */
export const NO_STAMP: OrderStamp = '';

/**
 * The stamp of the edit a field came from; none for a field nobody edited. Whoever edits a customer knows it, so every
 * edit comes after the creation, whatever two clocks say.
 */
export function stampOf(customer: Readonly<Customer>, field: CustomerField): OrderStamp {
  return customer.stamps[field] ?? NO_STAMP;
}
