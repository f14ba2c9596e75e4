import type { Customer } from './customer';

/** Email or phone is missing; address and pets do not count (IC-12). Shows **Incomplete Customer Information**. */
export function isIncomplete(customer: Pick<Customer, 'email' | 'phone'>): boolean {
  return customer.email === '' || customer.phone === '';
}
