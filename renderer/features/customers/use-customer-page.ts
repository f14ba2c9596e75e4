import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useRegisterData } from '../../data/hooks';
import { CUSTOMERS_PER_PAGE, type CustomerListQuery } from '../../data/register-data';
import type { ListChoice } from './list-state';
import { nextShown, type ShownPage } from './shown-page';

/**
 * The asked page; the former one stays until the next is there, so that nothing jumps (CL-9). It follows customers who
 * come, go or change while it is shown.
 */
export function useCustomerPage(
  query: CustomerListQuery,
  change: (part: Partial<ListChoice>) => void,
): ShownPage | null {
  const data = useRegisterData();
  const [shown, setShown] = useState<ShownPage | null>(null);
  useEffect(() => {
    let isWanted = true;
    let asked = 0;
    let answered = 0;
    const ask = async () => {
      asked += 1;
      const mine = asked;
      const found = await data.customerList(query);
      if (!isWanted || mine < answered) return;
      const isFirst = answered === 0;
      answered = mine;
      const last = Math.max(0, Math.ceil(found.total / CUSTOMERS_PER_PAGE) - 1);
      if (query.page > last) return change({ page: last });
      const show = () => setShown((before) => nextShown(before, found, query));
      // What the person asked for at once: a task of its own for drawing may come one frame later.
      if (isFirst) flushSync(show);
      else show();
    };
    void ask();
    const stop = data.watchCustomers(() => void ask());
    return () => {
      isWanted = false;
      stop();
    };
  }, [data, query, change]);
  return shown;
}
