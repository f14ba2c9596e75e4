import { isAsStored, type ImportRow } from '../../../core/domain/imports/import-row';
import { DAY_MS } from '../../../core/kernel/amounts';
import { ok, refuse, type Result } from '../../../core/kernel/result';
import type { ErrorReply } from '../../../core/sync/error-reply';
import type { BeginImport, ImportState } from '../../../core/sync/import';
import type { StoreTransaction } from '../../store/store';
import { locationsOf } from '../account/settings';
import type { Actor, BooksParts } from '../books';
import { heldImport } from './held-import';
import { NO_LOCATION, NOT_STAGED, ROW_NOT_VALID } from './import-refusals';
import { lostUploads } from './noted-uploads';
import { uploadRefusal } from './uploads';

/** Rows of an upload nobody went on with are people's data with no purpose. */
const FORGOTTEN_AFTER_MS = DAY_MS;

/** Announces an upload; announced again, it is the same one. Rows of others that were given up are dropped. */
export async function beginImport(
  { store, clock }: BooksParts,
  { user }: Actor,
  { importId, locationId, fileName, total }: BeginImport,
): Promise<Result<ImportState, ErrorReply>> {
  return store.transact(async (tx) => {
    const imports = await tx.lockImports();
    const known = imports.find((one) => one.importId === importId);
    // A restore may have brought back an upload in the middle of its rows, or called off.
    const isLost = (await lostUploads(tx)).some((one) => one.importId === importId);
    if (known !== undefined && (known.state === 'done' || !isLost)) return ok(known);
    if (isLost) await tx.dropImportRows(importId);
    const refusal = await uploadRefusal(tx, importId);
    if (refusal !== null) return refuse(refusal); // UP-8
    if (!(await locationsOf(tx)).some(({ id }) => id === locationId)) return refuse(NO_LOCATION);

    const now = clock.now();
    for (const other of imports) {
      const isGivenUp = other.userId === user.id || other.begunAt < now - FORGOTTEN_AFTER_MS;
      if (other.state === 'staged' && isGivenUp) await callOff(tx, other);
    }
    const begun: ImportState = {
      ...{ importId, state: 'staged', locationId, fileName, userId: user.id, begunAt: now, doneAt: null },
      ...{ total, imported: 0, existing: [] },
    };
    await tx.putImport(begun);
    return ok(begun);
  });
}

/** Lays rows aside; nothing is a customer yet. The server believes no register: every row is checked again (UP-7). */
export async function stageImport(
  { store }: BooksParts,
  importId: string,
  rows: readonly ImportRow[],
): Promise<Result<number, ErrorReply>> {
  if (!rows.every(isAsStored)) return refuse(ROW_NOT_VALID);
  return store.transact(async (tx) => {
    // Held, so that no rows come after their upload is carried out or called off: nobody would ever drop them.
    const held = await heldImport(tx, importId);
    if (!held.ok) return held;
    if (held.value.state !== 'staged') return refuse(NOT_STAGED);
    await tx.addImportRows(importId, rows);
    return ok(rows.length);
  });
}

/** Forgets an upload before it is carried out. */
export async function cancelImport(
  { store }: BooksParts,
  _actor: Actor,
  importId: string,
): Promise<Result<ImportState, ErrorReply>> {
  return store.transact(async (tx) => {
    const held = await heldImport(tx, importId);
    if (!held.ok) return held;
    const known = held.value;
    if (known.state === 'cancelled') return ok(known);
    return known.state === 'staged' ? ok(await callOff(tx, known)) : refuse(NOT_STAGED);
  });
}

/** Calls off uploads that nobody has gone on with for a day, so that no list of people lies aside for ever; once a day. */
export async function forgetUploads({ store, clock }: BooksParts): Promise<void> {
  const before = clock.now() - FORGOTTEN_AFTER_MS;
  await store.transact(async (tx) => {
    for (const one of await tx.lockImports()) {
      if (one.state === 'staged' && one.begunAt < before) await callOff(tx, one);
    }
  });
}

async function callOff(tx: StoreTransaction, staged: ImportState): Promise<ImportState> {
  const cancelled: ImportState = { ...staged, state: 'cancelled' };
  await tx.dropImportRows(staged.importId);
  await tx.putImport(cancelled);
  return cancelled;
}
