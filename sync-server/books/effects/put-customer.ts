import type { Customer } from '../../../core/domain/customers/customer';
import type { Pending } from '../log/pending';
import { claimIdentifiers } from './claim-identifiers';
import { wordChange } from './search-word-rows';
import { writeCustomer } from './write-customer';

/** Puts a customer in place of what it was: document and feeds, search words, identifiers. */
export function putCustomer(pending: Pending, customer: Customer): void {
  const before = pending.customer(customer.id);
  writeCustomer(pending, customer);
  const words = wordChange(before, customer);
  if (words !== null) pending.changeWords(words);
  claimIdentifiers(pending, before, customer);
}
