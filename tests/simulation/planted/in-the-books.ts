import type { Customer } from '../../../core/domain/customers/customer';
import type { Standing } from '../../../core/domain/cards/standing';
import type { DocumentRow } from '../../../sync-server/store/rows';
import type { Store, StoreTransaction } from '../../../sync-server/store/store';
import type { PlantedBug } from './planted-bug';
import { withStore, withTransaction } from './wrapped-store';

/** Mistakes in what accounts, uploads and erasing leave in the books. */
export const bookBugs: readonly PlantedBug[] = [
  {
    name: 'nobody-asked',
    what: 'of two customers with one email or phone nobody is asked whether they are the same',
    foundBy: 3,
    breaks: 'one active account per identifier, or a person is asked (IC-10)',
    changes: withTransaction((tx) => ({
      ...tx,
      addDocuments: (rows) => tx.addDocuments(rows.filter(({ document }) => document['kind'] !== 'possible-duplicate')),
    })),
  },
  {
    name: 'undone-and-kept',
    what: 'undoing a roll-up gives the others what is theirs, and leaves it on the primary as well',
    foundBy: 31,
    breaks: 'every punch is reachable from exactly one active account (RU-15)',
    changes: withTransaction((tx) => ({
      ...tx,
      putDocuments: async (rows) => tx.putDocuments(withoutTaking(rows, await givenBack(tx, rows))),
    })),
  },
  {
    name: 'roll-up-forgotten',
    what: 'of the roll-ups of one commit only the last is written down, so that the others can never be undone',
    foundBy: 3,
    breaks: 'an entry counts for the account it was written for (RU-15)',
    changes: withTransaction((tx) => ({ ...tx, putRollUps: (rows) => tx.putRollUps(rows.slice(-1)) })),
  },
  {
    name: 'entries-not-erased',
    what: 'who is erased stays in the server’s copy of the register logs by name',
    foundBy: 1,
    breaks: 'no personal word of an erased customer is left (DE-7)',
    changes: withTransaction((tx) => ({ ...tx, erasePersonal: () => Promise.resolve() })),
  },
  {
    name: 'upload-taken-back-but-one',
    what: 'taking an upload back forgets the last of its customers',
    foundBy: 3,
    breaks: 'an upload is there as a whole or not at all (UP-10)',
    changes: withTransaction((tx) => ({
      ...tx,
      importMembers: async (importId) => (await tx.importMembers(importId)).slice(0, -1),
    })),
  },
  {
    name: 'upload-half-committed',
    what: 'a list is carried out in commits of half of it each, so that a server that dies between them leaves half',
    foundBy: 3,
    breaks: 'an upload is there as a whole or not at all (UP-10)',
    changes: withStore((store) => ({ ...store, transact: (work) => inHalves(store, work) })),
  },
];

/** A customer that a list brings, and that was not there before. */
function isUploaded({ collection, document }: DocumentRow): boolean {
  return (
    collection === 'customers' && (document['stamps'] as Customer['stamps']).created?.includes(':upload-') === true
  );
}

/** When carrying out a list comes to nothing, the first half of its customers stays all the same. */
async function inHalves<T>(store: Store, work: (tx: StoreTransaction) => Promise<T>): Promise<T> {
  const written: DocumentRow[] = [];
  const watched = (tx: StoreTransaction): StoreTransaction => ({
    ...tx,
    putDocuments: (rows) => {
      written.push(...rows.filter(isUploaded));
      return tx.putDocuments(rows);
    },
  });
  try {
    return await store.transact((tx) => work(watched(tx)));
  } catch (error) {
    const half = written.slice(0, Math.ceil(written.length / 2));
    let isKept = half.length === 0;
    while (!isKept)
      isKept = await store
        .transact((tx) => tx.putDocuments(half))
        .then(
          () => true,
          () => false,
        );
    throw error;
  }
}

/** Accounts that are no part of another one any more by what is written now. */
async function givenBack(tx: StoreTransaction, rows: readonly DocumentRow[]): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (const { collection, id, document } of rows) {
    if (collection !== 'customers' || (document as unknown as Customer).mergedInto !== null) continue;
    const before = (await tx.document('customers', id)) as Customer | null;
    if (before?.status === 'merged') ids.add(id);
  }
  return ids;
}

/** The visits that the others of an undone roll-up get are added to the primary's own again. */
function withoutTaking(rows: readonly DocumentRow[], others: ReadonlySet<string>): readonly DocumentRow[] {
  const standings = rows.filter(({ collection }) => collection === 'standings');
  const primary = standings.find(({ id }) => !others.has(id));
  if (others.size === 0 || primary === undefined) return rows;
  const theirs = standings.filter(({ id }) => others.has(id)).flatMap(({ document }) => transactionsOf(document));
  const all = [...transactionsOf(primary.document), ...theirs].sort((a, b) => (a.order < b.order ? -1 : 1));
  return rows.map((row) => (row === primary ? { ...row, document: { ...row.document, transactions: all } } : row));
}

const transactionsOf = (document: unknown) => (document as Standing).transactions;
