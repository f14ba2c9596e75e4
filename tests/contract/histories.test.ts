import { expect, test } from 'vitest';
import { GENESIS_HASH } from '../../core/log/entry';
import { ACCOUNT_FEED } from '../../core/sync/checkpoint';
import type { Decision } from '../../core/sync/decision';
import type { LogReply } from '../../core/sync/log';
import type { WorkItem } from '../../core/domain/work-items/work-item';
import type { Books, Register } from '../../sync-server/books/books';
import { createMemoryStore } from '../../sync-server/store/memory-store/memory-store';
import { aProgram } from '../support/factories';
import { aShop, pageOf, valueOf, type Shop } from './support/a-shop';
import { aTill, kinds, type Till } from './support/a-till';
import { eachStore } from './support/each-store';
import { WrittenLog } from './support/written-log';

/** What a register shows first on a connection. */
async function heads(books: Books, till: Till, shown: { reply?: LogReply; checkpoints?: readonly unknown[] } = {}) {
  const { log, register } = till;
  const last = log.entries.at(-1);
  const epoch = await books.epoch();
  const { reply } = shown;
  const acknowledgement =
    reply === undefined
      ? null
      : {
          ...{ logId: reply.logId, through: reply.acknowledgedThrough },
          ...{ epochNumber: epoch.number, signature: reply.signature },
        };
  return books.compareHeads(register, {
    epoch,
    head: { logId: log.logId, sequence: log.entries.length, hash: last?.hash ?? GENESIS_HASH },
    acknowledgement,
    checkpoints: [...(shown.checkpoints ?? [])],
    decisionsThrough: 0,
  });
}

async function checkpointOf(books: Books, register: Register, feed: string) {
  const reply = await books.feedPage(register, feed, { checkpoint: null, limit: 1000, collections: null });
  return pageOf(reply).checkpoint;
}

eachStore((place) => {
  async function shopWithTill() {
    const shop = await aShop((await place()).open());
    await shop.books.putPrograms([aProgram()]);
    return { shop, a: await aTill(shop, 'midtown') };
  }

  test('heads agree, the server is ahead, or the histories differ', async () => {
    const { shop, a } = await shopWithTill();
    expect(await heads(shop.books, a)).toMatchObject({ kind: 'agreed', through: 0 });
    a.log.sell(null, 1);
    a.log.sell(null, 2);
    expect(await heads(shop.books, a)).toMatchObject({ kind: 'agreed', through: 0 });
    await a.send();
    expect(await heads(shop.books, a)).toMatchObject({ kind: 'agreed', through: 2 });

    const behind = a.log.entries.pop();
    expect(await heads(shop.books, a)).toMatchObject({ kind: 'server-ahead', through: 2 });
    const own = await shop.books.ownEntries(a.register, a.log.logId, 1, 100);
    expect(own.entries).toEqual([behind]);

    a.log.sell(null, 9);
    expect(await heads(shop.books, a)).toMatchObject({ kind: 'disagreed', through: 2 });
    expect(await shop.documentsOf<WorkItem>(a.register, 'workItems')).toMatchObject([
      { kind: 'two-logs', refs: { registerId: a.register.id, logId: a.log.logId } },
    ]);
  });

  test('a longer history that went on elsewhere is noticed by its chain, and its register told to seal it', async () => {
    const { shop, a } = await shopWithTill();
    a.log.sell(null, 1);
    const clone = new WrittenLog(a.register.id, 'midtown', shop.clock);
    clone.add(a.log.entries[0] ?? fail());
    a.log.sell(null, 2);
    await a.send();
    clone.sell(null, 3);
    clone.sell(null, 4);
    const cloned: Till = { ...a, log: clone };
    expect(await heads(shop.books, cloned)).toMatchObject({ kind: 'agreed', through: 2 });
    const batch = clone.batch(await shop.books.epoch(), 3);
    expect(await shop.books.acceptBatch(a.register, batch)).toMatchObject({ refusal: { code: 'log-gap' } });
    expect(await heads(shop.books, cloned)).toMatchObject({ kind: 'disagreed', through: 2 });
    expect(await shop.documentsOf<WorkItem>(a.register, 'workItems')).toMatchObject([{ kind: 'two-logs' }]);

    const named = valueOf(await shop.books.acceptBatch(a.register, clone.batch(await shop.books.epoch(), 2, 2)));
    expect(kinds(named)).toEqual(['parked name-taken']);
    expect(await shop.store.misnamedEntries()).toMatchObject([{ sequence: 2, entry: clone.entries[1] }]);
    expect(await shop.documentsOf(a.register, 'transactions')).toHaveLength(2);
  });

  test('the next epoch is never lower, begins once, and another epoch’s requests have no effect', async () => {
    const { shop, a } = await shopWithTill();
    const first = await shop.books.epoch();
    a.log.sell(null, 1);
    const checkpoint = await checkpointOf(shop.books, a.register, ACCOUNT_FEED);
    const second = await shop.books.beginNextEpoch('restored');
    expect(second).toMatchObject({ number: first.number + 1 });
    expect(second.random).not.toBe(first.random);

    const changed = { ok: false, refusal: { code: 'epoch-changed', epoch: second } };
    expect(await shop.books.acceptBatch(a.register, a.log.batch(first))).toMatchObject(changed);
    const request = { checkpoint, limit: 10, collections: null };
    expect(await shop.books.feedPage(a.register, ACCOUNT_FEED, request)).toMatchObject(changed);
    expect(await shop.documentsOf(a.register, 'transactions')).toEqual([]);
    expect(await shop.books.epoch()).toEqual(second);
    expect(kinds(await a.send())).toEqual(['accepted']);
    const decisions = await shop.documentsOf<Decision>(a.register, 'decisions');
    expect(decisions.map(({ kind }) => kind)).toEqual(['register-joined', 'epoch-began']);
  });

  test('decisions of another server are not taken', async () => {
    const { shop, a } = await shopWithTill();
    const [joined] = await shop.documentsOf<Decision>(a.register, 'decisions');
    const forged = { ...(joined ?? fail()), facts: { ...joined?.facts, registerId: 'intruder' } };
    expect(await shop.books.takeBackDecisions(a.register, [forged])).toEqual({ taken: 0 });
    expect(await shop.books.registers()).toHaveLength(1);
  });
});

