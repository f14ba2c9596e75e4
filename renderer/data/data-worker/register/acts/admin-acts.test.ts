import { expect, test } from 'vitest';
import { redeems, WrittenLog } from '../../../../../tests/contract/support/written-log';
import { aCustomerForm, valueOf } from '../../../../../tests/support/factories';
import { aShop, users } from '../../../../../tests/support/register/a-shop';

/** Two registers at two locations, each with a customer of its own, in touch with the server. */
async function twoTills() {
  const shop = await aShop();
  const [midtown, harbor] = [await shop.join('midtown'), await shop.join('harbor')];
  const here = await midtown.start(users.admin);
  const there = await harbor.start(users.subAdmin);
  const betty = valueOf(await here.addCustomer(aCustomerForm({ firstName: 'Betty', email: 'betty@x.com', phone: '' })));
  const liz = valueOf(await there.addCustomer(aCustomerForm({ firstName: 'Liz', email: '', phone: '(202) 555-0123' })));
  await shop.timers.pass(5000);
  return { ...shop, midtown, harbor, here, there, betty: betty.customerId, liz: liz.customerId };
}

/** What an act comes to while the network and the clocks go on. */
async function done<Value>(shop: Awaited<ReturnType<typeof aShop>>, act: Promise<Value>): Promise<Value> {
  let isOver = false;
  void act.finally(() => (isOver = true));
  while (!isOver) await shop.timers.pass(500);
  return act;
}

test('combining and undoing reach every register; who was combined shows as the primary (RU-4, RU-15, LK-13)', async () => {
  const shop = await twoTills();
  const { here, there, betty, liz } = shop;
  await done(shop, here.bringCustomer(liz));
  const admin = await here.admin();
  const combined = await done(shop, admin.combine({ primaryId: betty, otherIds: [liz], joinedPets: [] }));
  const { rollUpId } = valueOf(combined);
  await shop.timers.pass(5000);
  for (const register of [here, there]) {
    expect((await register.view(liz))?.customer).toMatchObject({
      id: betty,
      email: 'betty@x.com',
      phone: '+12025550123',
    });
  }
  expect(valueOf(await done(shop, admin.rollUpsOf(betty)))).toMatchObject([{ rollUpId, isLatest: true, by: 'admin' }]);

  valueOf(await done(shop, admin.undoRollUp(rollUpId, betty)));
  await shop.timers.pass(5000);
  expect((await there.view(liz))?.customer).toMatchObject({ id: liz, firstName: 'Liz', phone: '+12025550123' });
  expect((await here.view(betty))?.customer).toMatchObject({ id: betty, phone: '' });
  expect(await done(shop, admin.undoRollUp(rollUpId, betty))).toMatchObject({ ok: true });
});

test('what an email was before is told to an Admin while the server answers (CP-7)', async () => {
  const shop = await twoTills();
  const { here, midtown, betty } = shop;
  valueOf(await here.editCustomer(betty, { email: 'new@x.com' }));
  await shop.timers.pass(5000);
  const admin = await here.admin();
  expect(valueOf(await done(shop, admin.formerValuesOf(betty)))).toMatchObject([
    { field: 'email', value: 'betty@x.com', locationId: 'midtown' },
  ]);
  midtown.onRequest = () => 'no-answer';
  expect(await done(shop, admin.formerValuesOf(betty))).toMatchObject({ ok: false, refusal: { kind: 'offline' } });
});

test('a deleted customer is asked of the server and restored with the network only (DE-7)', async () => {
  const shop = await twoTills();
  const { here, midtown, betty } = shop;
  valueOf(await here.deleteCustomer(betty));
  await shop.timers.pass(5000);
  const admin = await here.admin();
  expect(valueOf(await done(shop, admin.deleted('bet')))).toMatchObject([{ customerId: betty, firstName: 'Betty' }]);
  expect(valueOf(await done(shop, admin.deleted('nobody')))).toEqual([]);

  midtown.onRequest = () => 'no-answer';
  await shop.timers.pass(40_000);
  expect(await done(shop, admin.restore(betty))).toMatchObject({ ok: false, refusal: { kind: 'offline' } });
  midtown.onRequest = null;
  await shop.timers.pass(60_000);
  valueOf(await done(shop, admin.restore(betty)));
  await shop.timers.pass(5000);
  expect((await here.view(betty))?.customer).toMatchObject({ status: 'active', email: 'betty@x.com' });
});

