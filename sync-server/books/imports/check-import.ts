import { currentKeys } from '../../../core/domain/customers/duplicates';
import type { ExistingIdentifier } from '../../../core/domain/imports/import-sieve';
import type { CheckImport } from '../../../core/sync/import';
import type { IdentifierKey, IdentifierRow } from '../../store/rows';
import type { StoreReads } from '../../store/store';

type CheckedRow = CheckImport['rows'][number];

/** Which rows have an identifier that a customer has already: the dry run's question, nothing is written (UP-6). */
export async function checkImport(reads: StoreReads, { rows }: CheckImport): Promise<readonly ExistingIdentifier[]> {
  const held = await reads.identifiers(keysOf(rows));
  return existingIn(rows, held);
}

/** Every identifier of some rows, each once. */
export function keysOf(rows: readonly CheckedRow[]): readonly IdentifierKey[] {
  const keys = rows.flatMap((row) => currentKeys(row)).map((key) => [`${key.kind} ${key.key}`, key] as const);
  return [...new Map(keys).values()];
}

/** Rows whose identifiers somebody claims. */
export function existingIn(rows: readonly CheckedRow[], held: readonly IdentifierRow[]): readonly ExistingIdentifier[] {
  const claimed = new Set(held.filter(({ claims }) => claims.length > 0).map(({ kind, key }) => `${kind} ${key}`));
  if (claimed.size === 0) return [];
  return rows.flatMap((row) =>
    currentKeys(row)
      .filter(({ kind, key }) => claimed.has(`${kind} ${key}`))
      .map(({ kind }) => ({ row: row.row, kind })),
  );
}
