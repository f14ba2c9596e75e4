import { expect, test } from 'vitest';
import type { WorkItem } from '../../core/domain/work-items/work-item';
import { aShop, valueOf, type Shop } from './support/a-shop';
import { aTill, kinds } from './support/a-till';
import { eachStore } from './support/each-store';

const BY_ADMIN = { userId: 'master-admin' };

/** Every work item, the newest last. */
async function itemsOf(shop: Shop): Promise<readonly WorkItem[]> {
  return (await shop.store.documents('workItems')).map(({ document }) => document as WorkItem);
}

eachStore((place) => {
  const aShopWithTills = async () => {
    const shop = await aShop((await place()).open());
    const [midtown, harbor] = [await aTill(shop, 'midtown'), await aTill(shop, 'harbor')];
    return { shop, midtown, harbor };
  };
  const settle = (till: Awaited<ReturnType<typeof aTill>>, item: WorkItem | undefined, resolution: string) =>
    till.log.say('work-item-settled', { workItemId: item?.id ?? '', resolution }, null, BY_ADMIN);

  test('an Admin has judged what a removed register delivered late; what cannot be judged stays in the list (3.5)', async () => {
    const { shop, midtown, harbor } = await aShopWithTills();
    const betty = harbor.log.addCustomer({ firstName: 'Betty', lastName: 'Smith' });
    harbor.log.say('of-a-later-version', {}, null);
    valueOf(await shop.books.revokeRegister(harbor.register.id));
    const removed = await shop.books.registers();
    const register = removed.find(({ id }) => id === harbor.register.id) ?? harbor.register;
    const batch = harbor.log.batch(await shop.books.epoch());
    const { verdicts } = valueOf(await shop.books.acceptBatch(register, batch));
    expect(verdicts.map(({ kind }) => kind)).toEqual(['parked', 'parked']);
    expect(await shop.store.document('customers', betty)).toBeNull();

    for (const item of await itemsOf(shop)) settle(midtown, item, 'judged-again');
    expect(kinds(await midtown.send())).toEqual(['accepted', 'accepted']);
    expect(await shop.store.document('customers', betty)).toMatchObject({ firstName: 'Betty' });
    const after = await itemsOf(shop);
    expect(after.map(({ refs, state }) => `${refs['sequence'] ?? ''} ${state}`).sort()).toEqual([
      '1 settled',
      '2 open',
    ]);
    expect(after.find(({ state }) => state === 'settled')?.settled).toMatchObject({
      resolution: 'judged-again',
      by: 'master-admin',
    });
    settle(
      midtown,
      after.find(({ state }) => state === 'open'),
      'set-aside',
    );
    await midtown.send();
    expect((await itemsOf(shop)).every(({ state }) => state === 'settled')).toBe(true);
    const audit = (await shop.store.auditRows()).filter(({ action }) => action === 'work-item-settled');
    expect(audit.map(({ detail }) => detail['resolution']).sort()).toEqual([
      'judged-again',
      'judged-again',
      'set-aside',
    ]);
  });

  test('what a Cashier was refused names whom it was about, and is settled by an Admin, not by him (RO-11, 3.5)', async () => {
    const { shop, midtown } = await aShopWithTills();
    const betty = midtown.log.addCustomer({ firstName: 'Betty', lastName: 'Smith' });
    midtown.log.write('customer-deleted', { customerId: betty }, null);
    expect(kinds(await midtown.send())).toEqual(['accepted', 'refused right-missing']);
    const [item] = await itemsOf(shop);
    expect(item).toMatchObject({ kind: 'refused-entry', refs: { customerId: betty, userId: 'cashier' } });
    midtown.log.say('work-item-settled', { workItemId: item?.id, resolution: 'left-undone' }, null);
    settle(midtown, item, 'seen');
    settle(midtown, item, 'left-undone');
    const settled = await midtown.send();
    expect(kinds(settled)).toEqual(['refused right-missing', 'accepted resolution-unfit', 'accepted']);
    expect((await itemsOf(shop)).find(({ id }) => id === item?.id)?.settled).toMatchObject({
      resolution: 'left-undone',
    });
  });

  test('a clock that is off is told with how far and which way; that it was set is kept (OX-3, 3.5)', async () => {
    const { shop, midtown } = await aShopWithTills();
    const minute = 60_000;
    midtown.log.addCustomer({}, { shownAt: shop.clock.now() - 12 * minute, offsetMs: 12 * minute });
    await midtown.send();
    const [item] = await itemsOf(shop);
    expect(item).toMatchObject({ kind: 'clock-suspect', refs: { minutes: '-12' } });
    settle(midtown, item, 'clock-set');
    await midtown.send();
    expect((await itemsOf(shop))[0]).toMatchObject({ state: 'settled', settled: { resolution: 'clock-set' } });
  });
});
