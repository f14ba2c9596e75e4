import type { Customer } from '../../../core/domain/customers/customer';
import { askedItem, settleItem } from './duplicate-items';
import type { ActingScene } from './entry-scene';
import { workItem } from './work-items';

/** A visit of somebody who was deleted, by its transaction. */
interface Activity {
  readonly transactionId: string;
  readonly locationId: string;
}

/** A punch for a customer who was deleted meanwhile: kept on the hidden account, and told (DE-10). */
export function flagActivity({ pending, receivedAt }: ActingScene, customer: Customer, activity: Activity): void {
  pending.openWorkItem(activityItem(customer.id, activity, receivedAt));
}

/** The customer is back, or erased for good: what was told of it needs nobody any more (DE-7, DE-10). */
export async function settleActivity(
  scene: ActingScene,
  customerId: string,
  resolution: 'restored' | 'left-deleted',
): Promise<void> {
  for (const { id, locationId } of scene.pending.standing(customerId)?.transactions ?? []) {
    const item = await askedItem(
      scene,
      activityItem(customerId, { transactionId: id, locationId }, scene.receivedAt).id,
    );
    if (item?.state === 'open') await settleItem(scene, item, resolution);
  }
}

function activityItem(customerId: string, { transactionId, locationId }: Activity, openedAt: number) {
  return workItem({
    kind: 'activity-after-deletion',
    about: [customerId, transactionId],
    locationId,
    openedAt,
    code: 'customer-deleted',
    refs: { customerId, transactionId },
  });
}
