import type { Customer } from '../../../core/domain/customers/customer';
import type { Resolution, WorkItem } from '../../../core/domain/work-items/work-item';
import type { Instant } from '../../../core/kernel/amounts';
import type { IdentifierKind } from '../../store/rows';
import { sortedBy } from '../../store/sorted-by';
import type { Pending } from '../log/pending';
import type { ActingScene } from './entry-scene';
import { workItem, workItemChange } from './work-items';
import { writeCustomer } from './write-customer';

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

/** What the two of a pair have in common, as the question about them says. */
export function kindOfPair({ code }: Pick<WorkItem, 'code'>): IdentifierKind {
  const kinds: readonly IdentifierKind[] = ['email', 'phone', 'internal-id', 'employee-id'];
  return kinds.find((kind) => code === `same-${kind}`) ?? 'email';
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
  if (known.kind === 'possible-duplicate')
    unmark(pending, known.refs.customerId ?? '', known.refs.otherCustomerId ?? '');
}

/** Nobody is told to compare the two any more: marks are there as long as the question is open (IC-10). */
export function unmark(pending: Pending, one: string, other: string): void {
  for (const [id, marked] of [
    [one, other],
    [other, one],
  ] as const) {
    const customer = pending.customer(id);
    if (customer?.possibleDuplicateOf.includes(marked) !== true) continue;
    const possibleDuplicateOf = customer.possibleDuplicateOf.filter((held) => held !== marked);
    writeCustomer(pending, { ...customer, possibleDuplicateOf });
  }
}

/** Asks about a pair that was settled by what is undone by now: they are two again, and alike (IC-10). */
export async function askAgain(scene: ActingScene, item: WorkItem): Promise<void> {
  const { pending } = scene;
  const known = await askedItem(scene, item.id);
  if (known?.settled == null) return pending.openWorkItem(item);
  pending.putDocument('workItems', item.id, item);
  pending.changeFeed(workItemChange(item));
}

/** Whoever was to be compared with an account that is deleted needs not be any more (DE-4). */
export async function settlePairs(scene: ActingScene, account: Customer): Promise<void> {
  const { pending, receivedAt } = scene;
  for (const id of account.possibleDuplicateOf) {
    const other = pending.customer(id);
    if (other === null) continue;
    const item = await askedItem(scene, duplicateItem(other, account, 'email', receivedAt).id);
    if (item?.state === 'open') await settleItem(scene, item, 'one-deleted');
    else unmark(pending, id, account.id);
  }
}
