import { useEffect, useState } from 'react';
import type { WorkItem } from '../../../core/domain/work-items/work-item';
import { useRegisterData } from '../../data/hooks';

/** The list, followed: a work item that comes or is settled, here or elsewhere. Undefined while it is read. */
export function useWorkItems(): readonly WorkItem[] | undefined {
  const data = useRegisterData();
  const [items, setItems] = useState<readonly WorkItem[]>();
  useEffect(() => {
    let isGone = false;
    // The context is told again with everything the register keeps whole, work items among it.
    const stop = data.watchContext(() => {
      void data.workItems().then((read) => {
        if (!isGone) setItems(read);
      });
    });
    return () => {
      isGone = true;
      stop();
    };
  }, [data]);
  return items;
}
