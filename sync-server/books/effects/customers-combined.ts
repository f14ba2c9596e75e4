import { activeAccount } from './accounts';
import { checkedId, type EntryScene } from './entry-scene';
import { rollUp } from './roll-up';

/** **Combine Customers** (RU-3, RU-4). Answers '' or why nothing came of it, as a stable code. */
export async function combineCustomers(scene: EntryScene<'customers-combined'>): Promise<string> {
  const { entry, facts } = scene;
  const { rollUpId: id, primaryId, joinedPets } = facts;
  [id, primaryId, ...facts.otherIds].forEach(checkedId);
  // Whoever was deleted meanwhile stays so, and does not come along when restored some day.
  const isDeleted = (one: string) => activeAccount(scene.pending, one)?.status === 'deleted';
  const otherIds = facts.otherIds.filter((one) => one !== primaryId && !isDeleted(one));
  if (otherIds.length === 0 && facts.otherIds.some(isDeleted)) return 'others-deleted';
  return rollUp(scene, {
    id,
    primaryId,
    otherIds,
    joinedPets,
    by: entry.userId,
  });
}
