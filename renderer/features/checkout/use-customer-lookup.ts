import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useRegisterData } from '../../data/hooks';
import type { LookupReply } from '../../data/register-data';

/** The newest answer, and the text it answers. */
interface Answer {
  readonly reply: LookupReply;
  readonly answers: string;
  /** Who was first when it was asked: rows may come above later. */
  readonly firstId: string | null;
}

export interface CustomerLookup extends Answer {
  /** Asks for what was typed; `enter` also where it is short (LK-2). An older question's answer is dropped. */
  readonly search: (typed: string, enter: boolean) => void;
  /**
   * Enter: the customer of a scanned internal ID, else the row that was shown as chosen, else everybody found (LK-8,
   * LK-10). A scanned ID may be part of somebody else's phone number, whose row stands first.
   */
  readonly enter: (typed: string, chosenId: string | null) => void;
}

/**
 * Customers of this location while somebody types, followed as they come and change (LK-1 … LK-10).
 *
 * `onIdentified` gets the customer who was chosen by Enter, or whose internal ID was scanned or pasted (LK-10).
 */
export function useCustomerLookup(onIdentified: (customerId: string) => void): CustomerLookup {
  const data = useRegisterData();
  const [answer, setAnswer] = useState<Answer>({ reply: { kind: 'waiting' }, answers: '', firstId: null });
  const asked = useRef({ typed: '', enter: false });

  const ask = (typed: string, entered: boolean, chosenId: string | null) => {
    const mine = { typed, enter: entered };
    asked.current = mine;
    void data.lookup(typed, entered).then((reply) => {
      if (mine !== asked.current) return;
      const identified = reply.kind === 'found' ? reply.selects : null;
      const selected = identified ?? chosenId;
      if (selected !== null) return onIdentified(selected);
      const firstId = reply.kind === 'found' ? (reply.rows[0]?.id ?? null) : null;
      // At once: a task of its own for drawing may come one frame later.
      flushSync(() => setAnswer({ reply, answers: typed, firstId }));
    });
  };
  const search = (typed: string, entered: boolean) => ask(typed, entered, null);
  const enter = (typed: string, chosenId: string | null) => ask(typed, true, chosenId);

  // Customers who come by sync, or change, while the rows are shown; nobody is selected by that.
  useEffect(
    () =>
      data.watchCustomers(() => {
        const mine = asked.current;
        if (mine.typed === '') return;
        void data.lookup(mine.typed, mine.enter).then((reply) => {
          if (mine !== asked.current) return;
          setAnswer((shown) => (JSON.stringify(shown.reply) === JSON.stringify(reply) ? shown : { ...shown, reply }));
        });
      }),
    [data],
  );

  return { ...answer, search, enter };
}
