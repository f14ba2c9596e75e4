import { cardsOf } from '../../../core/domain/cards/cards-of';
import { punchesAtHand } from '../../../core/domain/cards/free-punches';
import { programTotalsOf } from '../../../core/domain/cards/program-totals';
import type { Standing, StandingTransaction } from '../../../core/domain/cards/standing';
import {
  emptyStanding,
  foldHistory,
  foldTransaction,
  isContained,
  needsWholeHistory,
  type FoldPlace,
} from '../../../core/domain/cards/standing-fold';
import { applyEdit } from '../../../core/domain/customers/apply-edit';
import type { Customer } from '../../../core/domain/customers/customer';
import { readChanges } from '../../../core/domain/customers/customer-edit';
import {
  completePlaceholder,
  isPlaceholder,
  newCustomer,
  placeholderCustomer,
} from '../../../core/domain/customers/new-customer';
import { withVisit } from '../../../core/domain/customers/visits';
import { programBook } from '../../../core/domain/programs/program-book';
import type { LogEntry } from '../../../core/log/entry';
import type { EntryFacts, EntryPersonal } from '../../../core/log/kinds';
import { orderKey } from '../../../core/log/order';
import { standingTransactionOf } from '../../../core/log/standing-transaction';
import type { EntryRow } from '../../../sync-server/store/rows';
import { isErasedEntry } from '../../../sync-server/books/log/entry-shapes';
import { mustHold } from '../../support/world/broken';
import { programsOf } from '../../support/world/shop';
import type { World } from '../../support/world/world';
import { Accounts, checkIdentifiers } from './accounts';
import { difference, readBooks } from './the-books';

/**
 * The whole system is closed and does not care about order (OX-4): folding the accepted entries again, in an order of
 * chance, gives the customers and standings the books came to in theirs. And nothing earned is lost on the way: every
 * punch is free or used, every reward taken is there.
 */
export async function checkRecomputed(world: World): Promise<void> {
  const { reads, accepted } = await readBooks(world);
  const chance = world.chance.fork('recomputed');
  const rows = chance.shuffled([...accepted.values()].sort((a, b) => (a.effectId < b.effectId ? -1 : 1)));
  const byCustomer = new Map<string, EntryRow[]>();
  for (const row of rows) {
    const { customerId } = (row.entry as LogEntry).facts;
    if (typeof customerId !== 'string') continue;
    byCustomer.set(customerId, [...(byCustomer.get(customerId) ?? []), row]);
  }

  const book = programBook(programsOf(world.plan));
  const accounts = new Accounts(reads);
  for (const [customerId, ofCustomer] of byCustomer) {
    // What a roll-up or a restoration made of contact data is not edits' work alone.
    const isRestored = ofCustomer.some(({ kind }) => kind === 'customer-restored');
    // Nor is what an upload brought, of which no entry speaks.
    const isUploaded = !ofCustomer.some(({ kind }) => kind === 'customer-added');
    const isErased = ofCustomer.some(({ entry }) => isErasedEntry(entry as LogEntry));
    if (isRestored || isUploaded || isErased || (await accounts.wasRolledUp(customerId))) continue;
    const held = (await reads.document('customers', customerId)) as Customer | null;
    const expected = ofCustomer.reduce<Customer | null>(withRow, null);
    const customer = difference(withoutMarks(held), withoutMarks(expected));
    mustHold(customer === '', 'edits end the same in any order (CP-9, OX-4)', () => `${customerId}: ${customer}`);
  }

  const byAccount = new Map<string, Visit[]>();
  for (const [customerId, ofCustomer] of byCustomer) {
    const account = await accounts.of(customerId);
    byAccount.set(account, [...(byAccount.get(account) ?? []), ...ofCustomer.flatMap(transactionOf)]);
  }
  for (const [customerId, history] of byAccount) {
    if (history.length === 0) continue;
    const standing = (await reads.document('standings', customerId)) as Standing | null;
    // That there is one is what `checkReachable` holds.
    if (standing === null) continue;
    checkNothingEarnedIsLost(customerId, standing, history, book);
    checkFold(customerId, standing, history);
  }
  await checkIdentifiers(world, reads);
}

