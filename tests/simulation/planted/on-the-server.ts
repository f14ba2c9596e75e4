import type { Standing } from '../../../core/domain/cards/standing';
import type { Customer } from '../../../core/domain/customers/customer';
import type { LogEntry } from '../../../core/log/entry';
import type { LogBatch } from '../../../core/sync/log';
import type { Books } from '../../../sync-server/books/books';
import type { DocumentRow } from '../../../sync-server/store/rows';
import type { FeedSlice, StoreTransaction } from '../../../sync-server/store/store';
import { WriteSet } from '../../../sync-server/store/memory-store/memory-view';
import { RowLocks } from '../../../sync-server/store/memory-store/row-locks';
import type { WorldChanges } from '../../support/world/world';
import { replaced, type PlantedBug } from './planted-bug';
import { withStore, withTransaction } from './wrapped-store';

export const serverBugs: readonly PlantedBug[] = [
  {
    name: 'feed-without-lock',
    what: 'feed sequences are max + 1 without a lock on the counter, so two commits get the same ones',
    foundBy: 32,
    breaks: 'a register never loses an own entry from view',
    changes: commitsWithoutHaste,
    plant: feedsWithoutLock,
  },
  {
    name: 'standing-in-order-of-arrival',
    what: 'transactions stand in a standing as they arrived, not in the one order',
    foundBy: 1,
    breaks: 'standings fold the same in any order (CA-7, OX-4)',
    changes: withTransaction((tx) => ({
      ...tx,
      async putDocuments(rows) {
        const arrived = [];
        for (const row of rows) {
          if (row.collection !== 'standings') arrived.push(row);
          else
            arrived.push({ ...row, document: inOrderOfArrival(await tx.document('standings', row.id), row.document) });
        }
        await tx.putDocuments(arrived);
      },
    })),
  },
  {
    name: 'feed-leaks',
    what: 'a location’s feed carries the rows of the others as well',
    foundBy: 1,
    breaks: 'nobody receives what is not theirs',
    changes: withStore((store) => ({
      ...store,
      async feedRows(slice: FeedSlice) {
        const own = await store.feedRows(slice);
        if (!slice.feed.startsWith('location-')) return own;
        const foreign = await store.feedRows({ ...slice, feed: 'location-midtown' });
        const taken = new Set(own.map(({ sequence }) => sequence));
        return [...own, ...foreign.filter(({ sequence }) => !taken.has(sequence))]
          .sort((one, other) => one.sequence - other.sequence)
          .slice(0, slice.limit);
      },
    })),
  },
  {
    name: 'leaving-untold',
    what: 'registers of a location are not told who is no longer theirs',
    foundBy: 6,
    breaks: 'nobody keeps what is not theirs',
    changes: withTransaction((tx) => ({
      ...tx,
      appendToFeeds: (changes, commit) => {
        return tx.appendToFeeds(
          changes.filter(({ change }) => change === 'put'),
          commit,
        );
      },
    })),
  },
  {
    name: 'first-of-a-page-skipped',
    what: 'a page begins one row after the one behind the checkpoint',
    foundBy: 1,
    breaks: 'no committed change is skipped by a reader',
    changes: withStore((store) => ({
      ...store,
      feedRows: (slice) => store.feedRows({ ...slice, after: slice.after === 0 ? 0 : slice.after + 1 }),
    })),
  },
  {
    name: 'effects-not-claimed',
    what: 'what an entry did is not looked up before it is done again from another log',
    foundBy: 1,
    breaks: 'an effect counts once (OX-2)',
    changes: withTransaction((tx) => ({
      ...tx,
      effects: () => Promise.resolve([]),
      claimEffects: () => Promise.resolve(),
    })),
  },
  {
    name: 'edits-without-stamps',
    what: 'an edit changes a customer and leaves the stamps as they were',
    foundBy: 1,
    breaks: 'edits end the same in any order (CP-9, OX-4)',
    changes: withTransaction((tx) => ({
      ...tx,
      async putDocuments(rows) {
        const written = [];
        for (const row of rows) written.push(row.collection === 'customers' ? await withOldStamps(tx, row) : row);
        await tx.putDocuments(written);
      },
    })),
  },
  {
    name: 'parked-in-silence',
    what: 'what cannot be judged is parked, and nobody is asked about it',
    foundBy: 6,
    breaks: 'what is parked is somebody’s to settle',
    changes: withTransaction((tx) => ({
      ...tx,
      addDocuments: (rows) => tx.addDocuments(rows.filter(({ document }) => document['kind'] !== 'parked-entry')),
    })),
  },
  {
    name: 'revoked-and-reading',
    what: 'a token of a register that was revoked opens the door like any other',
    foundBy: 3,
    breaks: 'a revoked register reads nothing',
    changes: withStore((store) => ({
      ...store,
      async registerByToken(tokenHash) {
        const found = await store.registerByToken(tokenHash);
        return found && { ...found, revokedAt: null };
      },
    })),
  },
  {
    name: 'revocation-not-taken-back',
    what: 'after a restore a register that was revoked since the backup is trusted again, whatever others tell',
    foundBy: 46,
    breaks: 'a decision that a register keeps holds again after a restore',
    changes: () => ({ books: (books) => ({ ...books, takeBackDecisions: () => Promise.resolve({ taken: 0 }) }) }),
  },
  {
    name: 'sale-refused',
    what: 'a sale to nobody in particular is answered as refused',
    foundBy: 3,
    breaks: 'a sale is never refused',
    changes: () => ({
      books: (books) => ({
        ...books,
        acceptBatch: async (register, batch) => refusingSales(batch, await books.acceptBatch(register, batch)),
      }),
    }),
  },
  {
    name: 'place-behind-others',
    what: 'now and then a change gets a place in the feed that others have passed',
    foundBy: 1,
    breaks: 'nothing is committed behind a reader',
    plant: () => {
      let rows = 0;
      return replaced(
        WriteSet.prototype,
        'put',
        (original) =>
          function (this: never, ...[table, key, row]: [never, never, never]) {
            const { sequence = 0 } = row as { readonly sequence?: number };
            const isLate = String(table).startsWith('feed ') && (rows += 1) % 10 === 0 && sequence > 3;
            const late = { ...(row as object), sequence: sequence - 3 };
            return original.call(this, table, key, (isLate ? late : row) as never);
          } as never,
      );
    },
  },
  {
    name: 'table-gone',
    what: 'now and then the table of users cannot be read',
    foundBy: 1,
    breaks: 'the server meets no trouble of its own',
    changes: () => {
      let asked = 0;
      const answer = (tx: StoreTransaction) =>
        (asked += 1) % 10 === 0 ? Promise.reject(new TypeError('no such table')) : tx.userVersions();
      return withTransaction((tx) => ({ ...tx, userVersions: () => answer(tx) }))();
    },
  },
];

