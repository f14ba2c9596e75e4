import { useEffect, useState } from 'react';
import { useRegisterData } from '../../data/hooks';
import type { CustomerView } from '../../data/register-data';

/**
 * Follows several customers; null for one who is not known here (any more), nothing while one is read. Whoever is of
 * another location only is brought here, so that what the account holds can be shown (LO-8).
 */
export function useAccounts(customerIds: readonly string[]): ReadonlyMap<string, CustomerView | null> {
  const data = useRegisterData();
  const [views, setViews] = useState<ReadonlyMap<string, CustomerView | null>>(new Map());
  const key = customerIds.join(' ');
  useEffect(() => {
    const asked = new Set<string>();
    const stops = key
      .split(' ')
      .filter((id) => id !== '')
      .map((id) =>
        data.watchCustomer(id, (view) => {
          if (view === null && !asked.has(id)) {
            asked.add(id);
            void data.bringCustomer(id);
          }
          // Rolled up meanwhile: what is shown then is the account it went into, which is none of the queue's.
          const own = view?.customer.id === id ? view : null;
          setViews((known) => new Map(known).set(id, own));
        }),
      );
    return () => stops.forEach((stop) => stop());
  }, [data, key]);
  return views;
}
