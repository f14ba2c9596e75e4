import type { PunchRef } from '../transactions/transaction';
import type { Card } from './card';

/**
 * The cards that a reward taken twice can be attached to, oldest first: full ones of its program card whose reward is not
 * taken (OX-6). None when the reward is no conflict any more.
 */
export function attachableCards(cards: readonly Card[], redemptionId: string): readonly Card[] {
  const taken = cards.find(({ redemption }) => redemption?.redemptionId === redemptionId);
  if (taken?.redemption?.state !== 'conflict') return [];
  return cards.filter(({ status, programCardId }) => status === 'completed' && programCardId === taken.programCardId);
}

/** The punches that make a card full; one outside the time window lies on it without counting (CA-9). */
export function countingPunches({ punches }: Card): readonly PunchRef[] {
  return punches.filter(({ expired }) => !expired).map(({ ref }) => ref);
}
