import { expect, test } from 'vitest';
import { DAY_MS } from '../../core/kernel/amounts';
import type { Message } from '../../core/domain/messages/message';
import type { WorkItem } from '../../core/domain/work-items/work-item';
import { createSqlStore } from '../../sync-server/store/sql-store/sql-store';
import { aDatabase } from '../support/postgres';
import { valueOf, type Shop } from './support/a-shop';
import { eachStore } from './support/each-store';
import { byAdmin, cards, combine, customer, deliver, openItems, twoTills, undo } from './support/two-tills';

eachStore((place) => {
  /** Betty with 5 punches at Midtown, Liz with a phone at Harbor; both are known to the server. */
  const twoPeople = async () => {
    const tills = await twoTills(place);
    const { here, there, sync } = tills;
    const betty = here.addCustomer({ firstName: 'Betty', lastName: 'Smith', email: 'betty@x.com' });
    const liz = there.addCustomer({ firstName: 'Liz', lastName: 'Lopez', phone: '+12025550123' });
    here.sell(betty, 5);
    await sync();
    return { ...tills, betty, liz };
  };

  test('a primary that was deleted and restored is there after its roll-up is undone, as are the others (DE-7, RU-15)', async () => {
    const { shop, here, sync, betty, liz } = await twoPeople();
    combine(here, betty, [liz]);
    here.write('customer-deleted', { customerId: betty }, null, byAdmin);
    await sync();
    undo(here, betty);
    expect((await sync()).map(({ code }) => code)).toEqual(['primary-not-active']);
    shop.clock.advance(1000);
    here.write('customer-restored', { customerId: betty }, null, byAdmin);
    undo(here, betty);
    expect((await sync()).map(({ code }) => code)).toEqual(['', '']);
    expect([await customer(shop, betty), await customer(shop, liz)]).toMatchObject([
      { status: 'active', deletedAt: null, email: 'betty@x.com', phone: '', formerIdentifiers: [] },
      { status: 'active', phone: '+12025550123' },
    ]);
    expect(await cards(shop, betty)).toEqual(['open 5']);
  });

  test('nothing is sent any more to who is deleted or erased, nor for accounts rolled into it, nor what is asked for later (DE-11)', async () => {
    const { shop, here, there, sync, betty, liz } = await twoPeople();
    const messages = ['welcome-email'] as const;
    const mia = there.addCustomer(
      { firstName: 'Mia', lastName: 'Kay', email: 'mia@x.com' },
      { messages: [...messages] },
    );
    const eve = here.addCustomer(
      { firstName: 'Eve', lastName: 'Orr', email: 'eve@x.com' },
      { messages: [...messages] },
    );
    await sync();
    combine(here, betty, [mia]);
    here.write('customer-deleted', { customerId: betty }, null, byAdmin);
    here.write('customer-erased', { customerId: eve }, null, byAdmin);
    const asked = { customerId: betty, fields: ['email'], messages: ['verification-email' as const] };
    there.write('customer-edited', asked, { changes: { email: 'new@x.com' } });
    there.write('customer-edited', { ...asked, customerId: liz }, { changes: { email: 'liz@x.com' } });
    await sync();
    const told = (await shop.store.documents('messages')).map(({ document }) => document as Message);
    const states = told.map(({ customerId, template, state }) => [customerId, template, state].join(' '));
    expect(states.sort()).toEqual(
      [
        `${betty} verification-email cancelled`,
        `${liz} verification-email queued`,
        `${mia} welcome-email cancelled`,
        `${eve} welcome-email cancelled`,
      ].sort(),
    );
  });

  test('what came late for a deleted customer is told whichever came first, and settled by restoring (DE-10, OX-4)', async () => {
    const { shop, midtown, harbor, here, there, sync, betty } = await twoPeople();
    here.write('customer-deleted', { customerId: betty }, null, byAdmin);
    shop.clock.advance(60_000);
    there.sell(betty, 2); // after the deletion, heard of before it
    await deliver(shop, harbor, there);
    expect(await openItems(shop)).toEqual([]);
    await deliver(shop, midtown, here);
    expect(await openItems(shop)).toEqual(['activity-after-deletion']);
    there.sell(betty, 1); // heard of after it
    await sync();
    expect(await openItems(shop)).toEqual(['activity-after-deletion', 'activity-after-deletion']);
    here.write('customer-restored', { customerId: betty }, null, byAdmin);
    await sync();
    expect(await openItems(shop)).toEqual([]);
    expect(await cards(shop, betty)).toEqual(['open 8']);
  });

  test('a deletion counts from the corrected clock, and one that comes late or from a wrong clock leaves time to think again (DE-7, OX-3)', async () => {
    const { shop, here, there, sync, betty, liz } = await twoPeople();
    const now = shop.clock.now();
    const wrong = { shownAt: now - 400 * DAY_MS };
    here.write('customer-deleted', { customerId: betty }, null, { ...byAdmin, ...wrong, offsetMs: 400 * DAY_MS });
    there.write('customer-deleted', { customerId: liz }, null, { ...byAdmin, ...wrong, offsetMs: null });
    await sync();
    expect((await customer(shop, betty)).deletedAt).toBe(now);
    expect((await customer(shop, liz)).deletedAt).toBeGreaterThanOrEqual(now - 60 * DAY_MS);
    expect(await shop.books.purge()).toMatchObject({ customers: 0 });
    expect((await customer(shop, betty)).firstName).toBe('Betty');
  });

  test('on the ninetieth day all can be brought back; a moment later it is erased, on request or not (DE-7, RU-15)', async () => {
    const { shop, here, there, sync, betty, liz } = await twoPeople();
    const mia = there.addCustomer({ firstName: 'Mia', lastName: 'Kay' });
    await sync();
    here.write('customer-deleted', { customerId: betty }, null, byAdmin);
    combine(there, liz, [mia]);
    await sync();
    shop.clock.advance(90 * DAY_MS);
    expect(await shop.books.purge()).toEqual({ customers: 0, rollUps: 0 });
    here.write('customer-restored', { customerId: betty }, null, byAdmin);
    undo(there, liz);
    expect((await sync()).map(({ code }) => code)).toEqual(['', '']);

    here.write('customer-deleted', { customerId: betty }, null, byAdmin);
    combine(there, liz, [mia], 'once-more');
    await sync();
    shop.clock.advance(90 * DAY_MS + 1);
    here.write('customer-restored', { customerId: betty }, null, byAdmin);
    undo(there, liz, 'once-more');
    expect((await sync()).map(({ code }) => code)).toEqual(['restore-too-late', 'undo-too-late']);
    expect(await shop.books.purge()).toEqual({ customers: 1, rollUps: 1 });
  });

  test('of a pair one is simply deleted: nobody is asked about them any more, until it comes back (DE-4, IC-10)', async () => {
    const { shop, here, there, sync, betty, liz } = await twoPeople();
    here.editCustomer(betty, { phone: '+12025550123' });
    await sync();
    expect(await openItems(shop)).toEqual(['possible-duplicate']);
    there.write('customer-deleted', { customerId: liz }, null, byAdmin);
    await sync();
    expect(await openItems(shop)).toEqual([]);
    expect((await customer(shop, betty)).possibleDuplicateOf).toEqual([]);
    shop.clock.advance(1000);
    there.write('customer-restored', { customerId: liz }, null, byAdmin);
    await sync();
    expect(await openItems(shop)).toEqual(['possible-duplicate']);
    expect(await customer(shop, liz)).toMatchObject({ phone: '', possibleDuplicateOf: [betty] });
    there.write('customer-erased', { customerId: liz }, null, byAdmin);
    await sync();
    expect(await openItems(shop)).toEqual([]);
    expect((await customer(shop, betty)).possibleDuplicateOf).toEqual([]);
  });

  test('who was compared with an account that was combined is compared with it again after undoing (IC-10, RU-15)', async () => {
    const { shop, here, sync, betty, liz } = await twoPeople();
    const mia = here.addCustomer({ firstName: 'Mia', lastName: 'Kay', phone: '+12025550123' });
    await sync();
    combine(here, betty, [liz]);
    await sync();
    expect(await askedAbout(shop)).toEqual([[betty, mia].sort().join(' ')]);
    undo(here, betty);
    await sync();
    expect(await askedAbout(shop)).toContain([liz, mia].sort().join(' '));
    expect((await customer(shop, liz)).possibleDuplicateOf).toEqual([mia]);
  });

  test('combining what is one already, or was deleted, says so, and combines nobody later (RU-4, RU-16)', async () => {
    const { shop, here, there, sync, betty, liz } = await twoPeople();
    const mia = there.addCustomer({ firstName: 'Mia', lastName: 'Kay' });
    combine(here, betty, [liz], 'first');
    combine(there, betty, [liz], 'second');
    expect((await sync()).map(({ code }) => code)).toEqual(['', '', 'combined-already']);
    undo(here, betty, 'first');
    combine(there, betty, [liz], 'second'); // heard of again, as after a restore
    expect((await sync()).map(({ code }) => code)).toEqual(['', 'roll-up-undone']);
    expect((await customer(shop, liz)).status).toBe('active');

    here.write('customer-deleted', { customerId: liz }, null, byAdmin);
    combine(here, betty, [liz], 'third');
    combine(here, betty, [liz, mia], 'fourth');
    expect((await sync()).map(({ code }) => code)).toEqual(['', 'others-deleted', '']);
    here.write('customer-restored', { customerId: liz }, null, byAdmin);
    await sync();
    expect([await customer(shop, liz), await customer(shop, mia)]).toMatchObject([
      { status: 'active' },
      { status: 'merged', mergedInto: betty },
    ]);
  });

  test('two Admins who combine the same pair at once are told that it is done (RU-4)', async () => {
    const { here, there, sync, betty, liz } = await twoPeople();
    combine(here, betty, [liz], 'first');
    combine(there, liz, [betty], 'second');
    expect((await sync()).map(({ code }) => code)).toEqual(['', 'combined-already']);
  });

  test('an Admin restores and settles what is of the own location, the Master Admin everywhere (RO-2, RO-11)', async () => {
    const { shop, here, there, sync, betty } = await twoPeople();
    const bySub = { userId: 'sub-admin' };
    here.write('customer-deleted', { customerId: betty }, null, byAdmin);
    await sync();
    here.sell(betty, 1);
    await sync();
    const [item] = await shop.store.documents('workItems');
    const settled = { workItemId: item?.id ?? '', resolution: 'left-deleted' } as const;
    there.write('customer-restored', { customerId: betty }, null, bySub);
    there.write('work-item-settled', settled, null, bySub);
    expect((await sync()).map(({ kind }) => kind)).toEqual(['refused', 'refused']);
    expect((await customer(shop, betty)).status).toBe('deleted');

    there.sell(betty, 1); // from now on Harbor knows her, too
    there.write('customer-restored', { customerId: betty }, null, bySub);
    expect((await sync()).map(({ kind }) => kind)).toEqual(['accepted', 'accepted']);
    expect((await customer(shop, betty)).status).toBe('active');
  });

  test('what fields held before goes with the account it was of, is read on the primary, and erased with it (CP-7, RU-15, DE-7)', async () => {
    const { shop, midtown, here, there, sync, betty, liz } = await twoPeople();
    there.editCustomer(liz, { lastName: 'Lopez-Orr' });
    await sync();
    combine(here, betty, [liz]);
    await sync();
    here.editCustomer(betty, { phone: '+12025550177' }); // Liz's number is replaced on the primary
    await sync();
    const told = valueOf(await shop.books.formerValuesOf(midtown.register, betty));
    expect(told.map(({ value }) => value).sort()).toEqual(['+12025550123', 'Lopez']);
    undo(here, betty);
    await sync();
    expect(valueOf(await shop.books.formerValuesOf(midtown.register, betty))).toEqual([]);
    here.write('customer-erased', { customerId: liz }, null, byAdmin);
    await sync();
    const kept = [await shop.store.lostValues(betty), await shop.store.lostValues(liz)];
    expect(kept).toEqual([[], []]);
  });
});

