import { SECOND_THOUGHTS_MS } from '../../../core/domain/customers/second-thoughts';
import type { Standing } from '../../../core/domain/cards/standing';
import type { Customer } from '../../../core/domain/customers/customer';
import type { BooksParts } from '../books';
import { eraseAccount, isErased } from '../effects/customer-erased';
import { forgetUploads } from '../imports/stage-import';
import { actAsServer } from './as-server';

/** What a purge came to. */
export interface Purged {
  readonly customers: number;
  readonly rollUps: number;
}

/**
 * After 90 days there is no way back: personal data of deleted customers is erased (DE-7), and so is what accounts were
 * before they were rolled up (RU-15). What came about them later, and was parked, goes too, and so do lists of
 * people that nobody went on uploading. Once a day.
 */
export async function purge(parts: BooksParts): Promise<Purged> {
  const { store, clock } = parts;
  const now = clock.now();
  const isOver = (at: number | null) => at !== null && now - at > SECOND_THOUGHTS_MS;
  const deleted = (await store.deletedCustomers(0)).map(({ document }) => document as unknown as Customer);
  const due = deleted.filter((customer) => isOver(customer.deletedAt) && !isErased(customer));
  for (const { id } of due) {
    await actAsServer(parts, { id: `purge-${id}`, at: now, number: 0 }, async (scene) => {
      const customer = scene.pending.customer(id);
      // Somebody may have restored it meanwhile.
      if (customer?.status === 'deleted' && isOver(customer.deletedAt)) await eraseAccount(scene, id);
    });
  }
  await eraseWhatCameLater(parts, deleted.filter(isErased));
  await forgetUploads(parts);
  const rollUps = (await store.keptRollUps()).filter(({ at }) => isOver(at));
  await store.transact((tx) => tx.putRollUps(rollUps.map((row) => ({ ...row, kept: [] }))));
  return { customers: due.length, rollUps: rollUps.length };
}

async function eraseWhatCameLater({ store }: BooksParts, erased: readonly Customer[]): Promise<void> {
  const ids = erased.map(({ id }) => id);
  const standings = (await store.documents('standings', ids)).map(({ document }) => document as unknown as Standing);
  const customerIds = new Set([...ids, ...standings.flatMap(({ members }) => members)]);
  await store.transact((tx) => tx.erasePersonal([...customerIds]));
}
