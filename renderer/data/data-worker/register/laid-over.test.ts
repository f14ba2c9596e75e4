import { expect, test } from 'vitest';
import { aCustomerForm, upc, valueOf } from '../../../../tests/support/factories';
import { aShop, users, type Till } from '../../../../tests/support/register/a-shop';
import { openDraft, type CheckoutDraft } from '../../../../core/domain/transactions/checkout-draft';
import type { PlainFinder } from './finder';

let visits = 0;

function aSale(customerId: string, openedAt: number): CheckoutDraft {
  visits += 1;
  const draft = openDraft(`laid-${visits}`, customerId, openedAt);
  const line = { line: 0, upc: upc(60), description: 'Chicken 12 kg', quantity: 1, entry: 'scan' } as const;
  return { ...draft, nextLine: 1, lines: [{ ...line, at: openedAt, unitPriceCents: null }] };
}

const only = (till: Till, lets: (path: string) => boolean) => {
  till.onRequest = ({ path }) => (lets(path) ? null : 'no-answer');
};

type Shop = Awaited<ReturnType<typeof aShop>>;

/** The server as it was at the time of `backup`, by its own restore command. */
async function restore({ store, books }: Shop, backup: ReturnType<Shop['store']['snapshot']>): Promise<void> {
  store.restore(backup);
  await books.beginNextEpoch('restore-command');
}

test('a sale whose flush failed and stayed all the same is finished again, sent, and holds nothing up (OX-1, OX-2)', async () => {
  const { join, timers, clock, store } = await aShop();
  const till = await join('midtown');
  const a = await till.start(users.cashier);
  const { customerId } = valueOf(await a.addCustomer(aCustomerForm()));
  await timers.pass(3000);
  const sale = aSale(customerId, clock.now());
  valueOf(await a.saveDraft(sale));

  let failures = 2;
  till.computer.fault = ({ name, path }) =>
    name === 'sync' && path.includes('segment') && failures-- > 0 ? { kind: 'sync-error', bytes: 'kept' } : null;
  expect(await a.finish(sale)).toMatchObject({ ok: false, refusal: { code: 'not-written' } });
  const other = valueOf(await a.finish(aSale(customerId, clock.now())));
  const undecided = { ...sale, lines: [] };
  const receipt = valueOf(await a.finish(undecided));
  await timers.pass(90_000);

  expect([receipt, other].map(({ facts }) => facts.receiptNumber)).toEqual(['MID-1-1', 'MID-1-2']);
  expect(a.status()).toMatchObject({ unsentEntries: 0, network: 'online' });
  const held = (await store.documents('transactions')).map(({ id }) => id);
  expect(held).toEqual([sale.id, other.id].sort());
});

test('an edit of a customer who is visiting stays in view when the master list has it (LO-8)', async () => {
  const { join, timers } = await aShop();
  const midtown = await (await join('midtown')).start(users.cashier);
  const harbor = await (await join('harbor')).start(users.subCashier);
  const { customerId } = valueOf(await midtown.addCustomer(aCustomerForm()));
  await timers.pass(3000);
  valueOf(await harbor.bringCustomer(customerId));
  valueOf(await harbor.editCustomer(customerId, { phone: '+12025550100' }));
  await timers.pass(5000);
  expect(harbor.status()?.unsentEntries).toBe(0);
  expect((await harbor.view(customerId))?.customer.phone).toBe('+12025550100');
});

test('a customer added here and deleted elsewhere is listed no longer (DE-6)', async () => {
  const { join, timers } = await aShop();
  const till = await join('midtown');
  const a = await till.start(users.cashier);
  const b = await (await join('midtown')).start(users.admin);
  await timers.pass(3000);
  only(till, (path) => path.startsWith('/v1/log'));
  const { customerId } = valueOf(await a.addCustomer(aCustomerForm()));
  await timers.pass(5000);
  valueOf(await b.deleteCustomer(customerId));
  await timers.pass(5000);
  till.onRequest = null;
  await timers.pass(90_000);
  expect(await a.view(customerId)).toBeNull();
  expect([...((await a.ready()).finder as PlainFinder).rows.keys()]).toEqual([]);
});

test('an edit is sent although feeds fail, and stays in view while a lost history’s customer is still shown', async () => {
  const shop = await aShop();
  const { join, timers, store } = shop;
  const [first, second] = [await join('midtown'), await join('midtown')];
  const [a, b] = [await first.start(users.cashier), await second.start(users.cashier)];
  await timers.pass(3000);
  const backup = store.snapshot();
  const { customerId } = valueOf(await b.addCustomer(aCustomerForm()));
  await timers.pass(5000);
  only(first, (path) => path.startsWith('/v1/log'));
  valueOf(await a.editCustomer(customerId, { phone: '+12025550100' }));
  await timers.pass(5000);
  await second.stop();
  await restore(shop, backup);
  await timers.pass(60_000);

  expect(a.status()?.unsentEntries).toBe(0);
  expect((await a.view(customerId))?.customer.phone).toBe('+12025550100');
});

type Running = Awaited<ReturnType<Till['start']>>;

/** One register adds a customer, the other sells to it, the first goes; then the backup from before it all is put in place. */
async function expectSaleToStay(shop: Shop, seller: Running, adder: Running, adderGoes: () => Promise<void>) {
  const { timers, clock, store } = shop;
  await timers.pass(3000);
  const backup = store.snapshot();
  const { customerId } = valueOf(await adder.addCustomer(aCustomerForm()));
  await timers.pass(5000);
  const receipt = valueOf(await seller.finish(aSale(customerId, clock.now())));
  await timers.pass(5000);
  await adderGoes();
  await restore(shop, backup);
  await timers.pass(60_000);

  expect(seller.status()?.unsentEntries).toBe(0);
  const { standing } = await seller.laidOver(customerId);
  expect(standing.transactions.map(({ id }) => id)).toEqual([receipt.id]);
}

test('a standing of a lost history takes no sale out of an owner’s view', async () => {
  const shop = await aShop();
  const [owner, counter] = [await shop.join('midtown', 'all'), await shop.join('harbor')];
  const [a, b] = [await owner.start(users.admin), await counter.start(users.subCashier)];
  await expectSaleToStay(shop, a, b, () => counter.stop());
});

test('after a restore a sale stays in view although its customer is still to be offered by another register', async () => {
  const shop = await aShop();
  const [first, second] = [await shop.join('midtown'), await shop.join('midtown')];
  const [a, b] = [await first.start(users.cashier), await second.start(users.cashier)];
  await expectSaleToStay(shop, a, b, () => second.stop());
});

test('a revoked register that has nothing new to say offers its log again after a restore', async () => {
  const shop = await aShop();
  const { join, timers, clock, store, books } = shop;
  const till = await join('midtown');
  const other = await (await join('midtown')).start(users.cashier);
  const a = await till.start(users.cashier);
  await timers.pass(3000);
  const backup = store.snapshot();
  const { customerId } = valueOf(await a.addCustomer(aCustomerForm()));
  const receipt = valueOf(await a.finish(aSale(customerId, clock.now())));
  await timers.pass(5000);
  valueOf(await books.revokeRegister(till.identity.registerId));
  await timers.pass(5000);
  await restore(shop, backup);
  await timers.pass(180_000);

  expect(other.status()?.unsentEntries).toBe(0);
  expect((await store.parkedEntries()).map(({ effectId }) => effectId)).toContain(receipt.id);
});
