import { condense } from './condense';
import { punchKey, shortHash } from './punch-key';
import { isPinned, restsOn } from './redemption-states';
import { ascending, holds, placeIn } from './sorted';
import { FOLD_VERSION, type Standing, type StandingTransaction } from './standing';

/** Where a transaction stands in its register's log. */
export interface FoldPlace {
  readonly logId: string;
  readonly sequence: number;
}

/** A customer who has earned nothing yet. */
export function emptyStanding(customerId: string): Standing {
  return {
    id: customerId,
    foldVersion: FOLD_VERSION,
    members: [customerId],
    through: {},
    transactions: [],
    pinned: [],
    lent: [],
    condensed: { before: '', totals: {}, transactions: [] },
    points: { balance: 0, lifetime: 0 },
    storeCreditCents: 0,
    offerUses: {},
  };
}

/**
 * Adds one finished transaction. The same set of transactions gives the same standing in whatever order they came
 * (OX-4), and one that is in already changes nothing but `through` (OX-2). Ask `needsWholeHistory` first.
 */
export function foldTransaction(standing: Standing, transaction: StandingTransaction, place: FoldPlace): Standing {
  const noted = noteThrough(standing, place.logId, place.sequence);
  return isFolded(standing, transaction.id) ? noted : condense(withTransaction(noted, transaction));
}

/** What a standing holds besides transactions; the same before and after folding. */
export type FoldBase = Pick<
  Standing,
  'id' | 'members' | 'pinned' | 'lent' | 'resolved' | 'points' | 'storeCreditCents' | 'offerUses'
>;

/**
 * Folds the whole history of a customer, and of the accounts rolled into it, at once; equal to folding one by one.
 * `base.pinned`: settled or credited redemptions, by id or as an earlier standing of this customer has them.
 */
export function foldHistory(base: FoldBase, history: readonly (StandingTransaction & FoldPlace)[]): Standing {
  return condense(wholeStanding(base, history));
}

/** `foldHistory` of a customer who is nobody else, with settled or credited redemptions. */
export function foldAll(
  customerId: string,
  history: readonly (StandingTransaction & FoldPlace)[],
  pinned: readonly string[],
): Standing {
  return foldHistory({ ...emptyStanding(customerId), pinned: [...pinned] }, history);
}

/** Every fact of a history, nothing condensed: too large to keep, and the truth about who used which punch. */
export function wholeStanding(base: FoldBase, history: readonly (StandingTransaction & FoldPlace)[]): Standing {
  const byId = new Map<string, StandingTransaction>();
  const { id, members, pinned, lent, resolved, points, storeCreditCents, offerUses } = base;
  let standing: Standing = {
    ...emptyStanding(id),
    ...{ members, pinned: ascending(pinned), lent, points, storeCreditCents, offerUses },
    ...(resolved !== undefined && { resolved }),
  };
  for (const { logId, sequence, ...transaction } of history) {
    standing = noteThrough(standing, logId, sequence);
    if (!byId.has(transaction.id)) byId.set(transaction.id, transaction);
  }
  const transactions = [...byId.values()].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  return { ...standing, transactions };
}

/**
 * True when a late transaction reaches back to facts this standing has condensed, so that only `foldAll` over the whole
 * history gives the right answer. Never for what a register with this standing writes next.
 */
export function needsWholeHistory(standing: Standing, transaction: StandingTransaction): boolean {
  const { condensed, transactions } = standing;
  if (condensed.before === '' || isFolded(standing, transaction.id)) return false;
  const { redemptions } = transaction;
  if (redemptions.length > 0 && transaction.order <= condensed.before) return true;
  if (redemptions.some(({ redemptionId }) => isPinned(standing, redemptionId))) return true;
  // A kept redemption that waited for a punch this transaction turns out not to have becomes a conflict, and an older
  // one may win by it.
  const own = new Set(
    transaction.punches.map(({ line, unit }) => punchKey({ transactionId: transaction.id, line, unit })),
  );
  return transactions.some((one) =>
    one.redemptions.some((redemption) =>
      restsOn(standing, redemption).some((ref) => ref.transactionId === transaction.id && !own.has(punchKey(ref))),
    ),
  );
}

/** Notes that the entry at `sequence` of a log is contained, and everything before it that concerns this customer. */
export function noteThrough(standing: Standing, logId: string, sequence: number): Standing {
  const known = standing.through[logId] ?? { sequence: 0, parked: [] };
  if (known.sequence >= sequence && !known.parked.includes(sequence)) return standing;
  const noted = {
    sequence: Math.max(known.sequence, sequence),
    parked: known.parked.filter((one) => one !== sequence),
  };
  return { ...standing, through: { ...standing.through, [logId]: noted } };
}

/** Notes that an entry is parked: at or below `through`, and not contained. */
export function notePark(standing: Standing, logId: string, sequence: number): Standing {
  const known = standing.through[logId] ?? { sequence: 0, parked: [] };
  const noted = {
    sequence: Math.max(known.sequence, sequence),
    parked: [...new Set([...known.parked, sequence])].sort((a, b) => a - b),
  };
  return { ...standing, through: { ...standing.through, [logId]: noted } };
}

/** True when the standing contains the entry, so that it need not be laid over. */
export function isContained({ through }: Standing, { logId, sequence }: FoldPlace): boolean {
  const known = through[logId];
  return known !== undefined && sequence <= known.sequence && !known.parked.includes(sequence);
}

function isFolded({ transactions, condensed }: Standing, transactionId: string): boolean {
  if (transactions.some(({ id }) => id === transactionId)) return true;
  return condensed.transactions.length > 0 && holds(condensed.transactions, shortHash(transactionId));
}

/** Order with the id behind it: no two transactions stand at one place. */
function orderOf({ order, id }: StandingTransaction): string {
  return `${order}|${id}`;
}

function withTransaction(standing: Standing, transaction: StandingTransaction): Standing {
  const place = placeIn(standing.transactions, orderOf(transaction), orderOf);
  return { ...standing, transactions: standing.transactions.toSpliced(place, 0, transaction) };
}
