import { expect, test } from 'vitest';
import { aCustomerForm, upc, valueOf } from '../../../../tests/support/factories';
import { aShop, users, type Till } from '../../../../tests/support/register/a-shop';
import { openDraft, type CheckoutDraft } from '../../../../core/domain/transactions/checkout-draft';
import { PersonFirst } from '../../person-first';
import type { Register } from './register';

let visits = 0;

/** A draft with so many bags of $60. */
function aSale(customerId: string | null, bags: number, openedAt: number): CheckoutDraft {
  visits += 1;
  const draft = openDraft(`visit-${visits}`, customerId, openedAt);
  const line = {
    line: 0,
    upc: upc(60),
    description: 'Chicken 12 kg',
    quantity: bags,
    entry: 'scan',
    at: openedAt,
  } as const;
  const reasons = [0, 1, 2].map((slot) => ({ key: `card-large#${slot}`, reason: 'stocking-up', text: '' }) as const);
  return { ...draft, nextLine: 1, lines: bags === 0 ? [] : [{ ...line, unitPriceCents: null }], reasons };
}

const punches = async (register: Register, customerId: string) =>
  (await register.view(customerId))?.cards.reduce((sum, card) => sum + card.count, 0) ?? null;

async function twoTills() {
  const shop = await aShop();
  const midtown = await shop.join('midtown');
  const harbor = await shop.join('harbor');
  const a = await midtown.start(users.cashier);
  const b = await harbor.start(users.subCashier);
  await shop.timers.pass(5000);
  return { ...shop, midtown, harbor, a, b };
}

const offline = (till: Till) => (till.onRequest = () => 'no-answer');

test('a sale without network counts at once, and reaches the other shop when the network is back (OX-13)', async () => {
  const { a, b, midtown, timers, clock } = await twoTills();
  offline(midtown);
  const { customerId } = valueOf(await a.addCustomer(aCustomerForm({ phone: '(202) 555-0100' })));
  const receipt = valueOf(await a.finish(aSale(customerId, 3, clock.now())));
  expect(receipt.facts.receiptNumber).not.toBe('');
  expect(await punches(a, customerId)).toBe(3);
  expect((await a.view(customerId))?.unconfirmedTransactions).toEqual([receipt.id]);
  await timers.pass(20_000);
  expect(a.status()).toMatchObject({ network: 'offline', unsentEntries: 2 });

  midtown.onRequest = null;
  await timers.pass(40_000);
  expect(a.status()).toMatchObject({ network: 'online', unsentEntries: 0 });
  expect((await a.view(customerId))?.unconfirmedTransactions).toEqual([]);
  expect(await punches(a, customerId)).toBe(3);

  expect(await b.view(customerId)).toBeNull(); // LO-3
  valueOf(await b.bringCustomer(customerId));
  expect(await punches(b, customerId)).toBe(3);
  expect((await b.view(customerId))?.visiting).toBe(true);
  valueOf(await b.finish(aSale(customerId, 1, clock.now())));
  expect(await punches(b, customerId)).toBe(4);
  await timers.pass(5000);
  expect(await b.view(customerId)).toMatchObject({ visiting: false, unconfirmedTransactions: [] }); // example 19
  expect(await punches(a, customerId)).toBe(4);
});

test('a change at one counter is seen at the other within the live hint, without a poll', async () => {
  const { join, timers, a } = await twoTills();
  const c = await (await join('midtown')).start();
  await timers.pass(3000);
  const { customerId } = valueOf(await a.addCustomer(aCustomerForm()));
  await timers.pass(50);
  expect((await c.view(customerId))?.customer).toMatchObject({ firstName: 'Betty' });
});

test('while somebody types, what changed elsewhere waits for a pause, and for about a second at most', async () => {
  const { join, timers, clock, a } = await twoTills();
  const busy = await join('midtown');
  const person = new PersonFirst(() => clock.now());
  busy.person = person;
  const c = await busy.start();
  await timers.pass(3000);
  const isSeen = async (customerId: string) => (await c.view(customerId)) !== null;

  person.acted();
  const first = valueOf(await a.addCustomer(aCustomerForm()));
  await timers.pass(300);
  expect(await isSeen(first.customerId)).toBe(false);
  await timers.pass(150);
  expect(await isSeen(first.customerId)).toBe(true);

  const typeFor = async (keys: number) => {
    for (let key = 0; key < keys; key += 1) {
      person.acted();
      await timers.pass(200);
    }
  };
  await typeFor(1);
  const second = valueOf(await a.addCustomer(aCustomerForm()));
  await typeFor(4);
  expect(await isSeen(second.customerId)).toBe(false);
  await typeFor(3);
  expect(await isSeen(second.customerId)).toBe(true);
});

