import { expect, test } from 'vitest';
import { aShop, SUB_ADMIN } from './support/a-shop';
import { aTill } from './support/a-till';
import { eachStore } from './support/each-store';

eachStore((place) => {
  test('a deleted customer is found as in My Customers: by name, email and phone as they are typed (DE-7, CL-9 … CL-11)', async () => {
    const shop = await aShop((await place()).open());
    const harbor = await aTill(shop, 'harbor');
    const dora = harbor.log.addCustomer({
      ...{ firstName: 'Dora', lastName: "D'Oé", email: 'Dora@example.com', phone: '+12025550177' },
    });
    harbor.log.write('customer-deleted', { customerId: dora }, null, { userId: SUB_ADMIN.id });
    await harbor.send();
    const found = async (text: string) =>
      (await shop.books.deletedCustomers(harbor.register, text)).map(({ customerId }) => customerId);
    for (const text of ['', 'd', 'doe dor', 'dora@example.com', 'example.com', '(202) 555-0177', '202-555', '0177']) {
      expect(await found(text), text).toEqual([dora]);
    }
    for (const text of ['Betty', 'dora smith', '0178', 'ora@example.com']) expect(await found(text), text).toEqual([]);
  });
});
