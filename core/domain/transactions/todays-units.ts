import { cardsOf } from '../cards/cards-of';
import type { Card } from '../cards/card';
import { emptyStanding } from '../cards/standing-fold';
import type { StandingTransaction } from '../cards/standing';
import { enrolledItems, type BookItem } from '../programs/program-book';
import type { CheckoutContext } from './checkout-context';
import type { CheckoutDraft, DraftLine, DraftUnit } from './checkout-draft';
import type { Punch } from './transaction';

/** Sorts after every order key: what is not finished comes last. */
const LAST = '~';

/** The program item a line punches with; undefined when it punches nothing here. */
export type ItemOfLine = (line: DraftLine) => BookItem | undefined;

/** Looks up each code once, however many units there are. */
export function itemsOfLines(draft: CheckoutDraft, { book, locationId, today }: CheckoutContext): ItemOfLine {
  const known = new Map<string, BookItem | undefined>();
  for (const { upc } of draft.lines) {
    if (!known.has(upc)) known.set(upc, enrolledItems(book, upc, locationId, today)[0]);
  }
  return ({ upc }) => known.get(upc);
}

/** Units of the list that became free items (RD-8). */
export function freeUnitsOf(draft: CheckoutDraft): readonly DraftUnit[] {
  return draft.redemptions.flatMap(({ unit }) => (unit === null ? [] : [unit]));
}

/** Names a unit of the draft, for sets. */
export function unitKey({ line, unit }: DraftUnit): string {
  return `${String(line)}/${String(unit)}`;
}

/**
 * The punches of this checkout, one by one in scan order (CA-1, PU-14), by the draft's own line numbers. Without a
 * customer there are none (LK-12); a free item is no purchase.
 */
export function todaysPunches(
  draft: CheckoutDraft,
  itemOf: ItemOfLine,
  freeUnits: readonly DraftUnit[],
): readonly Punch[] {
  if (draft.customerId === null) return [];
  const free = new Set(freeUnits.map(unitKey));
  return draft.lines.flatMap((line) => {
    const found = itemOf(line);
    if (found?.item.qualifies !== true) return [];
    const { program, card, item } = found;
    const punch = {
      ...{ programId: program.id, programCardId: card.id, buyX: card.buyX, valueCents: item.valueCents },
      ...{ reason: null, reasonText: '' },
    };
    return Array.from({ length: line.quantity }, (_, unit) => ({ line: line.line, unit, ...punch })).filter(
      (one) => !free.has(unitKey(one)),
    );
  });
}

/** The customer's cards as they would be if these punches were finished now. */
export function cardsWith(
  draft: CheckoutDraft,
  context: CheckoutContext,
  punches: readonly Punch[],
  programCardId?: string,
): readonly Card[] {
  const { locationId, today, book, unconfirmedTransactions } = context;
  if (draft.customerId === null) return [];
  const standing = context.standing ?? emptyStanding(draft.customerId);
  const open: StandingTransaction = {
    id: draft.id,
    order: LAST,
    ...{ businessDate: today, finishedAt: draft.openedAt, locationId, registerId: '', userId: null, receiptNumber: '' },
    lines: draft.lines.map(({ line, upc, description, entry }) => ({
      ...{ line, upc, description, entry, kind: 'purchase' },
    })),
    punches: [...punches],
    redemptions: [],
  };
  // A draft that was finished already (its window was restored after a crash) must not count beside itself.
  const before = standing.transactions.filter(({ id }) => id !== draft.id);
  const transactions = [...before, open];
  const laidOver = {
    ...standing,
    transactions: programCardId === undefined ? transactions : only(transactions, programCardId),
  };
  return cardsOf(laidOver, book, { today, locationId, unconfirmedTransactions, openTransactionId: draft.id });
}

/** The same history with the punches of one program card, for trying something out quickly. */
function only(transactions: readonly StandingTransaction[], programCardId: string): StandingTransaction[] {
  return transactions.map((transaction) => ({
    ...transaction,
    punches: transaction.punches.filter((punch) => punch.programCardId === programCardId),
    redemptions: transaction.redemptions.filter((redemption) => redemption.programCardId === programCardId),
  }));
}
