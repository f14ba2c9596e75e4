import { expect, test } from 'vitest';
import type { WorkItem } from '../../core/domain/work-items/work-item';
import { aShop, MASTER_ADMIN } from './support/a-shop';
import { aTill } from './support/a-till';
import { eachStore } from './support/each-store';

eachStore((place) => {
  const twoShops = async () => {
    const shop = await aShop((await place()).open());
    const [midtown, harbor] = [await aTill(shop, 'midtown'), await aTill(shop, 'harbor')];
    const itemsAt = async ({ register }: typeof midtown) =>
      (await shop.documentsOf<WorkItem>(register, 'workItems')).map(
        ({ kind, state, locationId }) => `${kind} of ${locationId}: ${state}`,
      );
    return { shop, midtown, harbor, itemsAt };
  };

  test('a pair of two locations is asked about where it can be combined, and settled everywhere (RU-17, RO-2, IC-10)', async () => {
    const { shop, midtown, harbor, itemsAt } = await twoShops();
    const phone = '+12025550199';
    midtown.log.addCustomer({ firstName: 'Carl', lastName: 'Weber', phone });
    await midtown.send();
    shop.clock.advance(60_000);
    harbor.log.addCustomer({ firstName: 'Mia', lastName: 'Lopez', phone });
    await harbor.send();
    expect(await itemsAt(harbor)).toEqual(['possible-duplicate of harbor: open']);
    expect(await itemsAt(midtown)).toEqual(['possible-duplicate of harbor: open']);

    const [{ id } = { id: '' }] = await shop.documentsOf<WorkItem>(midtown.register, 'workItems');
    const settle = { workItemId: id, resolution: 'not-the-same-person' } as const;
    midtown.log.write('work-item-settled', settle, null, { userId: MASTER_ADMIN.id });
    await midtown.send();
    expect(await itemsAt(harbor)).toEqual(['possible-duplicate of harbor: settled']);
    expect(await itemsAt(midtown)).toEqual(['possible-duplicate of harbor: settled']);
  });

  test('what arose at the master location is no other location’s to settle (RO-2)', async () => {
    const { midtown, harbor, itemsAt } = await twoShops();
    midtown.log.sell(midtown.log.addCustomer(), 1, { ruleVersions: {} });
    await midtown.send();
    expect(await itemsAt(midtown)).toEqual(['rule-difference of midtown: open']);
    expect(await itemsAt(harbor)).toEqual([]);
  });
});
