import type { Customer } from '../../../core/domain/customers/customer';
import type { ImportRow } from '../../../core/domain/imports/import-row';
import type { ImportState } from '../../../core/sync/import';
import type { DocumentRow, ImportMemberRow } from '../rows';
import { sortedBy } from '../sorted-by';
import type { StoreReads, StoreTransaction } from '../store';
import type { View, WriteSet } from './memory-view';

type ImportReads = Pick<StoreReads, 'imports' | 'importRows' | 'importMembers' | 'importProgress' | 'hasCustomers'>;
type ImportWrites = Pick<
  StoreTransaction,
  'lockImports' | 'putImport' | 'addImportRows' | 'dropImportRows' | 'addImportMembers' | 'putImportProgress'
>;

/** Uploads of customer lists, in memory. */
export function memoryImportReads(view: View): ImportReads {
  const all = <Row>(table: string): Row[] => [...view.rows<Row>(table).values()];
  return {
    imports: async () =>
      sortedBy(all<ImportState>('imports'), (one) => `${String(one.begunAt).padStart(15, '0')} ${one.importId}`),
    importRows: async (importId) => sortedBy(all<ImportRow>(`importRows ${importId}`), ({ row }) => rowKey(row)),
    importMembers: async (importId) =>
      sortedBy(all<ImportMemberRow>(`importMembers ${importId}`), ({ customerId }) => customerId),
    importProgress: async (importId) => view.get<{ done: number }>('importProgress', importId)?.done ?? 0,
    hasCustomers: async () =>
      all<DocumentRow>('documents customers').some(({ document }) => {
        const customer = document as unknown as Customer | null;
        return customer !== null && customer.status === 'active' && !customer.isTraining;
      }),
  };
}

export function memoryImportWrites(writes: WriteSet, lock: (row: string) => Promise<void>): ImportWrites {
  return {
    async lockImports() {
      await lock('imports');
      return memoryImportReads(writes).imports();
    },
    async putImport(row) {
      writes.put('imports', row.importId, row);
    },
    async addImportRows(importId, rows) {
      for (const row of rows) writes.put(`importRows ${importId}`, rowKey(row.row), row);
    },
    async dropImportRows(importId) {
      for (const key of [...writes.rows(`importRows ${importId}`).keys()]) writes.drop(`importRows ${importId}`, key);
    },
    async addImportMembers(importId, rows) {
      for (const row of rows) writes.put(`importMembers ${importId}`, row.customerId, row);
    },
    async putImportProgress(importId, done) {
      writes.put('importProgress', importId, { done });
    },
  };
}

const rowKey = (row: number) => String(row).padStart(10, '0');
