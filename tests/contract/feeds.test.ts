import { expect, test } from 'vitest';
import { hashText } from '../../core/kernel/hash';
import { DAY_MS } from '../../core/kernel/amounts';
import type { Checkpoint } from '../../core/sync/checkpoint';
import type { FeedReply, FeedRow } from '../../core/sync/feed';
import { aProgram } from '../support/factories';
import { aShop, pageOf, valueOf, type Shop } from './support/a-shop';
import { aTill } from './support/a-till';
import { eachStore } from './support/each-store';
import type { Register } from '../../sync-server/books/books';

const MIDTOWN_FEED = 'location-midtown';

eachStore((place) => {
  async function shopWithTill() {
    const at = await place();
    const heads: Record<string, number>[] = [];
    const store = at.open((committed) => void heads.push({ ...committed }));
    const shop = await aShop(store);
    await shop.books.putPrograms([aProgram()]);
    return { shop, heads, store, a: await aTill(shop, 'midtown') };
  }

  const ask = (shop: Shop, register: Register, checkpoint: Checkpoint | null, limit = 1000) =>
    shop.books.feedPage(register, MIDTOWN_FEED, { checkpoint, limit, collections: null });

  test('one row a document: a newer place replaces the older, pages are full, sequences ascend', async () => {
    const { shop, a } = await shopWithTill();
    const ids = Array.from({ length: 7 }, () => a.log.addCustomer());
    await a.send();
    for (const id of ids.slice(0, 3)) {
      a.log.editCustomer(id, { lastName: 'Changed' });
      await a.send();
    }
    const rows: FeedRow[] = [];
    let checkpoint: Checkpoint | null = null;
    for (const length of [3, 3, 1]) {
      const page: FeedReply & { kind: 'page' } = pageOf(await ask(shop, a.register, checkpoint, 3));
      expect(page.rows).toHaveLength(length);
      rows.push(...page.rows);
      checkpoint = page.checkpoint;
    }
    expect(rows.map(({ id }) => id)).toEqual([...ids.slice(3), ...ids.slice(0, 3)]);
    expect(rows.map(({ sequence }) => sequence)).toEqual([4, 5, 6, 7, 8, 9, 10]);
    expect(rows.slice(4).every(({ document }) => document?.lastName === 'Changed')).toBe(true);
    const empty = pageOf(await ask(shop, a.register, checkpoint));
    expect(empty).toMatchObject({ rows: [], head: 10, checkpoint: { sequence: 10 } });
    expect(empty.checkpoint).toEqual(checkpoint);
  });

  test('chosen collections fill their pages, and the last page goes on from the head', async () => {
    const { shop, a } = await shopWithTill();
    const sales = Array.from({ length: 5 }, () => {
      a.log.addCustomer();
      return a.log.sell(null, 1);
    });
    await a.send();
    const chosen = (checkpoint: Checkpoint | null) =>
      shop.books.feedPage(a.register, MIDTOWN_FEED, { checkpoint, limit: 3, collections: ['transactions'] });
    const first = pageOf(await chosen(null));
    const second = pageOf(await chosen(first.checkpoint));
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(sales);
    expect([first.rows.length, second.rows.length]).toEqual([3, 2]);
    expect(second.checkpoint.sequence).toBe(second.head);
  });

  test('a register reads its own location and the account, an owner’s computer everything, a revoked one nothing', async () => {
    const { shop, a } = await shopWithTill();
    const owner = (await shop.join('midtown', 'all')).register;
    expect(await shop.books.feedsOf(a.register)).toEqual(['account', MIDTOWN_FEED]);
    expect(await shop.books.feedsOf(owner)).toEqual(['account', MIDTOWN_FEED, 'location-harbor']);
    const request = { checkpoint: null, limit: 10, collections: null };
    for (const feed of ['location-harbor', 'location-', 'account ', '']) {
      expect(await shop.books.feedPage(a.register, feed, request)).toMatchObject({
        refusal: { code: 'not-your-feed' },
      });
      expect(await shop.books.feedDigest(a.register, feed)).toMatchObject({ refusal: { code: 'not-your-feed' } });
    }
    expect(await shop.books.feedPage(owner, 'location-harbor', request)).toMatchObject({ ok: true });
    await shop.books.revokeRegister(a.register.id);
    const revoked = await shop.books.registerOfToken(a.reply.token);
    expect(await shop.books.feedPage(revoked ?? owner, 'account', request)).toMatchObject({
      refusal: { code: 'register-revoked' },
    });
  });

  test('a forged checkpoint is refused, one of another feed too', async () => {
    const { shop, a } = await shopWithTill();
    a.log.addCustomer();
    await a.send();
    const { checkpoint } = pageOf(await ask(shop, a.register, null));
    const forged = [
      { ...checkpoint, sequence: checkpoint.sequence + 1 },
      { ...checkpoint, stamp: '00' },
      { ...checkpoint, signature: 'f'.repeat(64) },
      { ...checkpoint, epoch: { ...checkpoint.epoch, number: 9 } },
    ];
    for (const one of forged) {
      expect(await ask(shop, a.register, one)).toMatchObject({ refusal: { code: 'checkpoint-forged' } });
    }
    const account = await shop.books.feedPage(a.register, 'account', { checkpoint, limit: 1, collections: null });
    expect(account).toMatchObject({ refusal: { code: 'checkpoint-forged' } });
    expect(await shop.books.epoch()).toEqual(checkpoint.epoch);
  });

  test('what left is forgotten after 400 days: an older checkpoint starts over, a quiet feed goes on', async () => {
    const { shop, a } = await shopWithTill();
    const [one, two] = [a.log.addCustomer(), a.log.addCustomer()];
    await a.send();
    const before = pageOf(await ask(shop, a.register, null));
    a.log.write('customer-deleted', { customerId: one }, null, { userId: 'master-admin' });
    await a.send();
    const after = pageOf(await ask(shop, a.register, null));
    expect(after.rows.map(({ id, change }) => [id, change])).toEqual([
      [two, 'put'],
      [one, 'leave'],
    ]);

    shop.clock.advance(399 * DAY_MS);
    await shop.books.forgetFeedHistory();
    expect(pageOf(await ask(shop, a.register, before.checkpoint)).rows).toHaveLength(1);
    shop.clock.advance(2 * DAY_MS);
    await shop.books.forgetFeedHistory();
    expect(valueOf(await ask(shop, a.register, before.checkpoint))).toEqual(Buffer.from('{"kind":"resync"}'));
    expect(pageOf(await ask(shop, a.register, after.checkpoint))).toMatchObject({ rows: [] });
    expect(pageOf(await ask(shop, a.register, null)).rows.map(({ id }) => id)).toEqual([two]);
  });

  test('a page is not at the head when one of its documents changed while it was read', async () => {
    const { shop, a } = await shopWithTill();
    const [betty] = [a.log.addCustomer(), a.log.addCustomer()];
    await a.send();
    const { store } = shop;
    const busy = shop.process({
      ...store,
      feedRows: async (question) => {
        a.log.editCustomer(betty, { lastName: 'Changed' });
        await a.send();
        return store.feedRows(question);
      },
    });
    const request = { checkpoint: null, limit: 10, collections: null };
    const { rows, checkpoint, head } = pageOf(await busy.feedPage(a.register, MIDTOWN_FEED, request));
    expect(rows.map(({ id }) => id)).not.toContain(betty);
    expect(head).toBeGreaterThan(checkpoint.sequence);
    const rest = pageOf(await ask(shop, a.register, checkpoint));
    expect(rest.rows.map(({ id }) => id)).toEqual([betty]);
    expect(rest.head).toBe(rest.checkpoint.sequence);
  });

  test('the digest says what a register should keep', async () => {
    const { shop, a } = await shopWithTill();
    a.log.addCustomer();
    const gone = a.log.addCustomer();
    a.log.sell(null, 1);
    await a.send();
    a.log.write('customer-deleted', { customerId: gone }, null, { userId: 'master-admin' });
    await a.send();
    const rows = await shop.readAll(a.register, MIDTOWN_FEED);
    const expected = (collection: string) => {
      const kept = rows.filter((row) => row.collection === collection && row.change === 'put');
      const hashes = kept.map(({ id, sequence }) => BigInt(`0x${hashText(`${id}:${sequence}`).slice(0, 13)}`));
      const digest = hashes.reduce((sum, one) => sum ^ one, 0n);
      return { count: kept.length, digest: digest.toString(16).padStart(13, '0') };
    };
    expect(valueOf(await shop.books.feedDigest(a.register, MIDTOWN_FEED))).toEqual({
      head: rows.at(-1)?.sequence,
      collections: { customers: expected('customers'), transactions: expected('transactions') },
    });
    expect(expected('customers').count).toBe(1);
  });

  test('the digest is of the head it names, whatever is sold while it is made', async () => {
    const { shop, a } = await shopWithTill();
    a.log.sell(null, 1);
    await a.send();
    const { store } = shop;
    let sales = 1;
    const busy = shop.process({
      ...store,
      feedTallies: async (feed) => {
        if (sales-- > 0) {
          a.log.sell(null, 1);
          await a.send();
        }
        return store.feedTallies(feed);
      },
    });
    const quiet = valueOf(await busy.feedDigest(a.register, MIDTOWN_FEED));
    expect(quiet).toMatchObject({ head: 2, collections: { transactions: { count: 2 } } });
    sales = 9;
    // Never quiet: no register is at the head it names, and asks again later.
    const { head } = valueOf(await busy.feedDigest(a.register, MIDTOWN_FEED));
    expect(head).toBeGreaterThan((await shop.books.feedHeads(a.register))[MIDTOWN_FEED] ?? 0);
  });

  test('after a commit the new heads are told, once, and after nothing they are not', async () => {
    const { shop, a, heads } = await shopWithTill();
    heads.length = 0;
    a.log.addCustomer();
    a.log.addCustomer();
    await a.send();
    expect(heads).toEqual([{ [MIDTOWN_FEED]: 2 }]);
    expect(await shop.books.feedHeads(a.register)).toMatchObject({ [MIDTOWN_FEED]: 2 });
    valueOf(await shop.books.acceptBatch(a.register, a.log.batch(await shop.books.epoch())));
    expect(heads).toHaveLength(1);
  });
});
