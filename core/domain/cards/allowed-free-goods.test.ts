import { expect, test } from 'vitest';
import {
  aBook,
  anItem,
  aProgram,
  aProgramCard,
  aQuestion,
  aStanding,
  cents,
  fourBags,
  upc,
} from '../../../tests/support/factories';
import { allowedFreeGoods, discountOf } from './allowed-free-goods';
import type { Card } from './card';
import { cardsOf } from './cards-of';
import { dueRewardsOf } from './due-rewards';

const book = aBook();
const elevenAndOne = [
  { id: 'a', units: 11, dollars: 60 },
  { id: 'b', units: 1, dollars: 48, sequence: 2 },
];

function fullCard(standing = aStanding(...elevenAndOne), known = book): Card {
  const [card] = cardsOf(standing, known, aQuestion());
  if (card?.status !== 'completed') throw new Error('the card is not full');
  return card;
}
const dollars = ({ items }: ReturnType<typeof allowedFreeGoods>) =>
  items.map(({ valueCents }) => (valueCents ?? 0) / 100);

test('worked example 7: eleven $60 punches and one $48 allow $45 and $48; twelve $60 ones allow $60 too (FG-1)', () => {
  expect(allowedFreeGoods(fullCard(), book)).toMatchObject({ maximumCents: 4800, unvalued: [] });
  expect(dollars(allowedFreeGoods(fullCard(), book))).toEqual([45, 48]);
  expect(dollars(allowedFreeGoods(fullCard(aStanding({ id: 'a', units: 12 })), book))).toEqual([45, 48, 60]);
});

test('worked example 8: a sale price does not shrink the reward, the catalogue value counts (RD-16)', () => {
  // Each punch carries what the shop's sale would have left of it: $40.
  const standing = aStanding({ id: 'a', units: 12, dollars: 60 });
  const onSale = {
    ...standing,
    transactions: standing.transactions.map((one) => ({
      ...one,
      punches: one.punches.map((punch) => ({ ...punch, valueCents: 4000 })),
    })),
  };
  expect(allowedFreeGoods(fullCard(onSale), book).maximumCents).toBe(6000);
});

test('both sides are compared at today’s values; what left the catalogue keeps its last one (RD-17)', () => {
  const dearer = fourBags().map((item) => ({ ...item, valueCents: (item.valueCents ?? 0) + 100 }));
  const known = aBook(aProgram({ cards: [aProgramCard({ items: dearer })] }));
  expect(dollars(allowedFreeGoods(fullCard(), known))).toEqual([46, 49]);
  const without48 = aBook(
    aProgram({ cards: [aProgramCard({ items: dearer.filter(({ upc: code }) => code !== upc(48)) })] }),
  );
  expect(allowedFreeGoods(fullCard(undefined, without48), without48)).toMatchObject({ maximumCents: 4800 });
});

test('expired punches do not lower the value (RD-17)', () => {
  const known = aBook(aProgram({ windowMonths: 24 }));
  const standing = aStanding(
    { id: 'old', units: 1, dollars: 45, at: '2023-01-01T15:00Z' },
    { id: 'a', units: 11, at: '2024-12-01T15:00Z', sequence: 2 },
    { id: 'b', units: 1, at: '2025-01-02T15:00Z', sequence: 3 },
  );
  // The first punch still counted beside the eleven of 2024, so the card filled then; a month later it would not have.
  const card = fullCard(standing, known);
  expect(card.punches.map(({ expired }) => expired)).toEqual(Array.from({ length: 12 }, () => false));
  const later = aStanding(
    { id: 'old', units: 1, dollars: 45, at: '2022-11-01T15:00Z' },
    { id: 'mid', units: 1, at: '2024-06-01T15:00Z', sequence: 2 },
    { id: 'a', units: 11, at: '2024-12-01T15:00Z', sequence: 3 },
  );
  const filled = fullCard(later, known);
  expect(filled.punches).toHaveLength(13);
  expect(allowedFreeGoods(filled, known).maximumCents).toBe(6000);
});

test('without a catalogue value the shelf price counts, and without that an Admin is asked (RD-16)', () => {
  const unvalued = fourBags().map((item) => (item.upc === upc(60) ? { ...item, valueCents: null } : item));
  const known = aBook(aProgram({ cards: [aProgramCard({ items: unvalued })] }));
  const standing = aStanding({ id: 'a', units: 12 });
  const unknown = {
    ...standing,
    transactions: standing.transactions.map((one) => ({
      ...one,
      punches: one.punches.map((punch) => ({ ...punch, valueCents: null })),
    })),
  };
  const card = fullCard(unknown, known);
  expect(allowedFreeGoods(card, known)).toEqual({ items: [], maximumCents: null, unvalued: [upc(60)] });
  const priced = allowedFreeGoods(card, known, new Map([[upc(60), cents(5500)]]));
  expect(priced).toMatchObject({ maximumCents: 5500, unvalued: [] });
  expect(priced.items.map(({ upc: code }) => code)).toEqual([upc(45), upc(48), upc(60)]);
});

test('any eligible item: all redeemable ones of the program card, whatever they are worth (FG-4)', () => {
  const items = [...fourBags(), anItem({ upc: upc(99), redeemable: false })];
  const known = aBook(aProgram({ cards: [aProgramCard({ rewardRule: 'any-item', items })] }));
  expect(dollars(allowedFreeGoods(fullCard(undefined, known), known))).toEqual([45, 48, 60, 72]);
});

test('all completed cards are due, oldest first, each with its own items (RD-15)', () => {
  const standing = aStanding(...elevenAndOne, { id: 'c', units: 12, sequence: 3 });
  const due = dueRewardsOf(cardsOf(standing, book, aQuestion()), book);
  expect(due.map(({ key, allowed }) => [key, dollars(allowed)])).toEqual([
    ['card-large#0', [45, 48]],
    ['card-large#1', [45, 48, 60]],
  ]);
});

test('the discount is what the claimed item is worth, never more than the taken one costs (RD-14)', () => {
  expect(discountOf(6000, 6500)).toBe(6000);
  expect(discountOf(6000, 4000)).toBe(4000);
  expect(discountOf(6000, null)).toBe(6000);
  expect(discountOf(null, 4000)).toBe(4000);
  expect(discountOf(null, null)).toBe(0);
});
