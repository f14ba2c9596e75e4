import { punchKey } from './punch-key';
import { restsOn, settleRedemptions } from './redemption-states';
import { ascending } from './sorted';
import type { Standing } from './standing';
import { foldHistory, noteThrough, notePark, wholeStanding, type FoldBase, type FoldPlace } from './standing-fold';
import type { StandingTransaction } from './standing';

type History = readonly (StandingTransaction & FoldPlace)[];

/**
 * What several accounts have earned together (RU-10, RU-12): all punches in one order are dealt into cards anew, what
 * was redeemed stays, points are added. `histories`: every transaction of all of them.
 */
export function rollUpStandings(primary: Standing, others: readonly Standing[], history: History): Standing {
  const all = [primary, ...others];
  const combined = foldHistory(baseOf(all, history), history);
  return all.reduce(withThroughOf, combined);
}

function baseOf(standings: readonly [Standing, ...Standing[]] | readonly Standing[], history: History): FoldBase {
  const decided = standings.flatMap(({ resolved: ofOne }) => Object.entries(ofOne ?? {}));
  const resolved = decided.length === 0 ? undefined : Object.fromEntries(decided);
  const own = new Set(
    history.flatMap(({ redemptions }) =>
      redemptions.flatMap((redemption) => restsOn({ resolved }, redemption).map(punchKey)),
    ),
  );
  const uses: Record<string, number> = {};
  for (const { offerUses } of standings) {
    for (const [offer, count] of Object.entries(offerUses)) uses[offer] = (uses[offer] ?? 0) + count;
  }
  const sum = (of: (standing: Standing) => number) => standings.reduce((total, one) => total + of(one), 0);
  return {
    id: standings[0]?.id ?? '',
    members: [...new Set(standings.flatMap(({ members }) => members))].sort(),
    pinned: ascending([...new Set(standings.flatMap(({ pinned }) => pinned))]),
    ...(resolved !== undefined && { resolved }),
    // What one of them lent to another is used by a reward of their own again.
    lent: ascending([...new Set(standings.flatMap(({ lent }) => lent))].filter((key) => !own.has(key))),
    points: { balance: sum(({ points }) => points.balance), lifetime: sum(({ points }) => points.lifetime) },
    storeCreditCents: sum(({ storeCreditCents }) => storeCreditCents),
    offerUses: uses,
  };
}

/** What one account gets back when a roll-up is undone. */
export interface SeparatedAccount {
  /** Its standing as it was when it was rolled up; of an account made by earlier roll-ups, that one's. */
  readonly before: Pick<Standing, 'id' | 'members' | 'points' | 'storeCreditCents' | 'offerUses'>;
  /** Every transaction written for one of its members. */
  readonly history: History;
}

/**
 * The standing of one account after **Undo Roll-Up** (RU-15): every transaction counts for the account it was written
 * for, except that punches a reward of another member has used stay with that reward.
 */
export function separatedStanding(combined: Standing, account: SeparatedAccount, history: History): Standing {
  const { before } = account;
  const own = new Set(account.history.map(({ id }) => id));
  const { redemptions } = settleRedemptions(wholeStanding({ ...combined, id: before.id }, history));
  const lent = redemptions
    .filter(({ state, transaction }) => state === 'confirmed' && !own.has(transaction.id))
    .flatMap(({ punches }) => punches.filter((ref) => own.has(ref.transactionId)).map(punchKey));
  const kept = combined.lent.filter((key) => own.has(key.slice(0, key.indexOf('/'))));
  const { pinned, resolved } = combined;
  const decided = { pinned, ...(resolved !== undefined && { resolved }) };
  const base = { ...before, ...decided, lent: ascending([...new Set([...lent, ...kept])]) };
  return withThroughOf(foldHistory(base, account.history), combined);
}

/** What the master list of one standing says of logs holds for the other as well: both were judged together. */
function withThroughOf(standing: Standing, { through }: Standing): Standing {
  return Object.entries(through).reduce((noted, [logId, { sequence, parked }]) => {
    const reached = noteThrough(noted, logId, sequence);
    return parked.reduce((one, place) => notePark(one, logId, place), reached);
  }, standing);
}

/** How the cards of a roll-up would lie, from what a register knows of its accounts: for the preview alone (RU-7). */
export function previewStanding(primary: Standing, others: readonly Standing[]): Standing {
  const all = [primary, ...others];
  const byOrder = (a: StandingTransaction, b: StandingTransaction) => (a.order < b.order ? -1 : 1);
  const transactions = [...new Map(all.flatMap((one) => one.transactions).map((one) => [one.id, one])).values()].sort(
    byOrder,
  );
  const totals: Standing['condensed']['totals'] = {};
  for (const { condensed } of all) {
    for (const [programId, more] of Object.entries(condensed.totals)) {
      const { itemsPurchased = 0, freeGoods = 0, rebatesCents = 0 } = totals[programId] ?? {};
      totals[programId] = {
        itemsPurchased: itemsPurchased + more.itemsPurchased,
        freeGoods: freeGoods + more.freeGoods,
        rebatesCents: rebatesCents + more.rebatesCents,
      };
    }
  }
  const places: History = transactions.map((one) => ({ ...one, logId: '', sequence: 0 }));
  return {
    ...primary,
    ...baseOf(all, places),
    transactions,
    condensed: {
      before: '',
      totals,
      transactions: ascending([...new Set(all.flatMap(({ condensed }) => condensed.transactions))]),
    },
  };
}
