import type { PunchRef, Redemption } from '../transactions/transaction';
import { punchKey, shortHash, spentKey } from './punch-key';
import { holds } from './sorted';
import type { Standing, StandingTransaction } from './standing';

/** What the facts say of a redemption (OX-6); whether the master list has them is another question. */
export type RedemptionState = 'confirmed' | 'conflict';

/** A redemption with the transaction it was made in and what became of it. */
export interface SettledRedemption {
  readonly redemption: Redemption;
  readonly transaction: StandingTransaction;
  readonly state: RedemptionState;
}

export interface SettledRedemptions {
  /** In the order they were decided. */
  readonly redemptions: readonly SettledRedemption[];
  /** Keys of the punches that confirmed redemptions use. */
  readonly used: ReadonlySet<string>;
}

/**
 * Decides every redemption of a standing, by redemption id: in order, pinned ones first; a punch is used once, and a
 * redemption that finds one of its punches used is a conflict and uses none (OX-6).
 */
export function redemptionStates(standing: Standing): ReadonlyMap<string, RedemptionState> {
  return new Map(
    settleRedemptions(standing).redemptions.map(({ redemption, state }) => [redemption.redemptionId, state]),
  );
}

/** `redemptionStates` with the punches each one rests on. */
export function settleRedemptions(standing: Standing): SettledRedemptions {
  const used = new Set<string>();
  const punched = knownPunches(standing);
  const redemptions = inSettlingOrder(standing).map(({ redemption, transaction }): SettledRedemption => {
    const keys = redemption.punches.map(punchKey);
    const free = redemption.punches.every((ref, index) => {
      if (used.has(keys[index] ?? '') || isSpent(standing, ref)) return false;
      // A transaction that has not arrived may well hold the punch; one that has and does not, never will.
      return punched.get(ref.transactionId)?.has(keys[index] ?? '') ?? true;
    });
    if (free) for (const key of keys) used.add(key);
    return { redemption, transaction, state: free ? 'confirmed' : 'conflict' };
  });
  return { redemptions, used };
}

/** True when a punch is known to have been used up by a condensed redemption. */
export function isSpent({ condensed }: Standing, ref: PunchRef): boolean {
  if (condensed.before === '') return false;
  return holds(condensed.transactions, shortHash(ref.transactionId)) || holds(condensed.spent, spentKey(ref));
}

interface Waiting {
  readonly redemption: Redemption;
  readonly transaction: StandingTransaction;
}

function inSettlingOrder({ transactions, pinned }: Standing): readonly Waiting[] {
  const all = transactions.flatMap((transaction) =>
    transaction.redemptions.map((redemption) => ({ redemption, transaction })),
  );
  if (pinned.length === 0) return all;
  const isPinned = ({ redemption }: Waiting) => holds(pinned, redemption.redemptionId);
  return [...all.filter(isPinned), ...all.filter((one) => !isPinned(one))];
}

/** Per transaction that a redemption names: the keys of its punches. */
function knownPunches({ transactions }: Standing): ReadonlyMap<string, ReadonlySet<string>> {
  const named = new Set<string>();
  for (const { redemptions } of transactions) {
    for (const { punches } of redemptions) for (const { transactionId } of punches) named.add(transactionId);
  }
  const known = new Map<string, ReadonlySet<string>>();
  for (const { id, punches } of transactions) {
    if (!named.has(id)) continue;
    known.set(id, new Set(punches.map(({ line, unit }) => punchKey({ transactionId: id, line, unit }))));
  }
  return known;
}
