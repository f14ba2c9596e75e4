import { expect, test } from 'vitest';
import { aShop, valueOf } from './support/a-shop';
import { aTill, kinds } from './support/a-till';
import { eachStore } from './support/each-store';
import { byAdmin, cards, combine, customer, openItems, twoTills } from './support/two-tills';
import { redeems } from './support/written-log';

const employee = { type: 'employee', employeeId: 'E-7' };

eachStore((place) => {
  test('every new customer is a pet owner, whatever the entry says of itself; numbers come by conversion (EB-1, EB-4)', async () => {
    const shop = await aShop((await place()).open());
    const till = await aTill(shop, 'midtown');
    const contact = { firstName: 'Ann', lastName: 'Ray', email: '', phone: '', internalId: '' };
    const betty = till.log.addCustomer({ firstName: 'Betty' });
    const facts = { customerId: 'ann', homeLocationId: 'midtown', messages: [] };
    till.log.say('customer-added', facts, { ...contact, ...employee }, { effectId: 'ann', ...byAdmin });
    expect(kinds(await till.send())).toEqual(['accepted', 'parked unknown-shape']);
    expect(await shop.store.document('customers', betty)).toMatchObject({ type: 'pet-owner', employeeId: '' });
    expect(await shop.store.document('customers', 'ann')).toBeNull();
  });

  test('nobody is an employee who is no customer first (EB-3, EB-4)', async () => {
    const { shop, here, there, sync } = await twoTills(place);
    const ann = there.newId();
    here.editCustomer(ann, { ...employee, firstName: 'Ann', lastName: 'Rae' }, byAdmin);
    expect((await sync()).map(({ code }) => code)).toEqual(['customer-awaited']);
    expect(valueOf(await shop.books.searchMasterList((await shop.join('harbor')).register, 'Ann Rae', 9))).toEqual([]);
    there.addCustomer({ firstName: 'Ann', lastName: 'Ray' }, { customerId: ann });
    await sync();
    expect(await customer(shop, ann)).toMatchObject({ ...employee, firstName: 'Ann', status: 'active' });
  });

  test('cards stay as they are when an account is converted and back: full ones are redeemed, open ones go on (EB-10, EB-11)', async () => {
    const { shop, here, sync } = await twoTills(place);
    const ann = here.addCustomer({ firstName: 'Ann', lastName: 'Ray' });
    const bought = here.sell(ann, 12);
    here.sell(ann, 5);
    await sync();
    const before = await cards(shop, ann);
    expect([...before].sort()).toEqual(['completed 12', 'open 5']);
    const standing = await shop.store.document('standings', ann);
    here.editCustomer(ann, employee, byAdmin);
    await sync();
    expect(await cards(shop, ann)).toEqual(before);
    expect(await shop.store.document('standings', ann)).toEqual(standing);
    here.sell(ann, 2, { redemptions: [redeems('taken', bought)] });
    here.editCustomer(ann, { type: 'pet-owner', employeeId: '' }, byAdmin);
    await sync();
    expect([...(await cards(shop, ann))].sort()).toEqual(['open 7', 'redeemed 12']);
    expect(await customer(shop, ann)).toMatchObject({ type: 'pet-owner', employeeId: '' });
  });

  test('by a number of the former system, or of the account that went, the primary is found, and nobody gets it twice (RU-5, RU-8)', async () => {
    const { shop, harbor, here, there, sync } = await twoTills(place);
    const betty = here.addCustomer({ firstName: 'Betty', lastName: 'Smith', internalId: '1001' });
    const liz = here.addCustomer({ firstName: 'Liz', lastName: 'Lopez', internalId: '2002', phone: '+12025550123' });
    combine(here, betty, [liz]);
    await sync();
    for (const text of ['2002', '1001', '5550123']) {
      const found = valueOf(await shop.books.searchMasterList(harbor.register, text, 9));
      expect(found.map(({ customerId }) => customerId)).toEqual([betty]);
    }
    const mia = there.addCustomer({ firstName: 'Mia', lastName: 'Kay', internalId: '2002' });
    await sync();
    expect(await openItems(shop)).toEqual(['possible-duplicate']);
    expect(await customer(shop, mia)).toMatchObject({ possibleDuplicateOf: [betty] });
  });
});