/** Put back by its own memory: what happened since the backup is lost. */
async function restoredShop(): Promise<{
  readonly shop: Shop;
  readonly a: Till;
  readonly late: Till;
  readonly shown: { readonly reply: LogReply; readonly checkpoints: readonly unknown[] };
  readonly kept: readonly Decision[];
}> {
  const store = createMemoryStore();
  const shop = await aShop(store);
  const a = await aTill(shop, 'midtown');
  a.log.sell(null, 1);
  await a.send();
  const backup = store.snapshot();

  const late = await aTill(shop, 'harbor');
  const gone = await aTill(shop, 'midtown');
  await shop.books.revokeRegister(gone.register.id);
  a.log.sell(null, 2);
  const reply = await a.send();
  const feeds = await shop.books.feedsOf(a.register);
  const checkpoints = await Promise.all(feeds.map((feed) => checkpointOf(shop.books, a.register, feed)));
  const kept = await shop.documentsOf<Decision>(a.register, 'decisions');
  store.restore(backup);
  return { shop, a, late, shown: { reply, checkpoints }, kept };
}

test('a server shown a later checkpoint of its own knows that it was restored, and begins the next epoch', async () => {
  const { shop, a, shown } = await restoredShop();
  const before = await shop.books.epoch();
  const [checkpoint] = shown.checkpoints;
  const request = { checkpoint: checkpoint as never, limit: 10, collections: null };
  const replies = await Promise.all([1, 2, 3].map(() => shop.books.feedPage(a.register, ACCOUNT_FEED, request)));
  const after = await shop.books.epoch();
  expect(after.number).toBe(before.number + 1);
  for (const reply of replies) expect(reply).toMatchObject({ refusal: { code: 'epoch-changed', epoch: after } });
});

test('a checkpoint whose sequence was given again by the restored history shows another stamp', async () => {
  const { shop, a, shown } = await restoredShop();
  const before = await shop.books.epoch();
  for (let sale = 3; sale < 6; sale += 1) a.log.sell(null, sale);
  a.log.entries.splice(1, 1); // never sent to this history
  const fresh = new WrittenLog(a.register.id, 'midtown', shop.clock, 'another-log');
  [1, 2, 3].forEach((units) => fresh.sell(null, units));
  valueOf(await shop.books.acceptBatch(a.register, fresh.batch(before)));
  const request = { checkpoint: shown.checkpoints[1] as never, limit: 10, collections: null };
  const reply = await shop.books.feedPage(a.register, 'location-midtown', request);
  expect(reply).toMatchObject({ refusal: { code: 'epoch-changed', epoch: { number: before.number + 1 } } });
});

