import type { Card } from './card';
import type { Standing } from './standing';

/** What is lost with an account that is deleted (DE-5). */
export interface AccountLosses {
  /** With at least one punch that counts, oldest first. */
  readonly openCards: readonly Card[];
  /** Full cards whose free item was not taken. */
  readonly rewards: readonly Card[];
  readonly points: number;
  readonly storeCreditCents: number;
}

/** What is lost with the account of this standing, whose cards these are (DE-5). Redeemed cards are not: they stay (DE-9). */
export function accountLosses(cards: readonly Card[], { points, storeCreditCents }: Standing): AccountLosses {
  const isOpen = ({ status, count }: Card) => (status === 'open' || status === 'frozen') && count > 0;
  return {
    openCards: cards.filter(isOpen),
    rewards: cards.filter(({ status }) => status === 'completed'),
    points: points.balance,
    storeCreditCents,
  };
}

/** A duplicate that holds nothing is simply deleted (DE-4). */
export function losesNothing({ openCards, rewards, points, storeCreditCents }: AccountLosses): boolean {
  return openCards.length === 0 && rewards.length === 0 && points === 0 && storeCreditCents === 0;
}
