import { punchesAtHand } from '../../../core/domain/cards/free-punches';
import { punchKey } from '../../../core/domain/cards/punch-key';
import { settleRedemptions } from '../../../core/domain/cards/redemption-states';
import type { Standing, StandingTransaction } from '../../../core/domain/cards/standing';
import type { PunchRef } from '../../../core/domain/transactions/transaction';
import { activeAccount } from './accounts';
import type { ActingScene } from './entry-scene';
import { writeStanding } from './write-customer';

/**
 * A reward given while two accounts were one may arrive when they are two again: the punches it used stay with it, and
 * the account they were bought for has lent them (RU-15). Nearly every reward uses punches of its own account alone.
 */
export async function lendPunches(
  { pending, lookup }: ActingScene,
  borrower: Standing,
  transaction: StandingTransaction,
): Promise<void> {
  if (transaction.redemptions.length === 0) return;
  const foreign = await foreignPunches(borrower, transaction, lookup.customerOfTransaction);
  for (const [customerId, refs] of foreign) {
    const lender = activeAccount(pending, customerId);
    const standing = lender === null || lender.id === borrower.id ? null : pending.standing(lender.id);
    if (standing === null) continue;
    const { used } = settleRedemptions(standing);
    const here = punchesAtHand(standing);
    const keys = refs.map(punchKey).filter((key) => here.has(key) && !used.has(key));
    if (keys.length > 0) writeStanding(pending, { ...standing, lent: [...standing.lent, ...keys].sort() });
  }
}

/** Punches of confirmed rewards of `transaction` that were bought for other customers, by customer. */
async function foreignPunches(
  borrower: Standing,
  transaction: StandingTransaction,
  ownerOf: (transactionId: string) => Promise<string | null>,
): Promise<ReadonlyMap<string, readonly PunchRef[]>> {
  const here = new Set(borrower.transactions.map(({ id }) => id));
  const confirmed = settleRedemptions(borrower).redemptions.filter(
    (one) => one.transaction.id === transaction.id && one.state === 'confirmed',
  );
  const missing = confirmed.flatMap(({ punches }) => punches).filter((ref) => !here.has(ref.transactionId));
  const byOwner = new Map<string, PunchRef[]>();
  for (const ref of missing) {
    const owner = await ownerOf(ref.transactionId);
    if (owner !== null) byOwner.set(owner, [...(byOwner.get(owner) ?? []), ref]);
  }
  return byOwner;
}