test('an Admin of one location does nothing to customers of another; a Cashier nothing at all (RU-17, RO-11)', async () => {
  const shop = await twoTills();
  const { there, betty, liz } = shop;
  await done(shop, there.bringCustomer(betty));
  const admin = await there.admin();
  const refused = await done(shop, admin.combine({ primaryId: liz, otherIds: [betty], joinedPets: [] }));
  expect(refused).toMatchObject({ ok: false, refusal: { kind: 'forbidden', code: 'needs-master-admin' } });
  expect(await done(shop, admin.changeSettings({ features: { combine_customers: true } }))).toMatchObject({
    refusal: { kind: 'forbidden' },
  });
  await shop.harbor.stop();
  const again = await shop.harbor.start(users.subCashier);
  await shop.timers.pass(5000);
  const cashier = await again.admin();
  expect(await done(shop, cashier.restore(liz))).toMatchObject({ refusal: { kind: 'forbidden', code: 'needs-admin' } });
  expect(await done(shop, cashier.deleted(''))).toMatchObject({ refusal: { kind: 'forbidden' } });
});

test('accounts are combined only where that is switched on; undoing needs no switch (RU-2, RU-15)', async () => {
  const shop = await twoTills();
  const { here, betty, liz } = shop;
  await done(shop, here.bringCustomer(liz));
  const admin = await here.admin();
  const switchTo = async (isOn: boolean) => {
    valueOf(await done(shop, admin.changeSettings({ features: { combine_customers: isOn } })));
    await shop.timers.pass(5000);
  };
  const combine = () => done(shop, admin.combine({ primaryId: betty, otherIds: [liz], joinedPets: [] }));
  await switchTo(false);
  expect(await combine()).toMatchObject({ ok: false, refusal: { kind: 'forbidden', code: 'combining-off' } });
  await switchTo(true);
  const { rollUpId } = valueOf(await combine());
  await shop.timers.pass(5000);
  await switchTo(false);
  valueOf(await done(shop, admin.undoRollUp(rollUpId, betty)));
});

test('a Master Admin’s settings reach every register (FS-9)', async () => {
  const shop = await twoTills();
  const rules = { email: 'required', phone: 'none', pet: 'none' } as const;
  const customerFields = { rules, textByDefault: true, welcomeByDefault: false };
  const admin = await shop.here.admin();
  valueOf(await done(shop, admin.changeSettings({ customerFields, features: { internal_customer_id: true } })));
  await shop.timers.pass(5000);
  const { settings } = shop.there.context() ?? {};
  expect(settings).toMatchObject({ customerFields, features: ['combine_customers', 'internal_customer_id'] });
});

test('what a standing has condensed is fetched on demand (HI-4)', async () => {
  const shop = await twoTills();
  const { here, betty, books, clock } = shop;
  const [register] = (await books.registers()).filter(({ locationId }) => locationId === 'harbor');
  const log = new WrittenLog(register?.id ?? '', 'harbor', clock, 'a-busy-year');
  for (let visit = 0; visit < 60; visit += 1) {
    const bought = log.sell(betty, 12, { userId: 'sub-cashier' });
    log.sell(betty, 0, { userId: 'sub-cashier', redemptions: [redeems(`reward-${String(visit)}`, bought)] });
  }
  const epoch = await books.epoch();
  for (let from = 1; from <= log.entries.length; from += 40) {
    if (register !== undefined) valueOf(await books.acceptBatch(register, log.batch(epoch, from, from + 39)));
  }
  await shop.timers.pass(10_000);
  const view = await here.view(betty);
  const keptHere = view?.cards.filter(({ redemption }) => redemption !== null).length ?? 0;
  expect(keptHere).toBeLessThan(60);
  const whole = valueOf(await done(shop, here.wholeHistory(betty)));
  expect(whole.cards.filter(({ redemption }) => redemption !== null)).toHaveLength(60);
  expect(whole.visits).toHaveLength(120);
  shop.midtown.onRequest = () => 'no-answer';
  expect(await done(shop, here.wholeHistory(betty))).toMatchObject({ refusal: { kind: 'offline' } });
});
