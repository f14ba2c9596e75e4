import type { Customer } from './customer';
import { wordsOf } from './search-words';

/** Sorts before every letter, so that `Smith` comes before `Smith Jones`. */
const END = '\u0001';

/**
 * Where a customer stands in A–Z: last name, then first name, then date added (CL-12), then id, so that no two are equal.
 * Case, accents and punctuation do not count. Computed once; comparing is a plain comparison of the texts.
 */
export function nameOrderKey(customer: Pick<Customer, 'firstName' | 'lastName' | 'createdAt' | 'id'>): string {
  const last = wordsOf(customer.lastName).join(' ');
  const first = wordsOf(customer.firstName).join(' ');
  return `${last}${END}${first}${END}${String(customer.createdAt).padStart(15, '0')}${customer.id}`;
}