test('edits of different fields at two registers both survive (CP-9)', async () => {
  const { a, join, midtown, timers } = await twoTills();
  const second = await join('midtown');
  const c = await second.start();
  const { customerId } = valueOf(await a.addCustomer(aCustomerForm()));
  await timers.pass(3000);
  offline(midtown);
  offline(second);
  valueOf(await a.editCustomer(customerId, { phone: '+12025550100' }));
  valueOf(await c.editCustomer(customerId, { email: 'betty@x.com' }));
  midtown.onRequest = null;
  second.onRequest = null;
  await timers.pass(60_000);
  for (const register of [a, c]) {
    expect((await register.view(customerId))?.customer).toMatchObject({ phone: '+12025550100', email: 'betty@x.com' });
  }
});

test('what was finished survives a kill at any moment, and is sent once (OX-1, OX-2)', async () => {
  const { a, midtown, timers, clock, books } = await twoTills();
  const { customerId } = valueOf(await a.addCustomer(aCustomerForm()));
  offline(midtown);
  const sale = aSale(customerId, 2, clock.now());
  const receipt = valueOf(await a.finish(sale));
  await midtown.kill();

  const again = await midtown.start();
  expect(await punches(again, customerId)).toBe(2);
  expect(valueOf(await again.finish(sale)).facts.receiptNumber).toBe(receipt.facts.receiptNumber);
  expect(await punches(again, customerId)).toBe(2);

  let lost = 0;
  midtown.onRequest = ({ path }) => (path === '/v1/log' && lost++ < 2 ? 'lost-reply' : null);
  await timers.pass(60_000);
  expect(again.status()).toMatchObject({ unsentEntries: 0, network: 'online' });
  expect(await punches(again, customerId)).toBe(2);
  expect(await books.epoch()).toMatchObject({ number: 1 });
});

test('a lost database of pulled documents is filled again, and own work is there throughout', async () => {
  const { a, midtown, timers, clock } = await twoTills();
  const { customerId } = valueOf(await a.addCustomer(aCustomerForm()));
  valueOf(await a.finish(aSale(customerId, 2, clock.now())));
  await timers.pass(5000);
  await midtown.kill();
  midtown.disk.lose('pulled');
  offline(midtown);
  const again = await midtown.start();
  expect(await punches(again, customerId)).toBe(2);
  midtown.onRequest = null;
  await timers.pass(40_000);
  expect(again.status()?.customersReady).toBe(true);
  expect(await again.view(customerId)).toMatchObject({ unconfirmedTransactions: [] });
  expect(await punches(again, customerId)).toBe(2);
});

test('a lost entries database is filled from the journal, and verdicts come again', async () => {
  const { a, midtown, timers, clock } = await twoTills();
  const { customerId } = valueOf(await a.addCustomer(aCustomerForm()));
  valueOf(await a.finish(aSale(customerId, 2, clock.now())));
  await timers.pass(5000);
  await midtown.kill();
  midtown.disk.lose('entries');
  const again = await midtown.start();
  expect(again.status()?.unsentEntries).toBe(2);
  await timers.pass(40_000);
  expect(again.status()?.unsentEntries).toBe(0);
  expect(midtown.disk.entries.size).toBe(2);
  expect(await punches(again, customerId)).toBe(2);
});

test('after a restore of the server everything is offered again, and the register never shows less (OX-5)', async () => {
  const { a, b, books, store, midtown, timers, clock } = await twoTills();
  const { customerId } = valueOf(await a.addCustomer(aCustomerForm()));
  valueOf(await a.finish(aSale(customerId, 1, clock.now())));
  await timers.pass(5000);
  const backup = store.snapshot();
  valueOf(await a.finish(aSale(customerId, 2, clock.now())));
  valueOf(await a.editCustomer(customerId, { email: 'betty@x.com' }));
  await timers.pass(5000);
  store.restore(backup);
  await books.beginNextEpoch('restored');

  const shown: (number | null)[] = [];
  for (let step = 0; step < 40; step += 1) {
    await timers.pass(500);
    shown.push(await punches(a, customerId));
  }
  expect(new Set(shown)).toEqual(new Set([3]));
  expect(a.status()).toMatchObject({ unsentEntries: 0, network: 'online' });
  expect((await a.syncReport()).epoch).toBe(2);
  valueOf(await b.bringCustomer(customerId));
  expect((await b.view(customerId))?.customer.email).toBe('betty@x.com');
  expect(await punches(b, customerId)).toBe(3);
  expect(midtown.disk.notes.epoch?.number).toBe(2);
});

