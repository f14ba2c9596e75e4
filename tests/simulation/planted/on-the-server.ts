import type { Standing } from '../../../core/domain/cards/standing';
import type { FeedSlice, Store, StoreTransaction } from '../../../sync-server/store/store';
import { RowLocks } from '../../../sync-server/store/memory-store/row-locks';
import type { WorldChanges } from '../../support/world/world';
import { replaced, type PlantedBug } from './planted-bug';

/** Wraps the server's store. */
function withStore(wrap: (store: Store, pause: () => Promise<void>) => Store): () => WorldChanges {
  return () => ({
    openPlace: (open) => async (hooks) => {
      const place = await open(hooks);
      return { ...place, store: wrap(place.store, hooks.pause) };
    },
  });
}

/** Wraps what units of work write. */
function withTransaction(
  wrap: (tx: StoreTransaction, pause: () => Promise<void>) => StoreTransaction,
): () => WorldChanges {
  return withStore((store, pause) => ({
    ...store,
    transact: (work) => store.transact((tx) => work(wrap(tx, pause))),
  }));
}

export const serverBugs: readonly PlantedBug[] = [
  {
    name: 'feed-without-lock',
    what: 'feed sequences are max + 1 without a lock on the counter, so two commits get the same ones',
    foundBy: 32,
    breaks: 'a register never loses an own entry from view',
    // Between the last statement and its commit others go on, as over a real connection.
    changes: withTransaction((tx, pause) => ({
      ...tx,
      async appendToFeeds(changes, commit) {
        const places = await tx.appendToFeeds(changes, commit);
        for (let statements = 0; statements < 4; statements += 1) await pause();
        return places;
      },
    })),
    plant: () =>
      replaced(
        RowLocks.prototype,
        'acquire',
        (original) =>
          function (this: never, ...[owner, row]: [never, never]) {
            if (String(row).startsWith('feeds ')) return Promise.resolve();
            return original.call(this, owner, row);
          } as never,
      ),
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
];

function inOrderOfArrival(
  before: unknown,
  after: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const known = ((before as Standing | null)?.transactions ?? []).map(({ id }) => id);
  const { transactions } = after as unknown as Standing;
  const place = (id: string) => (known.includes(id) ? known.indexOf(id) : known.length);
  return { ...after, transactions: [...transactions].sort((one, other) => place(one.id) - place(other.id)) };
}
