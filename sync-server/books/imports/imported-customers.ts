import type { Customer } from '../../../core/domain/customers/customer';
import { newCustomer } from '../../../core/domain/customers/new-customer';
import type { ImportRow } from '../../../core/domain/imports/import-row';
import type { Instant } from '../../../core/kernel/amounts';
import { orderKey } from '../../../core/log/order';
import type { ImportState } from '../../../core/sync/import';
import type { ImportMemberRow } from '../../store/rows';
import type { StoreReads } from '../../store/store';
import type { Actor, BooksParts } from '../books';
import { inPieces } from './held-import';

const ID_LENGTH = 40;

/**
 * Ids of the customers of a list, by row. They follow from the upload and from what a row says of the person, under the
 * server's secret: uploaded again after a restore, the same people are the same customers, and what was sold to them
 * meanwhile finds them. A row that was changed in between is somebody else.
 */
export function importedIds(
  { signing }: Pick<BooksParts, 'signing'>,
  importId: string,
  rows: readonly ImportRow[],
): ReadonlyMap<number, string> {
  const times = new Map<string, number>();
  return new Map(
    rows.map(({ row, firstName, lastName, email, phone, internalId }) => {
      const text = JSON.stringify(['imported', importId, firstName, lastName, email, phone, internalId]);
      const time = times.get(text) ?? 0;
      times.set(text, time + 1);
      return [row, signing.sign(`${text} ${String(time)}`).slice(0, ID_LENGTH)];
    }),
  );
}

/** Customers of these ids that are there already; none unless the list is uploaded again. */
export async function heldOf(
  reads: StoreReads,
  ids: ReadonlyMap<number, string>,
): Promise<ReadonlyMap<string, Customer>> {
  const held = new Map<string, Customer>();
  for (const some of inPieces([...ids.values()])) {
    const rows = await reads.documents('customers', some);
    for (const { id, document } of rows) held.set(id, document as unknown as Customer);
  }
  return held;
}

/** Those that are there already belong to the upload, too. */
export function membersHere(
  rows: readonly ImportRow[],
  ids: ReadonlyMap<number, string>,
  here: ReadonlyMap<string, Customer>,
): readonly ImportMemberRow[] {
  return rows.flatMap(({ row, points }) => {
    const customerId = ids.get(row) ?? '';
    return here.has(customerId) ? [{ customerId, points }] : [];
  });
}

/** What customers are made with. */
export interface ImportScene {
  readonly actor: Actor;
  readonly known: ImportState;
  readonly ids: ReadonlyMap<number, string>;
  readonly addedAt: Instant;
}

/** The customer a row makes: without a message and without consent (UP-9). */
export function importedCustomer({ actor, known, ids, addedAt }: ImportScene, row: ImportRow): Customer {
  const { firstName, lastName, email, phone, internalId, address } = row;
  const registerId = actor.register.id;
  const customerId = ids.get(row.row) ?? '';
  const created = newCustomer(
    { firstName, lastName, email, phone, internalId },
    {
      ...{ customerId, homeLocationId: known.locationId, registerId, userId: actor.user.id },
      ...{ createdAt: addedAt, stamp: orderKey(addedAt, registerId, known.importId, row.row) },
    },
  );
  return { ...created, address };
}
