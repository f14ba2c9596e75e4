import { expect, test } from 'vitest';
import { cardsOf } from '../../core/domain/cards/cards-of';
import type { Standing } from '../../core/domain/cards/standing';
import type { Customer } from '../../core/domain/customers/customer';
import { programBook } from '../../core/domain/programs/program-book';
import { DAY_MS } from '../../core/kernel/amounts';
import { aPet, aProgram } from '../support/factories';
import { aShop, valueOf, type JoinedRegister, type Shop } from './support/a-shop';
import type { Decision } from '../../core/sync/decision';
import { decisionText } from '../../sync-server/books/history/decide';
import { createSigning } from '../../sync-server/books/signing';
import { eachStore } from './support/each-store';
import { redeems, WrittenLog } from './support/written-log';

const byAdmin = { userId: 'master-admin' };

eachStore((place) => {
  /** Two registers at two locations; what is written is delivered by `deliver`, in whatever order a test wants. */
  async function twoTills() {
    const shop = await aShop((await place()).open());
    await shop.books.putPrograms([aProgram()]);
    const [midtown, harbor] = [await shop.join('midtown'), await shop.join('harbor')];
    const logAt = ({ register }: JoinedRegister) =>
      new WrittenLog(register.id, register.locationId, shop.clock, `log-${register.locationId}`);
    const till = { shop, midtown, harbor, here: logAt(midtown), there: logAt(harbor) };
    return {
      ...till,
      sync: async () => [await deliver(shop, midtown, till.here), await deliver(shop, harbor, till.there)].flat(),
    };
  }

  test('combining deals all punches anew; a late punch for the other account reaches the primary (RU-10, RU-15, example 16)', async () => {
    const { shop, here, there, sync } = await twoTills();
    const betty = here.addCustomer({ firstName: 'Betty', lastName: 'Smith', email: 'betty@x.com' });
    const liz = there.addCustomer({ firstName: 'Liz', lastName: 'Smith', phone: '+12025550123' });
    here.sell(betty, 8);
    there.sell(liz, 7);
    await sync();
    combine(here, betty, [liz]);
    await sync();
    expect(await cards(shop, betty)).toEqual(['completed 12', 'open 3']);
    there.sell(liz, 1);
    await sync();
    expect(await cards(shop, betty)).toEqual(['completed 12', 'open 4']);

    expect(await customer(shop, liz)).toMatchObject({ status: 'merged', mergedInto: betty, firstName: '', phone: '' });
    expect(await customer(shop, betty)).toMatchObject({
      email: 'betty@x.com',
      phone: '+12025550123',
      firstName: 'Betty',
    });
    expect((await customer(shop, betty)).locations.map(({ locationId }) => locationId)).toEqual(['harbor', 'midtown']);
  });

  test('undoing gives every account its own back; what was entered for the primary stays with it (RU-15)', async () => {
    const { shop, here, there, sync } = await twoTills();
    const betty = here.addCustomer({ firstName: 'Betty', lastName: 'Smith', email: 'betty@x.com' });
    const liz = there.addCustomer({ firstName: 'Liz', lastName: 'Smith', phone: '+12025550123' });
    here.sell(betty, 8);
    const lizBought = there.sell(liz, 7);
    await sync();
    combine(here, betty, [liz]);
    await sync();
    here.sell(betty, 2);
    there.sell(liz, 1); // written before that register heard of it
    there.editCustomer(liz, { lastName: 'Jones' });
    here.editCustomer(betty, { internalId: '77' });
    await sync();
    expect(await cards(shop, betty)).toEqual(['completed 12', 'open 6']);
    // Nine of Liz's punches go into a reward given on the primary, and stay with it.
    here.sell(betty, 0, { redemptions: [redeems('redemption-1', lizBought, 5)] });
    await sync();

    undo(here, betty);
    await sync();
    expect(await cards(shop, betty)).toEqual(['open 10', 'redeemed 0']);
    expect(await cards(shop, liz)).toEqual(['open 3']);
    expect(await customer(shop, betty)).toMatchObject({
      status: 'active',
      phone: '',
      internalId: '77',
      lastName: 'Smith',
    });
    expect(await customer(shop, liz)).toMatchObject({
      status: 'active',
      phone: '+12025550123',
      lastName: 'Jones',
      mergedInto: null,
    });
    there.sell(liz, 2);
    await sync();
    expect(await cards(shop, liz)).toEqual(['open 5']);
  });

  test('a pet that is edited on the primary goes home with the edit when the roll-up is undone, late edits too (RU-15, RU-16)', async () => {
    const { shop, midtown, harbor, here, there, sync } = await twoTills();
    const [betty, liz, mia] = ['Betty', 'Liz', 'Mia'].map((firstName) => here.addCustomer({ firstName })) as [
      string,
      string,
      string,
    ];
    const pet = (id: string, name: string) => ({ [`pet:${id}`]: aPet({ id, name }) });
    here.editCustomer(mia, pet('rex', 'Rex'));
    here.editCustomer(liz, pet('tom', 'Tom'));
    await sync();
    combine(here, liz, [mia], 'first');
    combine(here, betty, [liz], 'second');
    await sync();
    shop.clock.advance(60_000);
    here.editCustomer(betty, { ...pet('rex', 'Rex II'), 'pet:tom': null, ...pet('new', 'Nova') });
    shop.clock.advance(60_000);
    there.editCustomer(betty, { ...pet('rex', 'Rex III'), lastName: 'Jones' }); // cut off since
    await deliver(shop, midtown, here);
    const pets = async () =>
      Promise.all([betty, liz, mia].map(async (id) => (await customer(shop, id)).pets.map(({ name }) => name)));
    expect(await pets()).toEqual([['Nova', 'Rex II'], [], []]);
    undo(here, betty, 'second');
    await deliver(shop, midtown, here);
    expect(await pets()).toEqual([['Nova'], ['Rex II'], []]);
    undo(here, liz, 'first');
    await deliver(shop, midtown, here);
    expect(await pets()).toEqual([['Nova'], [], ['Rex II']]);
    await deliver(shop, harbor, there);
    expect(await pets()).toEqual([['Nova'], [], ['Rex III']]);
    expect((await customer(shop, betty)).lastName).toBe('Jones');
  });

  test('a reward given while two accounts were one arrives when they are two again: its punches stay with it (RU-15)', async () => {
    const { shop, midtown, here, there, sync } = await twoTills();
    const betty = here.addCustomer({ firstName: 'Betty', lastName: 'Smith' });
    const liz = there.addCustomer({ firstName: 'Liz', lastName: 'Smith' });
    const lizBought = there.sell(liz, 7);
    await sync();
    combine(here, betty, [liz]);
    await sync();
    there.sell(betty, 1, { redemptions: [redeems('late', lizBought, 5)] }); // cut off since
    undo(here, betty);
    await deliver(shop, midtown, here);
    expect(await cards(shop, liz)).toEqual(['open 7']);
    await sync();
    expect(await cards(shop, betty)).toEqual(['open 1', 'redeemed 0']);
    expect(await cards(shop, liz)).toEqual(['open 2']);
  });

  test('the same person added at two offline registers is one account by itself, and can be two again (IC-10)', async () => {
    const { shop, here, there, sync } = await twoTills();
    const first = here.addCustomer({ firstName: 'Ann & Bill', lastName: 'Smith', email: 'ann@x.com' });
    const second = there.addCustomer({
      firstName: 'Bill',
      lastName: 'Smith-Jones',
      email: 'ANN@x.com',
      phone: '+12025550123',
    });
    here.sell(first, 8);
    there.sell(second, 7);
    await sync();
    const [older, younger] = (await customer(shop, second)).status === 'merged' ? [first, second] : [second, first];
    expect(await cards(shop, older)).toEqual(['completed 12', 'open 3']);
    expect(await customer(shop, younger)).toMatchObject({ status: 'merged', mergedInto: older });
    expect(await openItems(shop)).toEqual([]);

    const [rollUp] = await shop.store.rollUpsOf([older]);
    here.write('roll-up-undone', { rollUpId: rollUp?.id ?? '', primaryId: older }, null, byAdmin);
    there.sell(younger, 1);
    await sync();
    expect([await cards(shop, first), await cards(shop, second)]).toEqual(
      first === younger ? [['open 9'], ['open 7']] : [['open 8'], ['open 8']],
    );
    here.editCustomer(first, { phone: '+12025550199' });
    await sync();
    expect((await customer(shop, younger)).status, 'who was said to be two is not joined again').toBe('active');
  });

  test('equal identifiers of people with other names stay two accounts, and a person is asked (IC-10)', async () => {
    const { shop, here, there, sync } = await twoTills();
    const carl = here.addCustomer({ firstName: 'Carl', lastName: 'Weber', phone: '+12025550123' });
    const mia = there.addCustomer({ firstName: 'Mia', lastName: 'Lopez', phone: '+12025550123' });
    await sync();
    expect(await openItems(shop)).toEqual(['possible-duplicate']);
    expect(await customer(shop, carl)).toMatchObject({ possibleDuplicateOf: [mia] });
    const [item] = await shop.store.documents('workItems');
    here.write('work-item-settled', { workItemId: item?.id ?? '', resolution: 'not-the-same-person' }, null, byAdmin);
    await sync();
    expect(await openItems(shop)).toEqual([]);
    expect(await customer(shop, carl)).toMatchObject({ status: 'active', possibleDuplicateOf: [] });
    expect(await customer(shop, mia)).toMatchObject({ status: 'active', possibleDuplicateOf: [] });
  });

  test('two employees of one Employee ID are both kept, and a person is asked (EB-8)', async () => {
    const { shop, here, there, sync } = await twoTills();
    const ann = here.addCustomer({ firstName: 'Ann', lastName: 'Ray' });
    const bob = there.addCustomer({ firstName: 'Ann', lastName: 'Ray' });
    here.editCustomer(ann, { type: 'employee', employeeId: 'E-7' }, byAdmin);
    there.editCustomer(bob, { type: 'employee', employeeId: 'e-7' }, byAdmin);
    await sync();
    expect(await openItems(shop)).toEqual(['possible-duplicate']);
    expect(await customer(shop, ann)).toMatchObject({ status: 'active', type: 'employee', possibleDuplicateOf: [bob] });
    there.editCustomer(bob, { type: 'breeder' }, { userId: 'cashier' }); // not a Cashier's to do (EB-13)
    await sync();
    expect(await customer(shop, bob)).toMatchObject({ type: 'employee' });
    expect(new Set(await openItems(shop))).toEqual(new Set(['possible-duplicate', 'rule-difference']));
  });

  test('chains resolve to the last, and are undone from the last (RU-16)', async () => {
    const { shop, here, sync } = await twoTills();
    const [a, b, c] = ['Ann', 'Bea', 'Cleo'].map((firstName) => here.addCustomer({ firstName, lastName: 'Ray' })) as [
      string,
      string,
      string,
    ];
    for (const id of [a, b, c]) here.sell(id, 3);
    combine(here, b, [a], 'first');
    combine(here, c, [b], 'second');
    here.sell(a, 1);
    await sync();
    expect(await cards(shop, c)).toEqual(['open 10']);
    here.write('roll-up-undone', { rollUpId: 'first', primaryId: b }, null, byAdmin);
    expect((await sync()).map(({ code }) => code)).toContain('undo-later-first');
    here.write('roll-up-undone', { rollUpId: 'second', primaryId: c }, null, byAdmin);
    here.write('roll-up-undone', { rollUpId: 'first', primaryId: b }, null, byAdmin);
    await sync();
    expect([await cards(shop, a), await cards(shop, b), await cards(shop, c)]).toEqual([
      ['open 4'],
      ['open 3'],
      ['open 3'],
    ]);
  });

  test('roll-ups are undone in the order they were carried out, whenever they were asked for (RU-16)', async () => {
    const { shop, midtown, harbor, here, there } = await twoTills();
    const [a, b] = ['Ann', 'Bea'].map((firstName) => here.addCustomer({ firstName, lastName: 'Ray' })) as [
      string,
      string,
    ];
    const c = there.addCustomer({ firstName: 'Cleo', lastName: 'Ray' });
    for (const id of [a, b]) here.sell(id, 3);
    there.sell(c, 3);
    await deliver(shop, midtown, here);
    combine(here, b, [a], 'asked-first');
    shop.clock.advance(1000);
    combine(there, c, [b], 'asked-second');
    await deliver(shop, harbor, there); // arrives first
    await deliver(shop, midtown, here);
    expect(await cards(shop, c)).toEqual(['open 9']);
    there.write('roll-up-undone', { rollUpId: 'asked-second', primaryId: c }, null, byAdmin);
    expect((await deliver(shop, harbor, there)).map(({ code }) => code)).toEqual(['undo-later-first']);
    there.write('roll-up-undone', { rollUpId: 'asked-first', primaryId: b }, null, byAdmin);
    there.write('roll-up-undone', { rollUpId: 'asked-second', primaryId: c }, null, byAdmin);
    await deliver(shop, harbor, there);
    expect([await cards(shop, a), await cards(shop, b), await cards(shop, c)]).toEqual([
      ['open 3'],
      ['open 3'],
      ['open 3'],
    ]);
  });

  test('only an Admin of every location concerned combines (RU-17)', async () => {
    const { shop, here, there, sync } = await twoTills();
    const betty = here.addCustomer({ firstName: 'Betty', lastName: 'Smith' });
    const liz = there.addCustomer({ firstName: 'Liz', lastName: 'Smith' });
    await sync();
    for (const userId of ['cashier', 'sub-admin']) {
      here.write(
        'customers-combined',
        { rollUpId: `by-${userId}`, primaryId: betty, otherIds: [liz], joinedPets: [] },
        null,
        { userId },
      );
    }
    expect((await sync()).map(({ kind }) => kind)).toEqual(['refused', 'refused']);
    const facts = { rollUpId: 'from-harbor', primaryId: liz, otherIds: [betty], joinedPets: [] };
    there.write('customers-combined', facts, null, { userId: 'sub-admin' });
    expect((await sync()).map(({ kind }) => kind)).toEqual(['refused']);
    expect((await customer(shop, liz)).status).toBe('active');
  });

  test('a deleted customer comes back with everything within 90 days, without what others use by now (DE-7, DE-8, example 17)', async () => {
    const { shop, here, there, sync } = await twoTills();
    const betty = here.addCustomer({
      firstName: 'Betty',
      lastName: 'Smith',
      email: 'betty@x.com',
      phone: '+12025550123',
    });
    here.sell(betty, 5);
    here.write('customer-deleted', { customerId: betty }, null, byAdmin);
    await sync();
    const mia = there.addCustomer({ firstName: 'Mia', lastName: 'Lopez', email: 'betty@x.com' });
    await sync();
    shop.clock.advance(89 * DAY_MS);
    here.write('customer-restored', { customerId: betty }, null, byAdmin);
    await sync();
    expect(await customer(shop, betty)).toMatchObject({
      status: 'active',
      email: '',
      phone: '+12025550123',
      possibleDuplicateOf: [mia],
    });
    expect(await cards(shop, betty)).toEqual(['open 5']);
    expect(await openItems(shop)).toEqual(['possible-duplicate']);
    here.write('customer-deleted', { customerId: betty }, null, byAdmin);
    await sync();
    shop.clock.advance(91 * DAY_MS);
    here.write('customer-restored', { customerId: betty }, null, byAdmin);
    expect((await sync()).map(({ code }) => code)).toContain('restore-too-late');
  });

  test('ninety days after deletion or roll-up nothing personal is kept that nobody can bring back (DE-7, RU-15)', async () => {
    const { shop, here, there, sync } = await twoTills();
    const betty = here.addCustomer({ firstName: 'Bettina', lastName: 'Smithers', email: 'betty@x.com' });
    const liz = there.addCustomer({ firstName: 'Lizabeth', lastName: 'Jones', phone: '+12025550123' });
    const mia = there.addCustomer({ firstName: 'Mia', lastName: 'Lopez' });
    here.sell(betty, 3);
    here.write('customer-deleted', { customerId: betty }, null, byAdmin);
    combine(there, mia, [liz]);
    await sync();
    expect(await shop.books.purge()).toEqual({ customers: 0, rollUps: 0 });
    expect(await shop.books.rollUpsOf(mia)).toMatchObject([{ rollUpId: 'roll-up', isLatest: true }]);
    shop.clock.advance(91 * DAY_MS);
    expect(await shop.books.purge()).toEqual({ customers: 1, rollUps: 1 });
    expect(await shop.books.purge()).toEqual({ customers: 0, rollUps: 0 });
    expect(await customer(shop, betty)).toMatchObject({ status: 'deleted', firstName: '', email: '' });
    expect(JSON.stringify(await shop.store.rollUpsOf([mia]))).not.toContain('Lizabeth');
    expect(await shop.books.rollUpsOf(mia)).toEqual([]);
    undo(there, mia);
    expect((await sync()).map(({ code }) => code)).toEqual(['undo-too-late']);
    expect(await shop.store.documents('transactions')).toHaveLength(1);
  });

  test('erasing leaves nothing personal anywhere, and every punch and redemption (DE-7, DE-9)', async () => {
    const { shop, here, there, sync } = await twoTills();
    const betty = here.addCustomer({ firstName: 'Bettina', lastName: 'Smithers', email: 'betty@x.com' });
    const liz = there.addCustomer({ firstName: 'Lizabeth', lastName: 'Smithers', phone: '+12025550123' });
    here.sell(betty, 3);
    here.editCustomer(betty, { lastName: 'Smithers-Jones' });
    combine(here, betty, [liz]);
    await sync();
    here.write('customer-erased', { customerId: betty }, null, byAdmin);
    await sync();
    const kept = JSON.stringify([
      await shop.store.documents('customers'),
      await shop.store.lostValues(betty),
      await shop.store.rollUpsOf([betty]),
      await shop.store.entries(here.registerId, here.logId, 0, 100),
      await shop.store.entries(there.registerId, there.logId, 0, 100),
    ]);
    for (const trace of ['Betti', 'Lizabeth', 'Smithers', 'betty@', '5550123']) expect(kept).not.toContain(trace);
    expect(((await shop.store.document('standings', betty)) as Standing | null)?.transactions).toHaveLength(1);
    expect(await shop.store.documents('transactions')).toHaveLength(1);
  });

  test('who is erased before the own entry arrives stays erased, also when log 0 says so (DE-7)', async () => {
    const { shop, midtown, harbor, here, there } = await twoTills();
    const betty = here.addCustomer({ firstName: 'Bettina', lastName: 'Smithers', email: 'betty@x.com' });
    here.sell(betty, 3);
    // As after a restore: the erasure is offered again first, with an edit from elsewhere before it.
    there.editCustomer(betty, { lastName: 'Smithers-Jones' });
    there.write('customer-erased', { customerId: betty }, null, byAdmin);
    await deliver(shop, harbor, there);
    expect((await deliver(shop, midtown, here)).map(({ code }) => code)).toEqual(['customer-erased', '']);
    expect(await customer(shop, betty)).toMatchObject({ status: 'deleted', firstName: '', email: '' });
    const kept = [await shop.store.entries(here.registerId, here.logId, 0, 9), await shop.store.lostValues(betty)];
    expect(JSON.stringify([kept, await shop.store.entries(there.registerId, there.logId, 0, 9)])).not.toContain(
      'Smithers',
    );
    expect(await cards(shop, betty)).toEqual(['open 3']);

    const kim = here.addCustomer({ firstName: 'Kim', lastName: 'Park' });
    const decisions = await shop.documentsOf<Decision>(midtown.register, 'decisions');
    const [erased] = decisions.filter(({ kind }) => kind === 'customer-erased');
    const facts = { customerIds: [kim] };
    const signing = createSigning('a secret of at least thirty-two characters');
    const unsigned = { ...(erased ?? decisions[0]), id: 'decision-000009000001', number: 9_000_001, facts };
    const told = { ...unsigned, signature: signing.sign(decisionText(unsigned as Decision)) } as Decision;
    expect(await shop.books.takeBackDecisions(harbor.register, [told])).toEqual({ taken: 1 });
    expect((await deliver(shop, midtown, here)).map(({ code }) => code)).toEqual(['customer-erased']);
    expect(await customer(shop, kim)).toMatchObject({ status: 'deleted', firstName: '' });
  });

  test('what arrives about an erased customer later brings nothing personal back (DE-7)', async () => {
    const { shop, harbor, here, there, sync } = await twoTills();
    const betty = here.addCustomer({ firstName: 'Bettina', lastName: 'Smithers' });
    await sync();
    here.write('customer-erased', { customerId: betty }, null, byAdmin);
    await sync();
    there.editCustomer(betty, { lastName: 'Smithers-Jones', email: 'betty@x.com' });
    there.sell(betty, 2);
    const late = await sync();
    expect(late).toMatchObject([
      { kind: 'accepted', code: 'customer-erased' },
      { kind: 'accepted', code: '' },
    ]);
    expect(await customer(shop, betty)).toMatchObject({ status: 'deleted', lastName: '', email: '' });
    const kept = async () =>
      JSON.stringify([
        await shop.store.entries(there.registerId, there.logId, 0, 9),
        await shop.store.lostValues(betty),
      ]);
    expect(await kept()).not.toContain('Smithers');

    // Its own register has erased it before it was sent.
    const edit = there.editCustomer(betty, { firstName: 'Bettina' });
    there.entries.splice(-1, 1, { ...edit, personal: null });
    expect(await sync()).toMatchObject([{ kind: 'accepted', code: 'customer-erased' }]);

    // Parked, it is kept as it came until the next day.
    const odd = there.say('customer-edited', { customerId: betty, fields: 'none' }, { changes: { email: 'b@x.com' } });
    const batch = there.batch(await shop.books.epoch(), odd.sequence);
    const { verdicts } = valueOf(await shop.books.acceptBatch(harbor.register, batch));
    expect(verdicts).toMatchObject([{ kind: 'parked', code: 'unknown-shape' }]);
    expect(await kept()).toContain('b@x.com');
    await shop.books.purge();
    expect(await kept()).not.toContain('b@x.com');
  });
});

