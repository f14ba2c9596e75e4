import type { Card } from '../../../core/domain/cards/card';

/** What becomes of the cards of one program card (RU-10). */
export interface CardsTogether {
  readonly programCardId: string;
  readonly title: string;
  /** Per account that has any, in queue order. */
  readonly now: readonly { readonly name: string; readonly cards: readonly Card[] }[];
  readonly together: readonly Card[];
}

const isShown = ({ status, count }: Card) =>
  status === 'completed' || ((status === 'open' || status === 'frozen') && count > 0);

/** Cards by program card: each account's now, and what they come to together. Redeemed ones stay as they are (RU-11). */
export function cardsTogether(
  accounts: readonly { readonly name: string; readonly cards: readonly Card[] }[],
  combined: readonly Card[],
): readonly CardsTogether[] {
  const all = accounts.flatMap(({ cards }) => cards.filter(isShown));
  const kinds = new Map(all.map((card) => [card.programCardId, `${card.manufacturer} ${card.cardTitle}`.trim()]));
  return [...kinds].map(([programCardId, title]) => {
    const ofKind = (cards: readonly Card[]) =>
      cards.filter((card) => card.programCardId === programCardId && isShown(card));
    return {
      programCardId,
      title: title === '' ? 'A program this register does not know yet' : title,
      now: accounts.map(({ name, cards }) => ({ name, cards: ofKind(cards) })).filter(({ cards }) => cards.length > 0),
      together: ofKind(combined),
    };
  });
}

/** `8/12`, or `12/12 – reward to take`. */
export function cardWords({ status, count, buyX }: Card): string {
  const progress = `${String(count)}/${String(buyX)}`;
  return status === 'completed' ? `${progress} – reward to take` : progress;
}

/** What an account holds, in one line: `2 open cards · 1 reward · 40 points`. */
export function holdingsWords(cards: readonly Card[], points: number): string {
  const open = cards.filter((card) => isShown(card) && card.status !== 'completed').length;
  const rewards = cards.filter(({ status }) => status === 'completed').length;
  const parts = [
    open === 0 ? '' : `${String(open)} open ${open === 1 ? 'card' : 'cards'}`,
    rewards === 0 ? '' : `${String(rewards)} ${rewards === 1 ? 'reward' : 'rewards'}`,
    points === 0 ? '' : `${points.toLocaleString()} points`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'No cards, rewards or points' : parts.join(' · ');
}
