import { punchKey, shortHash } from './punch-key';
import { addTotals } from './program-totals';
import { isStruck, knownLost, settleRedemptions } from './redemption-states';
import { ascending } from './sorted';
import type { Standing, StandingTransaction } from './standing';

/** Most transactions kept whole: the rows of recent history. */
export const RECENT_TRANSACTIONS = 50;

/** Most JSON bytes of the transactions kept whole, so that a standing stays under 64 KB with what is beside them. */
export const RECENT_BYTES = 30 * 1024;

/**
 * Shrinks what lies beyond the recent transactions: a reward taken leaves together with the punches it used, and a
 * transaction of which nothing is left leaves a short hash. Free punches always stay (OX-5).
 *
 * What leaves depends on the set of transactions alone, never on the order they came in: recent ones only ever drop
 * out, and once a reward has left nothing later in order can change it (`needsWholeHistory` tells what could).
 */
export function condense(standing: Standing): Standing {
  const before = recentBoundary(standing);
  if (before === '') return standing;
  const leaving = factsThatLeave(standing, before);
  const moved = { ...standing, condensed: { ...standing.condensed, before } };
  return leaving.redemptions.size + leaving.transactions.size === 0 ? moved : withoutFacts(moved, leaving);
}

/** Order key of the newest transaction beyond the recent ones. It only ever grows. */
function recentBoundary({ transactions, condensed }: Standing): string {
  let bytes = 0;
  for (let back = 1; back <= transactions.length; back += 1) {
    const transaction = transactions[transactions.length - back];
    if (transaction === undefined || transaction.order <= condensed.before) break;
    bytes += bytesOf(transaction);
    if (back > RECENT_TRANSACTIONS || bytes > RECENT_BYTES) return transaction.order;
  }
  return condensed.before;
}

/** JSON bytes of transactions counted before: nobody changes one, and every fold asks for those of all recent ones. */
const counted = new WeakMap<StandingTransaction, number>();
const BEYOND_ASCII = /[\u0080-\uffff]/;

function bytesOf(transaction: StandingTransaction): number {
  const known = counted.get(transaction);
  if (known !== undefined) return known;
  const text = JSON.stringify(transaction);
  const bytes = BEYOND_ASCII.test(text) ? utf8Length(text) : text.length;
  counted.set(transaction, bytes);
  return bytes;
}

/** Bytes of a text in UTF-8, without making them. JSON holds no half of a surrogate pair. */
function utf8Length(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const isHalfOfPair = unit >= 0xd800 && unit <= 0xdfff;
    if (unit > 0x7ff && !isHalfOfPair) bytes += 2;
    else if (unit > 0x7f) bytes += 1;
  }
  return bytes;
}

interface Leaving {
  readonly punches: ReadonlySet<string>;
  readonly redemptions: ReadonlySet<string>;
  /** Ids of transactions of which nothing is left. */
  readonly transactions: ReadonlySet<string>;
}

function factsThatLeave(standing: Standing, before: string): Leaving {
  const old = standing.transactions.filter(({ order }) => order <= before);
  const oldPunches = new Set(
    old.flatMap(({ id, punches }) => punches.map(({ line, unit }) => punchKey({ transactionId: id, line, unit }))),
  );
  const settled = settleRedemptions(standing).redemptions.filter(({ transaction }) => transaction.order <= before);

  const punches = new Set<string>();
  const redemptions = new Set<string>();
  for (const { redemption, state, punches: used } of settled) {
    const keys = used.map(punchKey);
    // A reward with a punch that is recent, or has not arrived yet, stays until all of it can leave.
    if (state !== 'confirmed' || !keys.every((key) => oldPunches.has(key))) continue;
    for (const key of keys) punches.add(key);
    redemptions.add(redemption.redemptionId);
  }

  // A conflict leaves once it lost against what has left, or a person said so: its state can no longer change.
  const isLost = knownLost(standing);
  for (const { redemption, state, punches: wanted } of settled) {
    const losesForGood =
      isStruck(standing, redemption) || wanted.some((ref) => punches.has(punchKey(ref)) || isLost(ref));
    if (state === 'conflict' && losesForGood) redemptions.add(redemption.redemptionId);
  }

  const isEmptied = ({ id, punches: own, redemptions: taken }: StandingTransaction) =>
    own.every(({ line, unit }) => punches.has(punchKey({ transactionId: id, line, unit }))) &&
    taken.every(({ redemptionId }) => redemptions.has(redemptionId));
  const transactions = new Set(old.filter(isEmptied).map(({ id }) => id));
  return { punches, redemptions, transactions };
}

function withoutFacts(standing: Standing, leaving: Leaving): Standing {
  const { condensed, pinned } = standing;
  let totals = condensed.totals;
  const kept: StandingTransaction[] = [];
  const gone: string[] = [];

  for (const transaction of standing.transactions) {
    if (transaction.order > condensed.before) {
      kept.push(transaction);
      continue;
    }
    const { id } = transaction;
    const ref = ({ line, unit }: { line: number; unit: number }) => ({ transactionId: id, line, unit });
    const leaves = (punch: { line: number; unit: number }) => leaving.punches.has(punchKey(ref(punch)));
    const punches = transaction.punches.filter((punch) => !leaves(punch));
    const redemptions = transaction.redemptions.filter(({ redemptionId }) => !leaving.redemptions.has(redemptionId));
    totals = addTotals(totals, {
      punches: transaction.punches.filter(leaves),
      redemptions: transaction.redemptions.filter(({ redemptionId }) => leaving.redemptions.has(redemptionId)),
    });
    if (leaving.transactions.has(id)) {
      gone.push(shortHash(id));
      continue;
    }
    const named = new Set([...punches, ...redemptions].map(({ line }) => line));
    kept.push({ ...transaction, lines: transaction.lines.filter(({ line }) => named.has(line)), punches, redemptions });
  }

  return {
    ...standing,
    transactions: kept,
    pinned: ascending(pinned.map((id) => (leaving.redemptions.has(id) ? shortHash(id) : id))),
    condensed: {
      before: condensed.before,
      totals: { ...totals },
      transactions: gone.length === 0 ? condensed.transactions : ascending([...condensed.transactions, ...gone]),
    },
  };
}
