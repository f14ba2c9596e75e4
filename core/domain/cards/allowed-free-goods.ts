import type { Cents } from '../../kernel/amounts';
import { currentValue, itemOfCard, storedUpc, type ProgramBook } from '../programs/program-book';
import type { ProgramItem } from '../programs/program';
import type { AllowedFreeGoods, Card } from './card';

/** Shelf prices of this location by UPC, for items without a catalogue value (RD-16). */
export type ShelfPrices = ReadonlyMap<string, Cents>;

const NO_PRICES: ShelfPrices = new Map();

/**
 * The items a completed card may be exchanged for. Any item (FG-4): all redeemable ones of its program card. Lesser or
 * equal (FG-1): those worth no more than the least valued punch that counts, by today's catalogue values on both sides
 * (RD-16, RD-17).
 */
export function allowedFreeGoods(card: Card, book: ProgramBook, shelfPrices = NO_PRICES): AllowedFreeGoods {
  const definition = book.byCardId.get(card.programCardId)?.card;
  if (definition === undefined) return { items: [], maximumCents: null, unvalued: [] };
  const redeemable = definition.items.filter((item) => item.redeemable);
  if (definition.rewardRule === 'any-item') return { items: redeemable, maximumCents: null, unvalued: [] };

  const unvalued = new Set<string>();
  let maximum = Infinity;
  for (const { upc, valueCents, expired } of card.punches) {
    if (expired) continue;
    const value = currentValue(book, definition.id, upc, valueCents) ?? shelfPrices.get(storedUpc(upc)) ?? null;
    if (value === null) unvalued.add(upc);
    else maximum = Math.min(maximum, value);
  }
  const isAllowed = (item: ProgramItem) => {
    const value = item.valueCents ?? shelfPrices.get(storedUpc(item.upc)) ?? null;
    return value !== null && value <= maximum;
  };
  const maximumCents = maximum === Infinity ? null : maximum;
  return {
    items: maximumCents === null ? [] : redeemable.filter(isAllowed),
    maximumCents,
    unvalued: [...unvalued].sort(),
  };
}

/** True when `upc` is among the allowed items. */
export function allowsItem(allowed: AllowedFreeGoods, upc: string): boolean {
  return allowed.items.some((item) => storedUpc(item.upc) === storedUpc(upc));
}

/**
 * **Discount to give** (RD-14): value of the claimed item, never above what the item taken costs. A price nobody knows
 * does not limit it; a claimed item without a value is worth the one taken.
 */
export function discountOf(claimedCents: Cents | null, takenCents: Cents | null): Cents {
  return Math.min(claimedCents ?? takenCents ?? 0, takenCents ?? Infinity);
}

/** What an item taken costs: its price on the list, else its value in the program card. */
export function priceTaken(
  book: ProgramBook,
  programCardId: string,
  takenUpc: string,
  unitPriceCents: Cents | null,
): Cents | null {
  return unitPriceCents ?? itemOfCard(book, programCardId, takenUpc)?.valueCents ?? anyValue(book, takenUpc);
}

function anyValue(book: ProgramBook, upc: string): Cents | null {
  return book.byUpc.get(storedUpc(upc))?.find(({ item }) => item.valueCents !== null)?.item.valueCents ?? null;
}
