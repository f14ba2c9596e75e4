import { useEffect, useState } from 'react';
import type { CheckoutDraft } from '../../core/domain/transactions/checkout-draft';
import type { RegisterData, Unsubscribe } from '../data/register-data';
import type { UnfinishedSale } from '../features/home';
import { useLatest } from '../ui';
import type { Place } from './place';

const NOTHING: ReadonlySet<string> = new Set();
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
  const [discarded, setDiscarded] = useState<ReadonlySet<string>>(NOTHING);
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

  // What was discarded goes when Home is left: until then it can be had back.
  const dropDiscarded = useLatest(() => {
    for (const draftId of discarded) void data.discardDraft(draftId);
    setDrafts((shown) => shown.filter(({ id }) => !discarded.has(id)));
    setDiscarded(NOTHING);
  });
  useEffect(() => (atHome ? dropDiscarded : undefined), [atHome, dropDiscarded]);
  const turn = (draftId: string, isDiscarded: boolean) =>
    setDiscarded((others) => new Set([...others].filter((one) => one !== draftId).concat(isDiscarded ? draftId : [])));

  return drafts.map((draft) => ({
    id: draft.id,
    name: draft.customerId === null ? 'no customer' : (names[draft.customerId] ?? '…'),
    lines: draft.lines.length,
    isDiscarded: discarded.has(draft.id),
    onContinue: () => onContinue(draft),
    onDiscard: () => turn(draft.id, true),
    onUndo: () => turn(draft.id, false),
  }));
}
