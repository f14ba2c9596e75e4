import type { Customer } from './customer';

/**
 * The one location all of these accounts belong to; null when it is more than one (or none is known), which is the
 * Master Admin's to decide (DE-6, RU-17).
 */
export function accountsPlace(accounts: readonly Pick<Customer, 'locations'>[]): { readonly id: string } | null {
  const ids = new Set(accounts.flatMap(({ locations }) => locations.map(({ locationId }) => locationId)));
  const [first] = ids;
  return ids.size === 1 && first !== undefined ? { id: first } : null;
}
