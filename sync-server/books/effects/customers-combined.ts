import { checkedId, type EntryScene } from './entry-scene';
import { rollUp } from './roll-up';

/** **Combine Customers** (RU-3, RU-4). Answers '' or why nothing came of it, as a stable code. */
export async function combineCustomers(scene: EntryScene<'customers-combined'>): Promise<string> {
  const { entry, facts } = scene;
  const { rollUpId: id, primaryId, otherIds, joinedPets } = facts;
  [id, primaryId, ...otherIds].forEach(checkedId);
  return rollUp(scene, {
    id,
    primaryId,
    otherIds: otherIds.filter((one) => one !== primaryId),
    joinedPets,
    by: entry.userId,
  });
}
