import { expect, test } from 'vitest';
import type { Standing } from '../../core/domain/cards/standing';
import type { Customer } from '../../core/domain/customers/customer';
import type { WorkItem } from '../../core/domain/work-items/work-item';
import type { Checkpoint } from '../../core/sync/checkpoint';
import type { FeedChange } from '../../sync-server/store/rows';
import type { Store } from '../../sync-server/store/store';
import { aProgram } from '../support/factories';
import { seededRandom } from '../support/seeded';
import { aShop, pageOf, valueOf } from './support/a-shop';
import { aTill, kinds } from './support/a-till';
import { eachStore } from './support/each-store';
import { WrittenLog } from './support/written-log';

eachStore((place) => {
  async function shopOnTwoProcesses() {
    const at = await place();
    const shop = await aShop(at.open());
    await shop.books.putPrograms([aProgram()]);
    return { shop, other: shop.process(at.open()), store: at.open() };
  }

  test('one batch delivered to two processes at once counts once (OX-2)', async () => {
    const { shop, other } = await shopOnTwoProcesses();
    const a = await aTill(shop, 'midtown');
    const customers = Array.from({ length: 10 }, () => a.log.addCustomer());
    customers.forEach((id) => a.log.sell(id, 2));
    const batch = a.log.batch(await shop.books.epoch());
    const processes = [shop.books, other, shop.books, other];
    const replies = await Promise.all(processes.map((books) => books.acceptBatch(a.register, batch)));

    const answered = replies.map((reply) => [...new Set(kinds(valueOf(reply)))]);
    expect(answered.filter(([kind]) => kind === 'accepted')).toHaveLength(1);
    expect(answered.filter(([kind]) => kind === 'duplicate')).toHaveLength(3);
    expect(
      new Set(replies.map((reply) => JSON.stringify(valueOf(reply).verdicts.map((one) => one.visibleAt)))),
    ).toHaveLength(1);
    const standings = await shop.documentsOf<Standing>(a.register, 'standings');
    expect(standings.map(({ transactions }) => transactions.length)).toEqual(customers.map(() => 1));
  });

  test('the same effects at once in two logs count once, in whichever was faster (OX-2)', async () => {
    const { shop, other } = await shopOnTwoProcesses();
    const a = await aTill(shop, 'midtown');
    const betty = a.log.addCustomer();
    a.log.sell(betty, 2);
    a.log.sell(null, 3);
    const copy = new WrittenLog(a.register.id, 'midtown', shop.clock, 'copied-log');
    for (const { registerId: _r, logId: _l, sequence: _s, previousHash: _p, hash: _h, ...content } of a.log.entries) {
      copy.add(content);
    }
    const epoch = await shop.books.epoch();
    const replies = await Promise.all([
      shop.books.acceptBatch(a.register, a.log.batch(epoch)),
      other.acceptBatch(a.register, copy.batch(epoch)),
    ]);
    const answered = replies.map((reply) => kinds(valueOf(reply)).join(' ')).sort();
    expect(answered).toEqual(['accepted accepted accepted', 'duplicate duplicate duplicate']);
    expect(await shop.documentsOf(a.register, 'transactions')).toHaveLength(2);
    const [standing] = await shop.documentsOf<Standing>(a.register, 'standings');
    expect(Object.keys(standing?.through ?? {}).sort()).toEqual([a.log.logId, 'copied-log'].sort());
  });

  test('what is judged again locks in the order of everybody: the server’s row before the log', async () => {
    const { shop, store } = await shopOnTwoProcesses();
    const a = await aTill(shop, 'midtown');
    await shop.books.revokeRegister(a.register.id);
    const revoked = (await shop.books.registers()).find(({ id }) => id === a.register.id) ?? a.register;
    a.log.write('account-settings-changed', { changes: {} }, null, { userId: 'master-admin' });
    valueOf(await shop.books.acceptBatch(revoked, a.log.batch(await shop.books.epoch())));

    const locked: string[] = [];
    const watched: Store = {
      ...store,
      transact: (work) =>
        store.transact((tx) =>
          work({
            ...tx,
            lockServer: () => (locked.push('server'), tx.lockServer()),
            lockLog: (...log) => (locked.push('log'), tx.lockLog(...log)),
          }),
        ),
    };
    expect(await shop.process(watched).judgeParked({ fromRevoked: true })).toEqual({ judged: 1, accepted: 1 });
    expect(locked.slice(0, 2)).toEqual(['server', 'log']);
  });

  test('two registers claim one phone at once: both customers stay, one pair is asked about (IC-10)', async () => {
    const { shop, other } = await shopOnTwoProcesses();
    const [a, b] = [await aTill(shop, 'midtown'), await aTill(shop, 'harbor')];
    const phone = '+12025550123';
    const ids = Array.from({ length: 5 }, (_, index) => [
      a.log.addCustomer({ phone, email: `pair${index}@x.com`, firstName: `Ada${'a'.repeat(index)}` }),
      b.log.addCustomer({ phone, email: `pair${index}@x.com`, firstName: `Bea${'b'.repeat(index)}` }),
    ]).flat();
    const epoch = await shop.books.epoch();
    const replies = await Promise.all([
      shop.books.acceptBatch(a.register, a.log.batch(epoch)),
      other.acceptBatch(b.register, b.log.batch(epoch)),
    ]);
    expect(replies.flatMap((reply) => kinds(valueOf(reply)))).toEqual(ids.map(() => 'accepted'));
    const customers = (
      await Promise.all([a, b].map(({ register }) => shop.documentsOf<Customer>(register, 'customers')))
    ).flat();
    expect(customers.every(({ possibleDuplicateOf }) => possibleDuplicateOf.length === 9)).toBe(true);
    const items = (
      await Promise.all([a, b].map(({ register }) => shop.documentsOf<WorkItem>(register, 'workItems')))
    ).flat();
    expect(new Set(items.map(({ id }) => id)).size).toBe((10 * 9) / 2);
  });

  test('registers that cross one another’s customers never wait in a circle, and lose nothing', async () => {
    const { shop, other } = await shopOnTwoProcesses();
    const [a, b] = [await aTill(shop, 'midtown'), await aTill(shop, 'harbor')];
    const ids = Array.from({ length: 8 }, () => a.log.addCustomer());
    await a.send();
    const random = seededRandom(7);
    for (let round = 0; round < 10; round += 1) {
      for (const log of [a.log, b.log]) {
        const order = [...ids].sort(() => random() - 0.5);
        order.forEach((id) => log.sell(id, 1));
        log.editCustomer(order[0] ?? '', { internalId: `n${Math.floor(random() * 4)}` });
      }
      const epoch = await shop.books.epoch();
      const [from, fromB] = [9 + round * 9, 1 + round * 9];
      await Promise.all([
        shop.books.acceptBatch(a.register, a.log.batch(epoch, from)).then(valueOf),
        other.acceptBatch(b.register, b.log.batch(epoch, fromB)).then(valueOf),
      ]);
    }
    const standings = await shop.documentsOf<Standing>(a.register, 'standings');
    expect(standings.map(({ transactions }) => transactions.length)).toEqual(ids.map(() => 20));
    expect(shop.troubles).toEqual([]);
  });

  test('feeds are dense in commit order: a reader beside eight writers misses nothing', async () => {
    const { shop, store } = await shopOnTwoProcesses();
    const { register } = await shop.join('midtown');
    let writing = true;
    const written = new Set<string>();
    const writers = Array.from({ length: 8 }, (_, writer) => write(store, writer, written));
    const finished = Promise.all(writers).finally(() => (writing = false));

    const read = new Set<string>();
    const sequences: number[] = [];
    let checkpoint: Checkpoint | null = null;
    const readOn = async () => {
      const request = { checkpoint, limit: 20, collections: null };
      const page = pageOf(await shop.books.feedPage(register, 'location-midtown', request));
      page.rows.forEach(({ id, sequence }) => {
        read.add(id);
        sequences.push(sequence);
      });
      checkpoint = page.checkpoint;
      return page.rows.length;
    };
    while (writing) await readOn();
    await finished;
    while ((await readOn()) > 0);

    expect(read).toEqual(written);
    expect(sequences).toEqual([...sequences].sort((x, y) => x - y));
    const heads = await store.feedHeads(['location-midtown']);
    expect(heads['location-midtown']).toBe(written.size);
  });
});

/** Commits of one to five rows each, some in two feeds, named in two orders. */
async function write(store: Store, writer: number, written: Set<string>): Promise<void> {
  for (let commit = 0; commit < 25; commit += 1) {
    const ids = Array.from({ length: 1 + (commit % 5) }, (_, row) => `w${writer}-${commit}-${row}`);
    const here = ids.map((id): FeedChange => change('location-midtown', id));
    const there = ids.map((id): FeedChange => change('location-harbor', id));
    const changes = commit % 2 === 0 ? here : writer % 2 === 0 ? [...here, ...there] : [...there, ...here];
    const places = await store.transact((tx) =>
      tx.appendToFeeds(changes, { stamp: `${writer} ${commit}`, at: commit }),
    );
    const own = places.filter(({ feed }) => feed === 'location-midtown').map(({ sequence }) => sequence);
    expect(own).toEqual(own.map((_, index) => (own[0] ?? 0) + index));
    ids.forEach((id) => written.add(id));
  }
}

function change(feed: string, id: string): FeedChange {
  return { feed, collection: 'customers', id, change: 'put' };
}
