import type { Customer } from '../../../core/domain/customers/customer';
import type { Standing } from '../../../core/domain/cards/standing';
import type { DocumentRow } from '../rows';
import { sortedBy } from '../sorted-by';
import type { StoreReads, StoreTransaction } from '../store';
import { jsonList, sql, type Run } from './statement';

const DOCUMENT = sql('document', 'SELECT body FROM documents WHERE collection = $1 AND id = $2');
const FOUND = 'SELECT collection, id, owner, body AS document FROM documents WHERE body IS NOT NULL';
const ALL = sql('documents', `${FOUND} AND collection = $1 ORDER BY id`);
const CHOSEN = sql('documents-chosen', `${FOUND} AND collection = $1 AND id = ANY($2) ORDER BY id`);
const OWNED = sql('documents-owned', `${FOUND} AND collection = $1 AND owner = ANY($2) ORDER BY id`);

const GIVEN = `SELECT collection, id, owner, body
    FROM unnest($1::text[], $2::text[], $3::text[], $4::json[])
      AS row (collection, id, owner, body)`;
const PUT = sql(
  'put-documents',
  `INSERT INTO documents ${GIVEN}
   ON CONFLICT (collection, id) DO UPDATE SET owner = excluded.owner, body = excluded.body`,
);
const ADD = sql('add-documents', `INSERT INTO documents ${GIVEN} ON CONFLICT DO NOTHING RETURNING id`);
const NOTE_DELETED = sql(
  'note-deleted-customers',
  'INSERT INTO deleted_customers SELECT unnest($1::text[]) ON CONFLICT DO NOTHING',
);
const DROP = sql('drop-documents', 'DELETE FROM documents WHERE collection = $1 AND id = ANY($2)');

/** One table only: under FOR UPDATE, a joined one would show rows older than the lock. */
const LOCK_CUSTOMERS = sql(
  'lock-customers',
  `SELECT id, body FROM documents WHERE collection = 'customers' AND id = ANY($1) ORDER BY id FOR UPDATE`,
);
const MAKE_CUSTOMERS = sql(
  'make-customers',
  `INSERT INTO documents (collection, id) SELECT 'customers', unnest($1::text[]) ON CONFLICT DO NOTHING RETURNING id`,
);
const STANDINGS = sql('standings', `SELECT id, body FROM documents WHERE collection = 'standings' AND id = ANY($1)`);

type DocumentReads = Pick<StoreReads, 'document' | 'documents' | 'documentsOwnedBy'>;
type DocumentWrites = Pick<StoreTransaction, 'lockCustomers' | 'putDocuments' | 'addDocuments' | 'dropDocuments'>;

interface Body<Document> {
  readonly id: string;
  readonly body: Document | null;
}

/** Documents as registers see them. */
export function documentReads(run: Run): DocumentReads {
  return {
    async document(collection, id) {
      const [found] = await run<Body<Record<string, unknown>>>(DOCUMENT, [collection, id]);
      return found?.body ?? null;
    },
    documents: (collection, ids) =>
      ids === undefined ? run<DocumentRow>(ALL, [collection]) : run<DocumentRow>(CHOSEN, [collection, ids]),
    documentsOwnedBy: (collection, owners) => run<DocumentRow>(OWNED, [collection, owners]),
  };
}

/** Documents as they are written, and customers as they are locked. */
export function documentWrites(run: Run): DocumentWrites {
  /**
   * New customers are made after the known ones are locked, so out of order; two that make the same ones at once may
   * then wait in a circle, which the database ends and the unit of work survives.
   */
  async function lockedCustomers(ids: readonly string[]): Promise<readonly Body<Customer>[]> {
    const known = await run<Body<Customer>>(LOCK_CUSTOMERS, [ids]);
    if (known.length === ids.length) return known;
    const missing = ids.filter((id) => !known.some((row) => row.id === id));
    const made = await run<{ id: string }>(MAKE_CUSTOMERS, [missing]);
    const isMade = (id: string) => made.some((row) => row.id === id);
    const madeByOthers = missing.filter((id) => !isMade(id));
    const others = madeByOthers.length === 0 ? [] : await run<Body<Customer>>(LOCK_CUSTOMERS, [madeByOthers]);
    return [...known, ...made.map(({ id }) => ({ id, body: null })), ...others];
  }

  return {
    async lockCustomers(ids) {
      if (ids.length === 0) return [];
      const ordered = sortedBy([...new Set(ids)], (id) => id);
      const locked = await lockedCustomers(ordered);
      const found = await run<Body<Standing>>(STANDINGS, [ordered]);
      const standings = new Map(found.map(({ id, body }) => [id, body]));
      return sortedBy(locked, ({ id }) => id).map(({ id, body }) => ({
        id,
        customer: body,
        standing: standings.get(id) ?? null,
      }));
    },
    async putDocuments(rows) {
      if (rows.length === 0) return;
      await run(PUT, columns(rows));
      const deleted = rows.filter(({ collection, document }) => collection === 'customers' && isDeleted(document));
      if (deleted.length > 0) await run(NOTE_DELETED, [deleted.map(({ id }) => id)]);
    },
    async addDocuments(rows) {
      if (rows.length === 0) return [];
      const added = await run<{ id: string }>(ADD, columns(sortedBy(rows, ({ id }) => id)));
      return added.map(({ id }) => id);
    },
    async dropDocuments(collection, ids) {
      if (ids.length > 0) await run(DROP, [collection, ids]);
    },
  };
}

/** As the statement that asks for deleted customers reads it. */
const isDeleted = (document: DocumentRow['document']) => document.status === 'deleted';

function columns(rows: readonly DocumentRow[]): readonly unknown[] {
  return [
    rows.map((row) => row.collection),
    rows.map((row) => row.id),
    rows.map((row) => row.owner),
    jsonList(rows.map((row) => row.document)),
  ];
}
