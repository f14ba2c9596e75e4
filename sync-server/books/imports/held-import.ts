import { ok, refuse, type Result } from '../../../core/kernel/result';
import type { ErrorReply } from '../../../core/sync/error-reply';
import type { ImportState } from '../../../core/sync/import';
import type { StoreTransaction } from '../../store/store';
import { NO_IMPORT } from './import-refusals';

/** Customers of a list that are read or written at once; in between others get their turn. */
const PIECE = 2000;

/** An upload, held together with all others: nobody begins, carries out, calls off or takes back one meanwhile. */
export async function heldImport(tx: StoreTransaction, importId: string): Promise<Result<ImportState, ErrorReply>> {
  const known = (await tx.lockImports()).find((one) => one.importId === importId);
  return known === undefined ? refuse(NO_IMPORT) : ok(known);
}

/** A long list in pieces. */
export function* inPieces<Row>(rows: readonly Row[]): Iterable<readonly Row[]> {
  for (let from = 0; from < rows.length; from += PIECE) yield rows.slice(from, from + PIECE);
}
