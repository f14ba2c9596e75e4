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
  /** The punches it rests on: those it was given for, or what a person decided instead (OX-6). */
  readonly punches: readonly PunchRef[];
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
export function isPinned({ pinned, resolved }: Pick<Standing, 'pinned' | 'resolved'>, redemptionId: string): boolean {
  if (resolved !== undefined && Object.hasOwn(resolved, redemptionId)) return true;
  return pinned.length > 0 && (holds(pinned, redemptionId) || holds(pinned, shortHash(redemptionId)));
}

/** The punches a redemption rests on; none when a person decided that it has no claim to any (OX-6). */
export function restsOn({ resolved }: Pick<Standing, 'resolved'>, redemption: Redemption): readonly PunchRef[] {
  return resolved?.[redemption.redemptionId] ?? redemption.punches;
}

/** True when a person decided that a redemption uses no card: it stays a conflict for good (OX-6). */
export function isStruck({ resolved }: Pick<Standing, 'resolved'>, { redemptionId }: Redemption): boolean {
  return resolved?.[redemptionId]?.length === 0;
}

/** `redemptionStates` with the punches each one rests on. */
export function settleRedemptions(standing: Standing): SettledRedemptions {
  const used = new Set<string>(standing.lent);
  const isKnownLost = knownLost(standing);
  const redemptions = inSettlingOrder(standing).map(({ redemption, transaction }): SettledRedemption => {
    const punches = restsOn(standing, redemption);
    const keys = punches.map(punchKey);
    const hasCard = punches.every((ref, index) => !used.has(keys[index] ?? '') && !isKnownLost(ref));
    const isConfirmed = hasCard && !isStruck(standing, redemption);
    if (isConfirmed) for (const key of keys) used.add(key);
    return { redemption, transaction, state: isConfirmed ? 'confirmed' : 'conflict', punches };
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

function inSettlingOrder({ transactions, pinned, resolved }: Standing): readonly Waiting[] {
  const all = transactions.flatMap((transaction) =>
    transaction.redemptions.map((redemption) => ({ redemption, transaction })),
  );
  if (pinned.length === 0 && resolved === undefined) return all;
  const first = new Set(all.filter(({ redemption }) => isPinned({ pinned, resolved }, redemption.redemptionId)));
  return [...first, ...all.filter((one) => !first.has(one))];
}