test('no email or phone of somebody erased is kept to be looked up by (DE-7)', async () => {
  const { pool } = await aDatabase();
  const { shop, here, there, sync } = await twoTills(() => Promise.resolve({ open: () => createSqlStore({ pool }) }));
  const betty = here.addCustomer({
    firstName: 'Betty',
    lastName: 'Smith',
    email: 'betty@x.com',
    phone: '+12025550123',
  });
  here.addCustomer({ firstName: 'Liz', lastName: 'Lopez', email: 'liz@x.com' });
  here.editCustomer(betty, { email: 'second@x.com' });
  await sync();
  here.write('customer-deleted', { customerId: betty }, null, byAdmin);
  await sync();
  shop.clock.advance(91 * DAY_MS);
  await shop.books.purge();
  const keys = async () =>
    (await pool.query<{ key: string }>('SELECT key FROM identifiers')).rows.map(({ key }) => key);
  expect(await keys()).toEqual(['liz@x.com']);
  there.editCustomer(betty, { email: 'third@x.com' }); // only asked about
  await sync();
  await shop.books.purge();
  expect(await keys()).toEqual(['liz@x.com']);
});

/** The pairs that are asked about now. */
async function askedAbout(shop: Shop): Promise<readonly string[]> {
  const items = (await shop.store.documents('workItems')).map(({ document }) => document as WorkItem);
  const open = items.filter(({ state, kind }) => state === 'open' && kind === 'possible-duplicate');
  return open.map(({ refs }) => [refs.customerId, refs.otherCustomerId].sort().join(' ')).sort();
}
