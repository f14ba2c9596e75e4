import { expect, test } from 'vitest';
import type { Standing } from '../../core/domain/cards/standing';
import { DAY_MS } from '../../core/kernel/amounts';
import type { Decision } from '../../core/sync/decision';
import { decisionText } from '../../sync-server/books/history/decide';
import { createSigning } from '../../sync-server/books/signing';
import { valueOf } from './support/a-shop';
import { eachStore } from './support/each-store';
import { byAdmin, cards, combine, customer, deliver, openItems, twoTills, undo } from './support/two-tills';

eachStore((place) => {
  test('a deleted customer comes back with everything within 90 days, without what others use by now (DE-3, DE-7, DE-8, example 17)', async () => {
    const { shop, here, there, sync } = await twoTills(place);
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
    const { shop, here, there, sync } = await twoTills(place);
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
    const { shop, here, there, sync } = await twoTills(place);
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
    const { shop, midtown, harbor, here, there } = await twoTills(place);
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
    const { shop, harbor, here, there, sync } = await twoTills(place);
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
