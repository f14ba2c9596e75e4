import { expect, test } from 'vitest';
import { aCustomer, aCustomerForm, valueOf } from '../../../../tests/support/factories';
import { aShop, users } from '../../../../tests/support/register/a-shop';
import type { FeedReply } from '../../../../core/sync/feed';
import { DAY_MS } from '../../../../core/kernel/amounts';

const named = (firstName: string) => aCustomerForm({ firstName });

async function aTillInTouch() {
  const shop = await aShop();
  const till = await shop.join('midtown');
  const register = await till.start(users.admin);
  await shop.timers.pass(5000);
  return { ...shop, till, register };
}

async function knownNames(till: Awaited<ReturnType<typeof aTillInTouch>>['till']) {
  const customers = [...(till.disk.pulled.get('customers')?.values() ?? [])];
  return customers.map(({ document }) => ('firstName' in document ? document.firstName : '')).sort();
}

test('a disk put back from an image gets its own newer entries from the server before it numbers new ones', async () => {
  const { till, register, timers } = await aTillInTouch();
  valueOf(await register.addCustomer(named('Anna')));
  const image = till.computer.image();
  const { customerId } = valueOf(await register.addCustomer(named('Bill')));
  await timers.pass(5000);
  await till.kill();
  till.computer.restore(image);
  till.disk.lose('pulled');
  till.disk.lose('entries');

  const again = await till.start(users.admin);
  await timers.pass(20_000);
  expect(await again.view(customerId)).not.toBeNull();
  valueOf(await again.addCustomer(named('Cleo')));
  await timers.pass(5000);
  expect(await knownNames(till)).toEqual(['Anna', 'Bill', 'Cleo']);
  const { logs } = await again.syncReport();
  expect(logs).toMatchObject([{ entries: 3, acknowledgedThrough: 3 }]);
});

test('a log that tells another history than the server’s is sealed, and nothing of either is lost', async () => {
  const { till, register, timers } = await aTillInTouch();
  valueOf(await register.addCustomer(named('Anna')));
  await timers.pass(2000);
  const image = till.computer.image();
  valueOf(await register.addCustomer(named('Bill')));
  await timers.pass(5000);
  await till.kill();
  till.computer.restore(image);
  till.disk.lose('entries');
  till.onRequest = () => 'no-answer';
  const again = await till.start(users.admin);
  valueOf(await again.addCustomer(named('Cleo')));
  valueOf(await again.addCustomer(named('Dora')));
  till.onRequest = null;
  await timers.pass(60_000);
  expect(again.status()).toMatchObject({ network: 'online', unsentEntries: 0 });
  expect(await knownNames(till)).toEqual(['Anna', 'Bill', 'Cleo', 'Dora']);
  expect((await again.syncReport()).logs).toHaveLength(2);
});

test('two computers that go on with one log at the same time both have their say', async () => {
  const { till, register, timers, store } = await aTillInTouch();
  valueOf(await register.addCustomer(named('Anna')));
  await timers.pass(5000);
  const clone = till.clone();
  const other = await clone.start(users.admin);
  await timers.pass(5000);
  valueOf(await register.addCustomer(named('Bill')));
  valueOf(await other.addCustomer(named('Cleo')));
  await timers.pass(60_000);
  for (const one of [till, clone]) expect(await knownNames(one)).toEqual(['Anna', 'Bill', 'Cleo']);
  expect([register.status(), other.status()]).toMatchObject([{ unsentEntries: 0 }, { unsentEntries: 0 }]);
  const { logs } = await other.syncReport();
  const known = (await register.syncReport()).logs;
  expect(logs.length + known.length).toBe(3);
  expect(await store.documents('workItems')).toContainEqual(
    expect.objectContaining({ document: expect.objectContaining({ kind: 'two-logs' }) as unknown }),
  );
});

test('what only the database still has of a lost journal is offered to the server', async () => {
  const { till, register, timers } = await aTillInTouch();
  till.onRequest = () => 'no-answer';
  const { customerId } = valueOf(await register.addCustomer(named('Anna')));
  await timers.pass(1000);
  await till.kill();
  for (const path of till.computer.paths) if (path.includes('journal')) till.computer.damage(path, () => null);
  const again = await till.start(users.admin);
  expect(await again.view(customerId)).not.toBeNull();
  till.onRequest = null;
  await timers.pass(40_000);
  expect(again.status()).toMatchObject({ unsentEntries: 0, network: 'online' });
  expect(await knownNames(till)).toEqual(['Anna']);
});

test('a server that was put back to an older state moves on, and is followed; a lower epoch never is', async () => {
  const { till, register, timers, store, books } = await aTillInTouch();
  const oldest = store.snapshot();
  await books.beginNextEpoch('restored');
  await timers.pass(5000);
  valueOf(await register.addCustomer(named('Anna')));
  await timers.pass(5000);
  expect((await register.syncReport()).epoch).toBe(2);
  store.restore(oldest);
  const epochs: (number | null)[] = [];
  for (let step = 0; step < 60; step += 1) {
    await timers.pass(1000);
    epochs.push((await register.syncReport()).epoch);
  }
  expect(epochs.every((epoch) => epoch !== null && epoch >= 2)).toBe(true);
  expect(epochs.at(-1)).toBeGreaterThan(2);
  expect(register.status()).toMatchObject({ network: 'online', unsentEntries: 0 });
  expect(await knownNames(till)).toEqual(['Anna']);
});

test('a revoked register reads nothing more, but its late entries are kept and stay visible', async () => {
  const { till, register, timers, books } = await aTillInTouch();
  valueOf(await books.revokeRegister(till.identity.registerId));
  const { customerId } = valueOf(await register.addCustomer(named('Anna')));
  await timers.pass(30_000);
  expect(register.status()?.unsentEntries).toBe(0);
  expect(register.status()?.notices.map(({ code }) => code)).toContain('server-register-revoked');
  expect(await register.view(customerId)).not.toBeNull();
  expect(await knownNames(till)).toEqual([]);
});