function combine(log: WrittenLog, primaryId: string, otherIds: readonly string[], rollUpId = 'roll-up'): void {
  log.write('customers-combined', { rollUpId, primaryId, otherIds: [...otherIds], joinedPets: [] }, null, byAdmin);
}

function undo(log: WrittenLog, primaryId: string, rollUpId = 'roll-up'): void {
  log.write('roll-up-undone', { rollUpId, primaryId }, null, byAdmin);
}

const delivered = new WeakMap<WrittenLog, number>();

async function deliver(shop: Shop, { register }: JoinedRegister, log: WrittenLog) {
  const from = delivered.get(log) ?? 0;
  if (log.entries.length === from) return [];
  const reply = valueOf(await shop.books.acceptBatch(register, log.batch(await shop.books.epoch(), from + 1)));
  delivered.set(log, reply.acknowledgedThrough);
  expect(reply.verdicts.filter(({ kind }) => kind === 'parked')).toEqual([]);
  return reply.verdicts;
}

async function customer(shop: Shop, id: string): Promise<Customer> {
  return (await shop.store.document('customers', id)) as unknown as Customer;
}

async function openItems(shop: Shop): Promise<readonly unknown[]> {
  const items = (await shop.store.documents('workItems')).map(({ document }) => document);
  return items.filter(({ state }) => state === 'open').map(({ kind }) => kind);
}

/** Unredeemed and redeemed cards of an account, as status and punches. */
async function cards(shop: Shop, id: string): Promise<readonly string[]> {
  const standing = (await shop.store.document('standings', id)) as Standing | null;
  if (standing === null) return [];
  const question = { today: '2026-01-06', locationId: 'midtown', unconfirmedTransactions: new Set<string>() };
  const found = cardsOf(standing, programBook([aProgram()]), question);
  return found.map(({ status, count }) => `${status} ${String(count)}`);
}
