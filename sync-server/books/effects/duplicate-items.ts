import type { Customer } from '../../../core/domain/customers/customer';
import type { Resolution, WorkItem } from '../../../core/domain/work-items/work-item';
import type { Instant } from '../../../core/kernel/amounts';
import type { IdentifierKind } from '../../store/rows';
import { sortedBy } from '../../store/sorted-by';
import type { ActingScene } from './entry-scene';
import { workItem, workItemChange } from './work-items';

/** The question about a pair; of one pair there is one. */
export function duplicateItem(a: Customer, b: Customer, kind: IdentifierKind, openedAt: Instant): WorkItem {
  const [older, younger] = sortedBy([a, b], ({ stamps, id }) => `${stamps.created ?? ''} ${id}`) as [
    Customer,
    Customer,
  ];
  return workItem({
    kind: 'possible-duplicate',
    about: [older.id, younger.id].sort(),
    locationId: younger.homeLocationId,
    openedAt,
    code: `same-${kind}`,
    refs: { customerId: younger.id, otherCustomerId: older.id },
  });
}

/** A question as it stands now, by what this unit of work has written too; null when it was never asked. */
export async function askedItem({ pending, lookup }: ActingScene, id: string): Promise<WorkItem | null> {
  const written = pending.written('workItems', id) as WorkItem | null;
  return written ?? pending.workItems.get(id) ?? (await lookup.workItem(id));
}

/**
 * Notes that a question is answered; one that was never asked is kept as answered (so that it will not be). An answer
 * stays, but for one: whoever undoes a roll-up says that the two are not the same (IC-10).
 */
export async function settleItem(scene: ActingScene, item: WorkItem, resolution: Resolution): Promise<void> {
  const { pending, receivedAt, userId } = scene;
  const known = (await askedItem(scene, item.id)) ?? item;
  const isTakenBack = known.settled?.resolution === 'combined' && resolution === 'not-the-same-person';
  if (known.settled !== null && !isTakenBack) return;
  const settled = { resolution, at: receivedAt, by: userId ?? '' };
  pending.putDocument('workItems', item.id, { ...known, state: 'settled', settled });
  pending.changeFeed(workItemChange(known));
}
