import { useCallback, useEffect, useState } from 'react';
import type { CheckoutDraft } from '../../core/domain/transactions/checkout-draft';
import type { RegisterData, Unsubscribe } from '../data/register-data';
import type { UnfinishedSale } from '../features/home';
import type { Place } from './place';

/** Most sales offered again at once; older ones come up when these are settled. */
const MOST_SHOWN = 3;

/** Transactions in progress, offered again on Home (PU-19). Drafts nothing was entered into are cleared away. */
export function useUnfinished(
  data: RegisterData,
  place: Place,
  onContinue: (draft: CheckoutDraft) => void,
): readonly UnfinishedSale[] {
  const [drafts, setDrafts] = useState<readonly CheckoutDraft[]>([]);
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const atHome = place.at === 'home';

  useEffect(() => {
    if (!atHome) return;
    let wanted = true;
    void data.openDrafts().then((found) => {
      if (!wanted) return;
      for (const draft of found) if (draft.lines.length === 0) void data.discardDraft(draft.id);
      const begun = found.filter((draft) => draft.lines.length > 0);
      setDrafts(begun.toSorted((a, b) => b.openedAt - a.openedAt).slice(0, MOST_SHOWN));
    });
    return () => {
      wanted = false;
    };
  }, [data, atHome]);

  useEffect(() => {
    const stops: Unsubscribe[] = drafts.flatMap(({ customerId }) =>
      customerId === null
        ? []
        : [
            data.watchCustomer(customerId, (view) => {
              const name = view === null ? 'a customer' : `${view.customer.firstName} ${view.customer.lastName}`;
              setNames((known) => ({ ...known, [customerId]: name }));
            }),
          ],
    );
    return () => {
      for (const stop of stops) stop();
    };
  }, [data, drafts]);

  const discard = useCallback(
    (draftId: string) => {
      setDrafts((shown) => shown.filter((draft) => draft.id !== draftId));
      void data.discardDraft(draftId);
    },
    [data],
  );

  return drafts.map((draft) => ({
    id: draft.id,
    name: draft.customerId === null ? 'no customer' : (names[draft.customerId] ?? '…'),
    lines: draft.lines.length,
    onContinue: () => onContinue(draft),
    onDiscard: () => discard(draft.id),
  }));
}