test('a document of an unknown shape is set aside, and the rest of the page kept', async () => {
  const { till, join, timers } = await aTillInTouch();
  const other = await join('midtown');
  const writer = await other.start();
  till.onReply = (request, reply) => {
    if (!request.path.includes('location')) return reply;
    const page = reply.body as Extract<FeedReply, { kind: 'page' }>;
    const rows = page.rows.map((row) =>
      row.document?.['firstName'] === 'Bill' ? { ...row, document: { ...row.document, firstName: 7 } } : row,
    );
    return { ...reply, body: { ...page, rows } };
  };
  await timers.pass(3000);
  for (const name of ['Anna', 'Bill', 'Cleo']) valueOf(await writer.addCustomer(named(name)));
  await timers.pass(5000);
  expect(await knownNames(till)).toEqual(['Anna', 'Cleo']);
  expect(till.disk.notes.setAside).toMatchObject([{ code: 'unknown-shape' }]);
});

test('a document that went missing in the browser store is found by the daily comparison and fetched again', async () => {
  const { till, register, timers } = await aTillInTouch();
  const { customerId } = valueOf(await register.addCustomer(named('Anna')));
  valueOf(await register.addCustomer(named('Bill')));
  await timers.pass(5000);
  await till.stop();
  till.disk.pulled.get('customers')?.delete(customerId);
  const { notes } = till.disk;
  till.disk.notes = { ...notes, lastComparedAt: (notes.lastComparedAt ?? 0) - DAY_MS };
  const again = await till.start(users.admin);
  await timers.pass(10_000);
  expect(await again.view(customerId)).not.toBeNull();
  expect((await again.syncReport()).lastComparison).toBe('different');
});

test('a register compares itself with the server minutes after it was filled, and not all the time', async () => {
  const { till, register, timers } = await aTillInTouch();
  valueOf(await register.addCustomer(named('Anna')));
  await timers.pass(9 * 60_000);
  expect((await register.syncReport()).lastComparison).toBe('never');
  await timers.pass(2 * 60_000);
  const first = await register.syncReport();
  expect(first.lastComparison).toBe('equal');

  await timers.pass(5 * 60_000);
  expect((await register.syncReport()).lastComparedAt).toBe(first.lastComparedAt);
  expect(till.requests.filter(({ path }) => path.endsWith('/digest'))).toHaveLength(2);
});

test('after a storage error what else went missing is found by comparing, and fetched again', async () => {
  const { till, register, timers, join } = await aTillInTouch();
  const writer = await (await join('midtown')).start(users.admin);
  await timers.pass(3000);
  valueOf(await register.addCustomer(named('Anna')));
  await timers.pass(3000);
  // A whole collection is gone with the error, and nothing says so.
  till.storeFaults = {
    before: (step) => {
      if (step !== 'write-documents') return;
      till.storeFaults = {};
      till.disk.pulled.get('customers')?.clear();
      throw new Error('the browser store failed');
    },
  };
  valueOf(await writer.addCustomer(named('Bill')));
  await timers.pass(2 * 60_000);
  expect(await knownNames(till)).toEqual(['Anna', 'Bill']);
  expect((await register.syncReport()).lastComparison).toBe('different');
  expect(register.status()?.notices).toEqual([]);
});

test('a register that ended over the very first page keeps nothing of it that a restore has taken away', async () => {
  const { store, books, timers, join } = await aShop();
  const [first, till] = [await join('midtown'), await join('midtown')];
  const writer = await first.start(users.admin);
  await timers.pass(3000);
  valueOf(await writer.addCustomer(named('Anna')));
  await timers.pass(5000);
  const backup = store.snapshot();
  valueOf(await writer.addCustomer(named('Bill')));
  await timers.pass(5000);
  await first.kill();

  // Documents of the page lie there; that it was stored does not.
  till.storeFaults = {
    before: (step) => {
      if (step === 'write-seen' && (till.disk.pulled.get('customers')?.size ?? 0) > 0) throw new Error('the end');
    },
  };
  for (const _start of ['first', 'second']) {
    const early = await till.start(users.admin);
    await timers.pass(500);
    expect(await knownNames(till)).toEqual(['Anna', 'Bill']);
    expect(early.status()?.customersReady).toBe(false);
    await till.kill();
  }
  till.storeFaults = {};

  store.restore(backup);
  await books.beginNextEpoch('restored');
  const again = await till.start(users.admin);
  expect(again.status()?.customersReady).toBe(false);
  await timers.pass(30_000);
  expect(await knownNames(till)).toEqual(['Anna']);
  expect(again.status()?.customersReady).toBe(true);
});

test('a register that was away for too long reads everything again, and lets go of what left meanwhile', async () => {
  const { till, register, timers } = await aTillInTouch();
  valueOf(await register.addCustomer(named('Anna')));
  await timers.pass(5000);
  // Left while the server still remembered it, and forgotten since.
  const gone = { document: aCustomer({ id: 'gone' }), feeds: { 'location-midtown': { sequence: 1, reading: 1 } } };
  till.disk.pulled.get('customers')?.set('gone', gone);
  let answered = false;
  till.onReply = (request, reply) => {
    if (answered || !request.path.endsWith('/feed/location-midtown')) return reply;
    answered = true;
    return { ...reply, body: { kind: 'resync' } };
  };
  await timers.pass(10_000);
  expect(await knownNames(till)).toEqual(['Anna']);
  expect(till.disk.seen['location-midtown']).toMatchObject({ reading: 2, complete: true, transactionsComplete: true });
});
