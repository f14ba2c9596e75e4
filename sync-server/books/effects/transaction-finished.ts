import { redemptionStates, settleRedemptions } from '../../../core/domain/cards/redemption-states';
import type { Standing } from '../../../core/domain/cards/standing';
import { emptyStanding } from '../../../core/domain/cards/standing-fold';
import { withVisit } from '../../../core/domain/customers/visits';
import { checkTransaction } from '../../../core/domain/transactions/check-transaction';
import type { TransactionDocument } from '../../../core/domain/transactions/transaction-document';
import { standingTransactionOf } from '../../../core/log/standing-transaction';
import { locationFeed } from '../../../core/sync/checkpoint';
import { activeAccount, changeAccount } from './accounts';
import { flagActivity } from './activity-after-deletion';
import { checkedId, Unjudgeable, type EntryScene } from './entry-scene';
import { foldIn } from './fold-in';
import { lendPunches } from './lend-punches';
import { workItem } from './work-items';
import { writeStanding } from './write-customer';

/**
 * One visit, all or nothing (OX-1): the receipt for its location, the standing, the visit itself. Never refused; what
 * is wrong with it is flagged and the rest counts.
 */
export async function finishTransaction(scene: EntryScene<'transaction-finished'>): Promise<void> {
  const { entry, facts, pending, orderInstant } = scene;
  const id = checkedId(facts.transactionId);
  if (entry.effectId !== id) throw new Unjudgeable('effect-id');
  const { registerId, logId, sequence, userId, locationId, shownAt: finishedAt } = entry;
  const place = { registerId, logId, sequence, userId, locationId };
  const document: TransactionDocument = { id, ...place, finishedAt, orderInstant, facts };
  pending.putDocument('transactions', id, document, facts.customerId);
  pending.changeFeed({ feed: locationFeed(locationId), collection: 'transactions', id, change: 'put' });

  if (facts.customerId !== null) await visit(scene, checkedId(facts.customerId));
  await flagDifferences(scene);
}

/** The customer was here: standing and location lists (LO-3). Kept on a placeholder for one nobody has heard of. */
async function visit(scene: EntryScene<'transaction-finished'>, customerId: string): Promise<void> {
  const { entry, pending, orderInstant } = scene;
  const transaction = standingTransactionOf(entry, orderInstant);
  if (transaction === null) return;
  const { id } = activeAccount(pending, customerId) ?? { id: customerId };
  const before = pending.standing(id) ?? emptyStanding(id);
  const standing = await foldIn(scene, before, transaction);
  writeStanding(pending, standing);
  const customer = changeAccount(pending, customerId, (one) => withVisit(one, entry.locationId, entry.shownAt));
  await lendPunches(scene, standing, transaction);
  flagOverRedeemed(scene, before, standing);
  if (customer.status === 'deleted') {
    flagActivity(scene, customer, { transactionId: entry.effectId, locationId: entry.locationId });
  }
}

/** Rewards taken twice by registers that did not know of one another (OX-6); each is asked about once. */
function flagOverRedeemed({ entry, pending, receivedAt }: EntryScene, before: Standing, after: Standing): void {
  const known = redemptionStates(before);
  for (const { redemption, transaction, state } of settleRedemptions(after).redemptions) {
    const { redemptionId } = redemption;
    if (state !== 'conflict' || known.get(redemptionId) === 'conflict') continue;
    pending.openWorkItem(
      workItem({
        kind: 'over-redeemed',
        about: [redemptionId],
        locationId: transaction.locationId,
        openedAt: receivedAt,
        code: 'punch-used-twice',
        refs: {
          ...{ customerId: after.id, redemptionId, transactionId: transaction.id },
          arrivedWith: entry.effectId,
        },
      }),
    );
  }
}

/** Checks against the versions the entry names; nothing is recomputed, what was printed stays. */
async function flagDifferences(scene: EntryScene<'transaction-finished'>): Promise<void> {
  const { entry, facts, pending, receivedAt, lookup } = scene;
  const [difference] = checkTransaction(facts, await lookup.programs(entry.ruleVersions), entry.locationId);
  if (difference === undefined) return;
  const { code, path } = difference;
  const refs = { transactionId: facts.transactionId, path };
  pending.openWorkItem(
    workItem({
      kind: 'rule-difference',
      about: ['transaction', facts.transactionId],
      locationId: entry.locationId,
      openedAt: receivedAt,
      code,
      refs: facts.customerId === null ? refs : { ...refs, customerId: facts.customerId },
    }),
  );
}
