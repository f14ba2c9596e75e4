import type { ProgramBook } from '../programs/program-book';
import { allowedFreeGoods, type ShelfPrices } from './allowed-free-goods';
import type { Card, DueReward } from './card';
import { rewardKey } from './cards-of';

/** The rewards that can be given at this location today, oldest first (CA-2, RD-15), with what may be taken (RD-1). */
export function dueRewardsOf(
  cards: readonly Card[],
  book: ProgramBook,
  shelfPrices?: ShelfPrices,
): readonly DueReward[] {
  return cards.flatMap((card) => {
    const { programId, programCardId, slot, mayRedeem } = card;
    if (slot === null || !mayRedeem) return [];
    const program = book.byProgramId.get(programId);
    const needs = [
      ...(program?.requiresEmail ? (['email'] as const) : []),
      ...(program?.requiresAddress ? (['address'] as const) : []),
    ];
    const allowed = allowedFreeGoods(card, book, shelfPrices);
    return [{ key: rewardKey(programCardId, slot), programId, programCardId, slot, card, allowed, needs }];
  });
}
