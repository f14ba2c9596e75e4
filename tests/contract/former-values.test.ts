import { expect, test } from 'vitest';
import { valueOf } from './support/a-shop';
import { eachStore } from './support/each-store';
import { byAdmin, twoTills } from './support/two-tills';

eachStore((place) => {
  test('a former email, and the value that came too late, are told with where they were replaced (CP-7, CP-9)', async () => {
    const { shop, midtown, here, there, sync } = await twoTills(place);
    const betty = here.addCustomer({ firstName: 'Betty', lastName: 'Smith', email: 'old@x.com' });
    await sync();
    here.editCustomer(betty, { lastName: 'Smythe' });
    shop.clock.advance(1000);
    there.editCustomer(betty, { lastName: 'Jones', email: 'new@x.com' });
    await sync();
    const values = valueOf(await shop.books.formerValuesOf(midtown.register, betty));
    const harbor = { locationId: 'harbor', registerName: expect.any(String) as unknown };
    expect(values).toHaveLength(3);
    expect(values).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'email', value: 'old@x.com', ...harbor }),
        expect.objectContaining({ field: 'lastName', value: 'Smythe', ...harbor }),
        expect.objectContaining({ field: 'lastName', value: 'Smith', locationId: 'midtown' }),
      ]),
    );
    expect(values.every(({ enteredAt, replacedAt }) => enteredAt > 0 && replacedAt >= enteredAt)).toBe(true);

    here.write('customer-erased', { customerId: betty }, null, byAdmin);
    await sync();
    expect(await shop.books.formerValuesOf(midtown.register, betty)).toMatchObject({ refusal: { code: 'not-found' } });
  });
});
