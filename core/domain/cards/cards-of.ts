import type { CalendarDate } from '../../kernel/amounts';
import type { ProgramBook } from '../programs/program-book';
import type { Card, DueReward } from './card';
import type { Standing } from './standing';

export interface CardsQuestion {
  /** Business date of the location; windows and enrollment are judged by it (CA-9). */
  readonly today: CalendarDate;
  readonly locationId: string;
  /** Own transactions the master list has not confirmed. */
  readonly unconfirmedTransactions: ReadonlySet<string>;
}

/** Deals a customer's punches into cards (CA-5 … CA-9, OX-6), oldest first. */
export declare function cardsOf(standing: Standing, book: ProgramBook, question: CardsQuestion): readonly Card[];

/** The rewards that can be given at this location today, oldest first (CA-2, RD-15). */
export declare function dueRewardsOf(cards: readonly Card[], book: ProgramBook): readonly DueReward[];

/** Names a customer's `slot`-th unredeemed card of a program card, oldest first. */
export function rewardKey(programCardId: string, slot: number): string {
  return `${programCardId}#${String(slot)}`;
}