test('a lost acknowledgement is recognised on the first request; journals are offered again and count once', async () => {
  const { shop, a, shown } = await restoredShop();
  const before = await shop.books.epoch();
  const answer = await heads(shop.books, a, { reply: shown.reply });
  expect(answer).toMatchObject({ kind: 'agreed', through: 1, epoch: { number: before.number + 1 } });
  const again = valueOf(await shop.books.acceptBatch(a.register, a.log.batch(answer.epoch)));
  expect(kinds(again)).toEqual(['duplicate', 'accepted']);
  expect(await shop.documentsOf(a.register, 'transactions')).toHaveLength(2);
  expect(await heads(shop.books, a, { reply: again })).toMatchObject({ kind: 'agreed', epoch: answer.epoch });
});

test('a register that only followed an epoch proves it to a server that has forgotten it', async () => {
  const store = createMemoryStore();
  const shop = await aShop(store);
  const { log, register } = await aTill(shop, 'midtown');
  const backup = store.snapshot();
  const second = await shop.books.beginNextEpoch('restore-command');
  store.restore(backup);
  const head = { logId: log.logId, sequence: 0, hash: GENESIS_HASH };
  const request = { head, acknowledgement: null, checkpoints: [], decisionsThrough: 0 };
  const forged = { ...second, number: second.number + 7 };
  expect((await shop.books.compareHeads(register, { ...request, epoch: forged })).epoch.number).toBe(1);
  expect((await shop.books.compareHeads(register, { ...request, epoch: second })).epoch.number).toBe(3);
});

test('registers restored twice from one backup still end in one history', async () => {
  const { shop, a, shown } = await restoredShop();
  const lost = await heads(shop.books, a, shown);
  const checkpoint = await checkpointOf(shop.books, a.register, 'location-midtown');
  const { shop: other } = await restoredShop();
  await other.books.beginNextEpoch('restored');
  await other.books.beginNextEpoch('restored again');
  expect(lost.epoch.number).toBe(2);
  expect(checkpoint.epoch).toEqual(lost.epoch);
  const higher = await heads(
    other.books,
    { ...a, register: (await other.books.registers())[0] ?? a.register },
    {
      checkpoints: [checkpoint],
    },
  );
  expect(higher.epoch.number).toBe(3);
});

test('a register that joined after the backup is known by its token; lost joins and revocations are taken back', async () => {
  const { shop, a, late, kept } = await restoredShop();
  await shop.books.beginNextEpoch('restored');
  expect(await shop.books.registers()).toHaveLength(1);
  const known = await shop.books.registerOfToken(late.reply.token);
  expect(known).toMatchObject({ id: late.register.id, locationId: 'harbor', revokedAt: null });
  expect(await shop.books.registerOfToken(`${late.reply.token}0`)).toBeNull();

  const answer = await heads(shop.books, a);
  const more = kept.filter(({ number }) => number > answer.decisionsThrough);
  expect(more.map(({ kind }) => kind)).toEqual(['register-joined', 'register-joined', 'register-revoked']);
  expect(await shop.books.takeBackDecisions(a.register, more)).toEqual({ taken: 3 });
  expect(await shop.books.takeBackDecisions(a.register, more)).toEqual({ taken: 0 });
  const states = (await shop.books.registers()).map(({ id, revokedAt }) => [id === a.register.id, revokedAt === null]);
  expect(states.filter(([, active]) => !active)).toHaveLength(1);
  expect(states).toHaveLength(3);
  const feed = await shop.documentsOf<Decision>(a.register, 'decisions');
  expect(feed.filter(({ kind }) => kind !== 'epoch-began')).toHaveLength(4);
  const register = (await shop.books.registers()).find(({ id }) => id === a.register.id) ?? a.register;
  expect((await heads(shop.books, { ...a, register })).decisionsThrough).toBeGreaterThan(more.at(-1)?.number ?? 0);
});

test('what a restore has lost is asked for in a second history too, whatever the first has decided meanwhile', async () => {
  const { shop, a, kept } = await restoredShop();
  await shop.books.beginNextEpoch('restored');
  await shop.books.beginNextEpoch('restored again, before anybody answered');
  const answer = await heads(shop.books, a);
  const more = kept.filter(({ number }) => number > answer.decisionsThrough);
  expect(more.map(({ kind }) => kind)).toEqual(['register-joined', 'register-joined', 'register-revoked']);
  expect(await shop.books.takeBackDecisions(a.register, more)).toEqual({ taken: 3 });
  const states = (await shop.books.registers()).map(({ revokedAt }) => revokedAt !== null);
  expect(states.filter(Boolean)).toHaveLength(1);
});

function fail(): never {
  throw new Error('missing');
}
