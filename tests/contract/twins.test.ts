import { expect, test } from 'vitest';
import type { Standing } from '../../core/domain/cards/standing';
import type { Customer } from '../../core/domain/customers/customer';
import { createMemoryStore } from '../../sync-server/store/memory-store/memory-store';
import { createSqlStore } from '../../sync-server/store/sql-store/sql-store';
import type { Store } from '../../sync-server/store/store';
import { aDatabase } from '../support/postgres';
import { seededRandom } from '../support/seeded';
import { aBusyWeek, deliver, type BusyWeek } from './support/busy-week';

/** Everything the books show of a week: feeds, audit, work items, lost values, parked entries. */
async function shown({ shop, registers }: BusyWeek, replies: readonly unknown[]) {
  const owner = (await shop.join('midtown', 'all')).register;
  const feeds = await Promise.all((await shop.books.feedsOf(owner)).map((feed) => shop.readAll(owner, feed, 17)));
  const customers = [
    ...new Set(feeds.flat().map(({ collection, id }) => (collection === 'customers' ? id : ''))),
  ].sort();
  return {
    replies,
    feeds,
    digests: await Promise.all(registers.map(({ register }) => shop.books.feedDigest(register, 'account'))),
    lost: await Promise.all(customers.map((id) => shop.store.lostValues(id))),
    audit: await shop.store.auditRows(),
    parked: await shop.store.parkedEntries(),
    found: await shop.books.searchMasterList(owner, 'smith edited', 50),
    troubles: shop.troubles,
  };
}

const lived = async (store: Store, seed: number) => {
  const week = await aBusyWeek(store, seed);
  return shown(week, await deliver(week, seededRandom(seed)));
};

test.each([1, 2, 3, 4, 5, 6])('week %i is the same in memory and on PostgreSQL, to the last stamp', async (seed) => {
  const inMemory = await lived(createMemoryStore(), seed);
  const { pool } = await aDatabase();
  expect(await lived(createSqlStore({ pool }), seed)).toEqual(inMemory);
  expect(inMemory.troubles).toEqual([]);
});

const seeds = Array.from({ length: 40 }, (_, index) => 100 + index);

test.each(seeds)('week %i: in whatever order the logs arrive, everybody sees the same (OX-4)', async (seed) => {
  const arrivals = await Promise.all(
    [1, 2, 3].map(async (order) => {
      const week = await aBusyWeek(createMemoryStore(), seed);
      await deliver(week, seededRandom(seed * 10 + order));
      return { ...(await told(week)), troubles: week.shop.troubles };
    }),
  );
  const [first, ...others] = arrivals;
  expect(first?.troubles).toEqual([]);
  expect(first?.standings.length).toBeGreaterThan(0);
  for (const other of others) expect(other).toEqual(first);
});

async function told({ shop }: BusyWeek) {
  const { store } = shop;
  const documents = async <Document>(collection: 'customers' | 'standings' | 'workItems') =>
    (await store.documents(collection)).map(({ document }) => document as unknown as Document);
  const customers = await documents<Customer>('customers');
  const items = await documents<{ kind: string; refs: Record<string, string> }>('workItems');
  const lost = await Promise.all(customers.map(({ id }) => store.lostValues(id)));
  return {
    // Who is a possible duplicate of whom depends on which identifiers were there at the same time.
    customers: customers.map(({ possibleDuplicateOf: _duplicates, ...customer }) => customer),
    standings: await documents<Standing>('standings'),
    overRedeemed: items.filter(({ kind }) => kind === 'over-redeemed').map(({ refs }) => refs.redemptionId).length,
    lost: lost
      .flat()
      .map(({ customerId, field, value, stamp }) => [customerId, field, value, stamp].join(' '))
      .sort(),
  };
}
