import { expect, test } from 'vitest';
import { eachStore } from './support/each-store';
import type { Shop } from './support/a-shop';
import { byAdmin, cards, combine, customer, openItems, twoTills, undo } from './support/two-tills';

eachStore((place) => {
  test('the same person added at two offline registers is one account by itself, and can be two again (IC-10)', async () => {
    const { shop, here, there, sync } = await twoTills(place);
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
    expect(await marks(shop, [first, second])).toEqual([[], []]);
    here.editCustomer(first, { phone: '+12025550199' });
    await sync();
    expect((await customer(shop, younger)).status, 'who was said to be two is not joined again').toBe('active');
  });

  test('equal identifiers of people with other names stay two accounts, and a person is asked (IC-10)', async () => {
    const { shop, here, there, sync } = await twoTills(place);
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

  test('a pair that was asked about, combined and undone is two people: nobody asks again, nothing joins them (IC-10, RU-15)', async () => {
    const { shop, here, there, sync } = await twoTills(place);
    const carl = here.addCustomer({ firstName: 'Carl', lastName: 'Weber', phone: '+12025550123' });
    const mia = there.addCustomer({ firstName: 'Mia', lastName: 'Lopez', phone: '+12025550123' });
    await sync();
    combine(here, carl, [mia]);
    await sync();
    expect(await openItems(shop)).toEqual([]);
    undo(here, carl);
    await sync();
    expect(await openItems(shop)).toEqual([]);
    expect(await marks(shop, [carl, mia])).toEqual([[], []]);

    there.editCustomer(mia, { firstName: 'Carl', lastName: 'Weber', email: 'weber@x.com' });
    here.editCustomer(carl, { email: 'weber@x.com' });
    await sync();
    expect([await customer(shop, carl), await customer(shop, mia)]).toMatchObject([
      { status: 'active' },
      { status: 'active' },
    ]);
  });

  test('combined and undone in one delivery comes to the same', async () => {
    const { shop, here, there, sync } = await twoTills(place);
    const carl = here.addCustomer({ firstName: 'Carl', lastName: 'Weber', phone: '+12025550123' });
    const mia = there.addCustomer({ firstName: 'Mia', lastName: 'Lopez', phone: '+12025550123' });
    await sync();
    combine(here, carl, [mia]);
    undo(here, carl);
    await sync();
    expect(await openItems(shop)).toEqual([]);
    expect(await marks(shop, [carl, mia])).toEqual([[], []]);
    const [item] = await shop.store.documents('workItems');
    expect(item?.document).toMatchObject({ settled: { resolution: 'not-the-same-person' } });
  });

  test('two employees of one Employee ID are both kept, and a person is asked (EB-8)', async () => {
    const { shop, here, there, sync } = await twoTills(place);
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
});

/** Whom each of them is said to be perhaps the same as. */
async function marks(shop: Shop, ids: readonly string[]): Promise<readonly (readonly string[])[]> {
  const found = [];
  for (const id of ids) found.push((await customer(shop, id)).possibleDuplicateOf);
  return found;
}