test('a page that could not be stored is asked for again; nothing is skipped', async () => {
  const { a, midtown, join, timers } = await twoTills();
  const second = await join('midtown');
  let steps = 0;
  second.storeFaults = {
    before: (step) => {
      if ((step === 'write-documents' || step === 'write-seen') && [0, 2, 5, 9, 14, 20].includes(steps++))
        throw new Error('disk');
    },
  };
  for (let number = 0; number < 5; number += 1) {
    valueOf(await a.addCustomer(aCustomerForm({ firstName: `Name ${'abcde'[number]}` })));
  }
  const c = await second.start();
  await timers.pass(120_000);
  expect(c.status()?.customerCount).toBe(5);
  expect(midtown.disk.pulled.get('customers')?.size).toBe(5);
});

test('a phone that is used already is refused with the other customer, own unsent ones included (IC-7, IC-8)', async () => {
  const { a, midtown } = await twoTills();
  offline(midtown);
  const { customerId } = valueOf(await a.addCustomer(aCustomerForm({ email: 'betty@x.com' })));
  const refused = await a.addCustomer(aCustomerForm({ firstName: 'Anna', email: 'BETTY@x.com' }));
  expect(refused).toMatchObject({
    ok: false,
    refusal: { kind: 'taken', other: { customerId, name: 'Betty Smith', locationName: 'Midtown' } },
  });
});

test('a Cashier who deletes through the data layer is refused, and it is written down (example 20, RO-11)', async () => {
  const { a, midtown, timers } = await twoTills();
  const { customerId } = valueOf(await a.addCustomer(aCustomerForm()));
  expect(await a.deleteCustomer(customerId)).toMatchObject({
    ok: false,
    refusal: { kind: 'forbidden', code: 'needs-admin' },
  });
  await timers.pass(5000);
  const kinds = [...midtown.disk.entries.values()].map(({ entry }) => [entry.kind, entry.facts.action]);
  expect(kinds).toContainEqual(['audit-recorded', 'attempt-refused']);
  expect(await a.view(customerId)).not.toBeNull();
});

test('a deleted customer is hidden at once and everywhere once it is known (DE-6)', async () => {
  const { timers, join } = await twoTills();
  const c = await (await join('midtown')).start(users.admin);
  const d = await (await join('midtown')).start();
  const { customerId } = valueOf(await c.addCustomer(aCustomerForm()));
  await timers.pass(5000);
  expect(await d.view(customerId)).not.toBeNull();
  valueOf(await c.deleteCustomer(customerId));
  expect(await c.view(customerId)).toBeNull();
  await timers.pass(5000);
  expect(await c.view(customerId)).toBeNull();
  expect(await d.view(customerId)).toBeNull();
});

test('a sale without customer leaves no loyalty data (LK-12)', async () => {
  const { a, timers, clock } = await twoTills();
  const receipt = valueOf(await a.finish(aSale(null, 2, clock.now())));
  expect(receipt.facts).toMatchObject({ customerId: null, punches: [] });
  await timers.pass(5000);
  expect(a.status()?.unsentEntries).toBe(0);
  expect(await a.transaction(receipt.id)).toMatchObject({ id: receipt.id });
});

test('an owner’s computer keeps every location’s customers, and one of two locations until both let go', async () => {
  const { a, join, timers } = await twoTills();
  const till = await join('midtown', 'all');
  const owner = await till.start(users.admin);
  await timers.pass(5000);
  const harborOwner = await (await join('harbor')).start(users.subAdmin);
  const { customerId } = valueOf(await a.addCustomer(aCustomerForm()));
  const other = valueOf(await harborOwner.addCustomer(aCustomerForm({ firstName: 'Harbor' }))).customerId;
  await timers.pass(5000);
  valueOf(await harborOwner.bringCustomer(customerId));
  valueOf(await harborOwner.finish(aSale(customerId, 1, 0)));
  await timers.pass(5000);
  expect(await punches(owner, customerId)).toBe(1);
  expect(await owner.view(other)).not.toBeNull();
  expect(Object.keys(till.disk.pulled.get('customers')?.get(customerId)?.feeds ?? {}).sort()).toEqual([
    'location-harbor',
    'location-midtown',
  ]);
  valueOf(await owner.deleteCustomer(customerId));
  await timers.pass(5000);
  expect(await owner.view(customerId)).toBeNull();
  expect(till.disk.pulled.get('customers')?.has(customerId)).toBe(false);
});
