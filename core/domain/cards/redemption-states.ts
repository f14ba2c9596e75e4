import type { PunchRef, Redemption } from '../transactions/transaction';
import { punchKey, shortHash } from './punch-key';
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
  /** Keys of the punches that confirmed redemptions use, here or (lent) on another account. */
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

/** True when a redemption is settled or credited: it is decided before all others (OX-6). */
export function isPinned(pinned: Standing['pinned'], redemptionId: string): boolean {
  return pinned.length > 0 && (holds(pinned, redemptionId) || holds(pinned, shortHash(redemptionId)));
}

/** `redemptionStates` with the punches each one rests on. */
export function settleRedemptions(standing: Standing): SettledRedemptions {
  const used = new Set<string>(standing.lent);
  const isKnownLost = knownLost(standing);
  const redemptions = inSettlingOrder(standing).map(({ redemption, transaction }): SettledRedemption => {
    const keys = redemption.punches.map(punchKey);
    const isFree = redemption.punches.every((ref, index) => !used.has(keys[index] ?? '') && !isKnownLost(ref));
    if (isFree) for (const key of keys) used.add(key);
    return { redemption, transaction, state: isFree ? 'confirmed' : 'conflict' };
  });
  return { redemptions, used };
}

/**
 * Tells of a punch whether it is known that no redemption can use it any more: its transaction is here and does not
 * have it (it was used up and condensed, or never was), or is condensed as a whole. One that has not arrived may well
 * hold the punch.
 */
export function knownLost({ transactions, condensed }: Standing): (ref: PunchRef) => boolean {
  const punched = new Map<string, ReadonlySet<number>>();
  for (const { id, punches } of transactions) punched.set(id, new Set(punches.map(placeOf)));
  return (ref) => {
    const places = punched.get(ref.transactionId);
    if (places !== undefined) return !places.has(placeOf(ref));
    return condensed.transactions.length > 0 && holds(condensed.transactions, shortHash(ref.transactionId));
  };
}

/** Line and unit, both below 10,000, as one number. */
function placeOf({ line, unit }: { readonly line: number; readonly unit: number }): number {
  return line * 10_000 + unit;
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
  const first = new Set(all.filter(({ redemption }) => isPinned(pinned, redemption.redemptionId)));
  return [...first, ...all.filter((one) => !first.has(one))];
}