/** Between the last statement and its commit others go on, as over a real connection. */
function commitsWithoutHaste(): WorldChanges {
  return withTransaction((tx, pause) => ({
    ...tx,
    async appendToFeeds(changes, commit) {
      const places = await tx.appendToFeeds(changes, commit);
      for (let statements = 0; statements < 4; statements += 1) await pause();
      return places;
    },
  }))();
}

function feedsWithoutLock(): () => void {
  return replaced(
    RowLocks.prototype,
    'acquire',
    (original) =>
      function (this: never, ...[owner, row]: [never, never]) {
        if (String(row).startsWith('feeds ')) return Promise.resolve();
        return original.call(this, owner, row);
      } as never,
  );
}

type BatchAnswer = Awaited<ReturnType<Books['acceptBatch']>>;

/** The same answer, except that a sale to nobody is refused. */
function refusingSales({ entries }: LogBatch, answer: BatchAnswer): BatchAnswer {
  if (!answer.ok) return answer;
  const sold = new Set(
    (entries as LogEntry[])
      .filter(({ kind, facts }) => kind === 'transaction-finished' && facts.customerId === null)
      .map(({ sequence }) => sequence),
  );
  const verdicts = answer.value.verdicts.map((verdict) =>
    sold.has(verdict.sequence) ? { ...verdict, kind: 'refused' as const, code: 'nobody-known' } : verdict,
  );
  return { ...answer, value: { ...answer.value, verdicts } };
}

async function withOldStamps(tx: StoreTransaction, row: DocumentRow): Promise<DocumentRow> {
  const before = (await tx.document('customers', row.id)) as Customer | null;
  return before === null ? row : { ...row, document: { ...row.document, stamps: before.stamps } };
}

function inOrderOfArrival(
  before: unknown,
  after: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const known = ((before as Standing | null)?.transactions ?? []).map(({ id }) => id);
  const { transactions } = after as unknown as Standing;
  const place = (id: string) => (known.includes(id) ? known.indexOf(id) : known.length);
  return { ...after, transactions: [...transactions].sort((one, other) => place(one.id) - place(other.id)) };
}
