import { useState } from 'react';
import type { Card } from '../../../core/domain/cards/card';
import { useRegisterData } from '../../data/hooks';
import type { CustomerView, DataRefusal } from '../../data/register-data';

/** Cards that lie further back than what is kept here, and how to fetch them (HI-4). */
export interface OlderCards {
  /** All cards once they were fetched; those kept here until then. */
  readonly cards: readonly Card[];
  readonly state: 'all-here' | 'more' | 'fetching';
  readonly refusal: DataRefusal | null;
  readonly fetch: () => void;
}

/** Cards of a customer page; the older ones are asked of the server on demand. What is newer is followed all the same. */
export function useOlderCards(view: CustomerView | null | undefined): OlderCards {
  const data = useRegisterData();
  const [older, setOlder] = useState<{ readonly of: string; readonly cards: readonly Card[] } | null>(null);
  const [isFetching, setFetching] = useState(false);
  const [refusal, setRefusal] = useState<DataRefusal | null>(null);
  const here = view?.cards ?? [];
  const customerId = view?.customer.id ?? '';
  const fetched = older?.of === customerId ? older.cards : null;
  const isCondensed = view != null && view.standing.condensed.before !== '';

  const fetch = async () => {
    setRefusal(null);
    setFetching(true);
    const reply = await data.wholeHistory(customerId);
    setFetching(false);
    if (reply.ok) setOlder({ of: customerId, cards: reply.value.cards });
    else setRefusal(reply.refusal);
  };

  const known = new Set(here.map(({ id }) => id));
  const redeemedHere = new Set(here.map(({ redemption }) => redemption?.redemptionId));
  const isOlder = (card: Card) => !known.has(card.id) && !redeemedHere.has(card.redemption?.redemptionId ?? '');
  return {
    cards: fetched === null ? here : [...here, ...fetched.filter((card) => card.redemption !== null && isOlder(card))],
    state: isFetching ? 'fetching' : isCondensed && fetched === null ? 'more' : 'all-here',
    refusal,
    fetch: () => void fetch(),
  };
}
