import { emptyStanding } from '../../../core/domain/cards/standing-fold';
import { completePlaceholder, isPlaceholder } from '../../../core/domain/customers/new-customer';
import type { ImportRow } from '../../../core/domain/imports/import-row';
import type { Instant } from '../../../core/kernel/amounts';
import type { Actor, BooksParts } from '../books';
import type { ActingScene } from '../effects/entry-scene';
import { putCustomer } from '../effects/put-customer';
import { completeRollUps } from '../effects/roll-up';
import { writeStanding } from '../effects/write-customer';
import { actAsServer } from '../history/as-server';
import { heldOf, importedCustomer, importedIds, type ImportScene } from './imported-customers';

/**
 * Of a list that is uploaded again, completes those of whom registers have told meanwhile: their sales and edits were
 * kept on placeholders. Each by itself and once, before the rest is imported as a whole; who was erased stays so (DE-7).
 */
export async function completeHeld(parts: BooksParts, actor: Actor, importId: string, addedAt: Instant): Promise<void> {
  const { store } = parts;
  const known = (await store.imports()).find((one) => one.importId === importId);
  if (known?.state !== 'staged') return;
  const rows = await store.importRows(importId);
  if (rows.length !== known.total) return;
  const ids = importedIds(parts, importId, rows);
  const held = await heldOf(store, ids);
  const scene: ImportScene = { actor, known, ids, addedAt };
  for (const row of rows) {
    const customer = held.get(ids.get(row.row) ?? '');
    if (customer === undefined || !isPlaceholder(customer)) continue;
    const act = { id: `${importId}-${String(row.row)}`, at: addedAt, number: 0 };
    await actAsServer(parts, act, (acting) => complete(acting, scene, row));
  }
}

async function complete(acting: ActingScene, scene: ImportScene, row: ImportRow): Promise<void> {
  const { pending } = acting;
  const created = importedCustomer(scene, row);
  const held = pending.customer(created.id);
  if (held === null || !isPlaceholder(held)) return;
  putCustomer(pending, completePlaceholder(held, created));
  if (row.points > 0) {
    const standing = pending.standing(created.id) ?? emptyStanding(created.id);
    const { balance, lifetime } = standing.points;
    writeStanding(pending, { ...standing, points: { balance: balance + row.points, lifetime: lifetime + row.points } });
  }
  await completeRollUps(acting, created.id);
}
