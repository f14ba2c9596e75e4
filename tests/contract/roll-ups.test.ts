import { expect, test } from 'vitest';
import { aPet } from '../support/factories';
import { eachStore } from './support/each-store';
import { byAdmin, cards, combine, customer, deliver, twoTills, undo } from './support/two-tills';
import { redeems } from './support/written-log';

eachStore((place) => {
  test('combining deals all punches anew; a late punch for the other account reaches the primary (RU-10, RU-15, example 16)', async () => {
    const { shop, here, there, sync } = await twoTills(place);
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

  test('a completed and a redeemed card come along as they are; only open cards are dealt anew (RU-10, RU-11)', async () => {
    const { shop, here, there, sync } = await twoTills(place);
    const betty = here.addCustomer({ firstName: 'Betty', lastName: 'Smith' });
    const liz = there.addCustomer({ firstName: 'Liz', lastName: 'Smith' });
    here.sell(betty, 12);
    here.sell(betty, 5);
    const lizBought = there.sell(liz, 12);
    there.sell(liz, 2, { redemptions: [redeems('taken', lizBought)] });
    await sync();
    expect(await cards(shop, liz)).toEqual(['open 2', 'redeemed 12']);
    combine(here, betty, [liz]);
    await sync();
    expect([...(await cards(shop, betty))].sort()).toEqual(['completed 12', 'open 7', 'redeemed 12']);
  });

  test('undoing gives every account its own back; what was entered for the primary stays with it (RU-15)', async () => {
    const { shop, here, there, sync } = await twoTills(place);
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
    const { shop, midtown, harbor, here, there, sync } = await twoTills(place);
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
    const { shop, midtown, here, there, sync } = await twoTills(place);
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

  test('chains resolve to the last, and are undone from the last (RU-16)', async () => {
    const { shop, here, sync } = await twoTills(place);
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

  test('asked again under the name of an account that is part of another, a roll-up happens once and can be undone (RU-15, RU-16)', async () => {
    const { shop, here, sync } = await twoTills(place);
    const [ann, bea, cia] = [
      here.addCustomer({ firstName: 'Ann', lastName: 'Smith' }),
      here.addCustomer({ firstName: 'Bea', lastName: 'Jones' }),
      here.addCustomer({ firstName: 'Cia', lastName: 'Lopez' }),
    ];
    here.sell(cia, 4);
    combine(here, ann, [bea], 'first');
    combine(here, bea, [cia], 'second');
    await sync();
    // After a restore it is heard of twice: from the register, and as the server's own decision.
    combine(here, bea, [cia], 'second');
    await sync();
    expect(await cards(shop, ann)).toEqual(['open 4']);
    expect(await shop.books.rollUpsOf(ann)).toMatchObject([
      { rollUpId: 'second', isLatest: true },
      { rollUpId: 'first' },
    ]);
    undo(here, ann, 'second');
    await sync();
    expect(await customer(shop, cia)).toMatchObject({ status: 'active', mergedInto: null, firstName: 'Cia' });
    expect(await cards(shop, cia)).toEqual(['open 4']);
    expect(await cards(shop, ann)).toEqual([]);
  });

  test('roll-ups are undone in the order they were carried out, whenever they were asked for (RU-16)', async () => {
    const { shop, midtown, harbor, here, there } = await twoTills(place);
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
    const { shop, here, there, sync } = await twoTills(place);
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
});
