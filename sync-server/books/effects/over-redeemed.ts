import { attachableCards, countingPunches } from '../../../core/domain/cards/attachable-cards';
import { cardsOf } from '../../../core/domain/cards/cards-of';
import { punchKey } from '../../../core/domain/cards/punch-key';
import type { Standing } from '../../../core/domain/cards/standing';
import { emptyStanding } from '../../../core/domain/cards/standing-fold';
import { programBook } from '../../../core/domain/programs/program-book';
import type { PunchRef } from '../../../core/domain/transactions/transaction';
import type { WorkItem } from '../../../core/domain/work-items/work-item';
import { businessDateAt } from '../../../core/kernel/calendar';
import { activeAccount, changeAccount } from './accounts';
import type { ActingScene, EntryScene } from './entry-scene';
import { foldAnew } from './fold-in';
import { workItemChange } from './work-items';
import { writeStanding } from './write-customer';

/**
 * A person decided about a reward taken twice (OX-6): it stands on another full card from now on, or on none (store
 * cost, void). Whatever arrives later does not change that; registers keep it in log 0, so that a restored server knows
 * it before the visits come again. Answers '' or a stable code for why nothing came of it.
 */
export async function settleOverRedeemed(scene: EntryScene<'work-item-settled'>, item: WorkItem): Promise<string> {
  const { facts, pending, receivedAt, userId } = scene;
  const { resolution, punches = [] } = facts;
  const isAttached = resolution === 'attached';
  const account = activeAccount(pending, await customerOf(scene, item));
  const standing = account === null ? null : pending.standing(account.id);
  if (standing === null) return 'customer-unknown';
  if (isAttached && !(await isFreeCard(scene, standing, item, punches))) return 'no-other-card';

  const rests = isAttached ? punches : [];
  await resolve(scene, standing, item, rests);
  const settled: WorkItem = { ...item, state: 'settled', settled: { resolution, at: receivedAt, by: userId ?? '' } };
  pending.decide(`settled-${item.id}`, { kind: 'work-item-settled', facts: { item: settled, punches: [...rests] } });
  return '';
}

/** `settleOverRedeemed` once more, after a restore has lost it: visits and the question itself may be still to come. */
export async function settleAgain(scene: ActingScene, item: WorkItem, punches: readonly PunchRef[]): Promise<void> {
  const { pending, lookup } = scene;
  const held = (pending.written('workItems', item.id) as WorkItem | null) ?? (await lookup.workItem(item.id));
  if (held?.settled == null) {
    pending.putDocument('workItems', item.id, item);
    pending.changeFeed(workItemChange(item));
  }
  const customerId = await customerOf(scene, item);
  const account = activeAccount(pending, customerId) ?? changeAccount(pending, customerId, (one) => one);
  const standing = pending.standing(account.id) ?? emptyStanding(account.id);
  if (standing.resolved?.[redemptionOf(item)] === undefined) await resolve(scene, standing, item, punches);
}

/** What is settled folds first, so everything is folded again. */
async function resolve(
  scene: ActingScene,
  standing: Standing,
  item: WorkItem,
  punches: readonly PunchRef[],
): Promise<void> {
  const resolved = { ...standing.resolved, [redemptionOf(item)]: [...punches] };
  writeStanding(scene.pending, await foldAnew(scene, { ...standing, resolved }));
}

function redemptionOf({ refs }: WorkItem): string {
  return refs['redemptionId'] ?? '';
}

/** For whom the reward was written: an undone roll-up may have made two of the account the item names (RU-15). */
async function customerOf({ lookup }: ActingScene, { refs }: WorkItem): Promise<string> {
  return (await lookup.customerOfTransaction(refs['transactionId'] ?? '')) ?? refs['customerId'] ?? '';
}

/** The server decides again: are these the punches of a full card of that kind which nobody has used? */
async function isFreeCard(
  { entry, lookup }: EntryScene<'work-item-settled'>,
  standing: Standing,
  item: WorkItem,
  punches: readonly PunchRef[],
): Promise<boolean> {
  const book = programBook(await lookup.programs(entry.ruleVersions));
  const { timeZone = 'UTC' } = (await lookup.locations()).find(({ id }) => id === entry.locationId) ?? {};
  const today = businessDateAt(entry.shownAt, timeZone);
  const question = { today, locationId: entry.locationId, unconfirmedTransactions: new Set<string>() };
  const named = (refs: readonly PunchRef[]) => refs.map(punchKey).sort().join(' ');
  // Any of them: since the person was shown the oldest one, an older one may have come.
  return attachableCards(cardsOf(standing, book, question), redemptionOf(item)).some((card) => {
    return book.byCardId.has(card.programCardId) && named(countingPunches(card)) === named(punches);
  });
}
