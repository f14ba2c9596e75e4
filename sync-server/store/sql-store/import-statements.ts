import type { ImportRow } from '../../../core/domain/imports/import-row';
import type { ImportState } from '../../../core/sync/import';
import type { ImportMemberRow } from '../rows';
import type { StoreReads, StoreTransaction } from '../store';
import { jsonList, sql, type Run } from './statement';

const IMPORTS = 'SELECT body FROM imports ORDER BY begun_at, id';
const READ = sql('imports', IMPORTS);
const LOCK = sql('lock-imports', `${IMPORTS} FOR UPDATE`);
const PUT = sql(
  'put-import',
  'INSERT INTO imports VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET body = excluded.body',
);
const ROWS = sql('import-rows', 'SELECT body FROM import_rows WHERE import_id = $1 ORDER BY row_number');
const ADD_ROWS = sql(
  'add-import-rows',
  `INSERT INTO import_rows SELECT $1, * FROM unnest($2::int[], $3::json[])
       AS given (row_number, body)
   ON CONFLICT (import_id, row_number) DO UPDATE SET body = excluded.body`,
);
const DROP_ROWS = sql('drop-import-rows', 'DELETE FROM import_rows WHERE import_id = $1');
const MEMBERS = sql(
  'import-members',
  'SELECT customer_id AS "customerId", points FROM import_members WHERE import_id = $1 ORDER BY customer_id',
);
const ADD_MEMBERS = sql(
  'add-import-members',
  'INSERT INTO import_members SELECT $1, * FROM unnest($2::text[], $3::int[])',
);
const PROGRESS = sql('import-progress', 'SELECT done FROM import_progress WHERE import_id = $1');
const PUT_PROGRESS = sql(
  'put-import-progress',
  'INSERT INTO import_progress VALUES ($1, $2) ON CONFLICT (import_id) DO UPDATE SET done = excluded.done',
);
const HAS_CUSTOMERS = sql(
  'has-customers',
  `SELECT EXISTS (SELECT FROM documents WHERE collection = 'customers' AND body IS NOT NULL
     AND body ->> 'status' = 'active' AND (body ->> 'isTraining')::boolean IS NOT TRUE) AS found`,
);

type ImportReads = Pick<StoreReads, 'imports' | 'importRows' | 'importMembers' | 'importProgress' | 'hasCustomers'>;
type ImportWrites = Pick<
  StoreTransaction,
  'lockImports' | 'putImport' | 'addImportRows' | 'dropImportRows' | 'addImportMembers' | 'putImportProgress'
>;

/** Uploads of customer lists. */
export function importReads(run: Run): ImportReads {
  return {
    imports: async () => (await run<{ body: ImportState }>(READ)).map(({ body }) => body),
    importRows: async (importId) => (await run<{ body: ImportRow }>(ROWS, [importId])).map(({ body }) => body),
    importMembers: (importId) => run<ImportMemberRow>(MEMBERS, [importId]),
    importProgress: async (importId) => (await run<{ done: number }>(PROGRESS, [importId]))[0]?.done ?? 0,
    hasCustomers: async () => (await run<{ found: boolean }>(HAS_CUSTOMERS))[0]?.found === true,
  };
}

export function importWrites(run: Run): ImportWrites {
  return {
    lockImports: async () => (await run<{ body: ImportState }>(LOCK)).map(({ body }) => body),
    async putImport(row) {
      await run(PUT, [row.importId, row.begunAt, JSON.stringify(row)]);
    },
    async addImportRows(importId, rows) {
      await run(ADD_ROWS, [importId, rows.map(({ row }) => row), jsonList(rows)]);
    },
    async dropImportRows(importId) {
      await run(DROP_ROWS, [importId]);
    },
    async addImportMembers(importId, rows) {
      if (rows.length === 0) return;
      await run(ADD_MEMBERS, [importId, rows.map(({ customerId }) => customerId), rows.map(({ points }) => points)]);
    },
    async putImportProgress(importId, done) {
      await run(PUT_PROGRESS, [importId, done]);
    },
  };
}