/** The standing is what folding this history gives, however it is folded. */
function checkFold(customerId: string, standing: Standing, history: readonly Visit[]): void {
  // Who was rolled up, what was lent and what was settled are decisions; given those, the facts decide (RU-15, OX-6).
  const { members, lent, resolved } = standing;
  const base = { ...emptyStanding(customerId), members, lent, ...(resolved !== undefined && { resolved }) };
  const whole = foldHistory(base, history);
  const oneByOne = history.reduce<Standing>((folded, { logId, sequence, ...transaction }) => {
    if (!needsWholeHistory(folded, transaction)) return foldTransaction(folded, transaction, { logId, sequence });
    const known = history.filter(({ id }) => id === transaction.id || isFoldedIn(folded, id, history, transaction.id));
    return foldHistory(base, known);
  }, base);
  for (const [how, other] of [
    ['at once', whole],
    ['one by one', oneByOne],
  ] as const) {
    const differs = difference(withoutThrough(standing), withoutThrough(other));
    mustHold(
      differs === '',
      'standings fold the same in any order (CA-7, OX-4)',
      () => `${customerId} ${how}: ${differs}`,
    );
  }
  for (const { logId, sequence, id } of history) {
    mustHold(
      isContained(standing, { logId, sequence }),
      'a standing says what it contains',
      () => `${id} of ${customerId}`,
    );
  }
}

/** Transactions of `history` that come before `until` in it. */
function isFoldedIn(_: Standing, id: string, history: readonly Visit[], until: string): boolean {
  return history.findIndex((one) => one.id === id) < history.findIndex((one) => one.id === until);
}

type Visit = StandingTransaction & FoldPlace;

function transactionOf({ entry, orderInstant, logId, sequence }: EntryRow): readonly Visit[] {
  const transaction = standingTransactionOf(entry as LogEntry, orderInstant ?? 0);
  return transaction === null ? [] : [{ ...transaction, logId, sequence }];
}

function checkNothingEarnedIsLost(
  customerId: string,
  standing: Standing,
  history: readonly Visit[],
  book: ReturnType<typeof programBook>,
): void {
  const totals = Object.values(programTotalsOf(standing));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const bought = sum(history.map(({ punches }) => punches.length));
  const taken = sum(history.map(({ redemptions }) => redemptions.length));
  const kept = [sum(totals.map((one) => one.itemsPurchased)), sum(totals.map((one) => one.freeGoods))] as const;
  mustHold(kept[0] === bought, 'free and used punches are all punches (OX-5)', () => {
    return `${customerId}: ${String(kept[0])} of ${String(bought)}`;
  });
  mustHold(
    kept[1] === taken,
    'no redemption is lost (OX-5)',
    () => `${customerId}: ${String(kept[1])} of ${String(taken)}`,
  );

  const question = { today: '2026-01-05', locationId: 'midtown', unconfirmedTransactions: new Set<string>() };
  const onCards = cardsOf(standing, book, question).flatMap(({ punches }) => punches);
  const atHand = punchesAtHand(standing).size;
  // What a reward of another account has used lies on that one's card.
  const here = new Set(punchesAtHand(standing).keys());
  const lent = standing.lent.filter((key) => here.has(key)).length;
  mustHold(onCards.length + lent === atHand, 'every punch lies on one card (CA-7)', () => {
    return `${customerId}: ${String(onCards.length)} and ${String(lent)} lent of ${String(atHand)}`;
  });
}

/** One accepted entry more, by the rules of the trade. */
function withRow(customer: Customer | null, { entry, orderInstant }: EntryRow): Customer | null {
  const { kind, facts, personal, registerId, logId, sequence, userId, shownAt, locationId } = entry as LogEntry;
  const stamp = orderKey(orderInstant ?? 0, registerId, logId, sequence);
  const { customerId } = facts as { readonly customerId: string };
  const held = customer ?? placeholderCustomer(customerId);
  switch (kind) {
    case 'customer-restored':
      return held;
    case 'customer-added': {
      const { homeLocationId } = facts as EntryFacts<'customer-added'>;
      const made = { customerId, homeLocationId, registerId, userId: userId ?? '', createdAt: shownAt, stamp };
      const created = newCustomer(personal as EntryPersonal<'customer-added'>, made);
      return isPlaceholder(held) ? completePlaceholder(held, created) : held;
    }
    case 'customer-edited': {
      const changes = readChanges((personal as EntryPersonal<'customer-edited'>).changes);
      return changes.ok ? applyEdit(held, { changes: changes.value, stamp }) : held;
    }
    case 'customer-deleted':
      return applyEdit(held, { changes: { status: 'deleted', deletedAt: orderInstant }, stamp });
    default:
      return withVisit(held, locationId, shownAt);
  }
}

/** Whom the server suspects to be one person depends on who was known at a moment; registers compare it elsewhere. */
function withoutMarks(customer: Customer | null) {
  return customer && { ...customer, possibleDuplicateOf: [] };
}

function withoutThrough({ through: _, ...facts }: Standing) {
  return facts;
}
