import { expect, test } from 'vitest';
import type { Standing } from '../../core/domain/cards/standing';
import type { Customer } from '../../core/domain/customers/customer';
import type { Message } from '../../core/domain/messages/message';
import type { WorkItem } from '../../core/domain/work-items/work-item';
import { aProgram } from '../support/factories';
import { aShop, valueOf } from './support/a-shop';
import { aTill, kinds } from './support/a-till';
import { eachStore } from './support/each-store';

eachStore((place) => {
  async function shopWithTwoTills() {
    const shop = await aShop((await place()).open());
    await shop.books.putPrograms([aProgram()]);
    const [a, b] = [await aTill(shop, 'midtown'), await aTill(shop, 'harbor')];
    const customerAt = async (till: typeof a, id: string) =>
      (await shop.documentsOf<Customer>(till.register, 'customers')).find((one) => one.id === id);
    return { shop, a, b, customerAt };
  }

  test('the same email twice: both stay, both marked, one work item, the older one holds it (IC-10)', async () => {
    const { shop, a, b, customerAt } = await shopWithTwoTills();
    const older = a.log.addCustomer({ email: 'Betty@x.com' });
    shop.clock.advance(60_000);
    const younger = b.log.addCustomer({ firstName: 'Maria', lastName: 'Garcia', email: 'betty@X.com' });
    await b.send(); // arrives first
    await a.send();

    expect(await customerAt(a, older)).toMatchObject({ email: 'Betty@x.com', possibleDuplicateOf: [younger] });
    expect(await customerAt(b, younger)).toMatchObject({ email: 'betty@X.com', possibleDuplicateOf: [older] });
    expect(await shop.store.identifiers([{ kind: 'email', key: 'betty@x.com' }])).toMatchObject([
      { claims: [{ customerId: older }, { customerId: younger }] },
    ]);
    const items = await shop.documentsOf<WorkItem>(b.register, 'workItems');
    expect(items).toMatchObject([
      { kind: 'possible-duplicate', code: 'same-email', refs: { customerId: younger, otherCustomerId: older } },
    ]);
    b.log.editCustomer(younger, { lastName: 'Lopez' });
    await b.send();
    expect(await shop.documentsOf(b.register, 'workItems')).toHaveLength(1);
  });

  test('an identifier that was given up, or whose customer was deleted, is free (IC-14)', async () => {
    const { shop, a, customerAt } = await shopWithTwoTills();
    const first = a.log.addCustomer({ email: 'first@x.com', phone: '+12025550123', internalId: 'A-1' });
    a.log.editCustomer(first, { email: 'other@x.com' });
    a.log.write('customer-deleted', { customerId: first }, null, { userId: 'master-admin' });
    const second = a.log.addCustomer({ email: 'first@x.com', phone: '+12025550123', internalId: 'a-1' });
    expect(kinds(await a.send())).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);

    expect(await customerAt(a, second)).toMatchObject({ possibleDuplicateOf: [] });
    expect(await shop.store.lostValues(first)).toMatchObject([{ field: 'email', value: 'first@x.com' }]);
    const keys = [
      { kind: 'email', key: 'first@x.com' },
      { kind: 'phone', key: '+12025550123' },
      { kind: 'internal-id', key: 'a-1' },
    ] as const;
    const rows = await shop.store.identifiers(keys);
    expect(rows.map(({ claims }) => claims.map(({ customerId }) => customerId))).toEqual([
      [second],
      [second],
      [second],
    ]);
  });

  test('edits that cross: different fields both survive, of one field the later wins and the other is kept (CP-9)', async () => {
    const { shop, a, b, customerAt } = await shopWithTwoTills();
    const betty = a.log.addCustomer({ phone: '+12025550123' });
    await a.send();
    b.log.sell(betty, 1);
    await b.send();
    shop.clock.advance(60_000);
    a.log.editCustomer(betty, { phone: '+12025550111', lastName: 'Smythe' });
    shop.clock.advance(60_000);
    b.log.editCustomer(betty, { phone: '+12025550122', email: 'betty@x.com' });
    await b.send();
    await a.send();

    const expected = { phone: '+12025550122', lastName: 'Smythe', email: 'betty@x.com' };
    expect(await customerAt(a, betty)).toMatchObject(expected);
    expect(await customerAt(b, betty)).toMatchObject(expected);
    const lost = await shop.store.lostValues(betty);
    expect(lost.map(({ field, value }) => [field, value])).toEqual([
      ['lastName', 'Smith'],
      ['phone', '+12025550123'],
      ['phone', '+12025550111'],
    ]);
  });

  test('a sale for a customer nobody has heard of is kept and completed by its cause, in either order', async () => {
    const { shop, a, b, customerAt } = await shopWithTwoTills();
    const betty = a.log.addCustomer({ firstName: 'Betty', email: 'betty@x.com' });
    shop.clock.advance(1000);
    b.log.sell(betty, 3);
    shop.clock.advance(1000);
    b.log.editCustomer(betty, { phone: '+12025550123' });
    const awaited = 'accepted customer-awaited'; // no feed carries it yet, so it goes on lying over
    expect(kinds(await b.send())).toEqual([awaited, awaited]);
    expect(await shop.documentsOf(b.register, 'customers')).toEqual([]);
    expect(await shop.documentsOf(b.register, 'standings')).toEqual([]);
    expect(await shop.documentsOf(b.register, 'transactions')).toHaveLength(1);
    expect(await shop.books.visitor(a.register, betty)).toMatchObject({ refusal: { code: 'not-found' } });

    await a.send();
    const whole = { firstName: 'Betty', email: 'betty@x.com', phone: '+12025550123', homeLocationId: 'midtown' };
    for (const till of [a, b]) {
      expect(await customerAt(till, betty)).toMatchObject(whole);
      expect(await shop.documentsOf<Standing>(till.register, 'standings')).toMatchObject([
        { id: betty, transactions: [{ locationId: 'harbor' }] },
      ]);
    }
    expect(await shop.store.identifiers([{ kind: 'phone', key: '+12025550123' }])).toMatchObject([
      { claims: [{ customerId: betty }] },
    ]);
  });

  test('a deleted customer leaves every location, keeps what it earned, and its messages are cancelled (DE-7, DE-11)', async () => {
    const { shop, a, b } = await shopWithTwoTills();
    const betty = a.log.addCustomer({ email: 'betty@x.com' }, { messages: ['welcome-email'] });
    a.log.sell(betty, 5);
    await a.send();
    b.log.sell(betty, 1);
    await b.send();
    a.log.write('customer-deleted', { customerId: betty }, null, { userId: 'master-admin' });
    await a.send();

    for (const { register } of [a, b]) {
      const feeds = await shop.books.feedsOf(register);
      const rows = await shop.readAll(register, feeds[1] ?? '');
      const leaving = rows.filter(({ change }) => change === 'leave').map(({ collection, id }) => [collection, id]);
      expect(leaving.sort()).toEqual([
        ['customers', betty],
        ['standings', betty],
      ]);
    }
    expect(await shop.documentsOf<Message>(a.register, 'messages')).toMatchObject([
      { customerId: betty, template: 'welcome-email', channel: 'email', state: 'cancelled' },
    ]);
    expect(await shop.store.document('standings', betty)).toMatchObject({ transactions: [{}, {}] });
    expect(valueOf(await shop.books.searchMasterList(b.register, 'betty', 50))).toEqual([]);

    b.log.sell(betty, 2);
    expect(kinds(await b.send())).toEqual(['accepted']);
    expect(await shop.documentsOf<WorkItem>(b.register, 'workItems')).toMatchObject([
      { kind: 'activity-after-deletion', refs: { customerId: betty } },
    ]);
    expect(await shop.documentsOf(b.register, 'customers')).toEqual([]);
  });

  test('an Admin of one location cannot delete a customer of two; the Master Admin can (DE-6)', async () => {
    const { shop, a, b } = await shopWithTwoTills();
    const betty = b.log.addCustomer();
    await b.send();
    a.log.sell(betty, 1);
    await a.send();
    b.log.write('customer-deleted', { customerId: betty }, null, { userId: 'sub-admin' });
    b.log.write('customer-deleted', { customerId: betty }, null, { userId: 'master-admin' });
    expect(kinds(await b.send())).toEqual(['refused right-missing', 'accepted']);
    expect(await shop.documentsOf(b.register, 'customers')).toEqual([]);
  });

  test('contact data the rules would refuse is kept as typed and flagged, never refused (OX-5)', async () => {
    const { shop, a, customerAt } = await shopWithTwoTills();
    const id = a.log.addCustomer({ firstName: 'x'.repeat(150), email: 'not an email', phone: '12' });
    expect(kinds(await a.send())).toEqual(['accepted']);
    expect(await customerAt(a, id)).toMatchObject({ firstName: 'x'.repeat(80), email: 'not an email', phone: '12' });
    expect(await shop.documentsOf<WorkItem>(a.register, 'workItems')).toMatchObject([
      { kind: 'rule-difference', code: 'customer-fields', refs: { customerId: id, fields: 'firstName phone email' } },
    ]);
  });

  test('an edit is stored in the form identifiers are compared in, and what the rules refuse of it is flagged (NC-16, IC-8, OX-5)', async () => {
    const { shop, a, b, customerAt } = await shopWithTwoTills();
    const id = a.log.addCustomer();
    a.log.editCustomer(id, { firstName: ' Ann  Lee', phone: '202.555.0123', email: ' Ann@x.com', internalId: ' 007 ' });
    expect(kinds(await a.send())).toEqual(['accepted', 'accepted']);
    const clean = { firstName: 'Ann Lee', phone: '+12025550123', email: 'Ann@x.com', internalId: '007' };
    expect(await customerAt(a, id)).toMatchObject(clean);
    expect(await shop.documentsOf<WorkItem>(a.register, 'workItems')).toEqual([]);
    // So that the same number at another till is the same.
    b.log.addCustomer({ firstName: 'Zed', lastName: 'Zimm', phone: '+12025550123' });
    await b.send();
    expect(await shop.documentsOf<WorkItem>(b.register, 'workItems')).toMatchObject([{ code: 'same-phone' }]);

    a.log.editCustomer(id, { phone: '12', lastName: '4711' });
    expect(kinds(await a.send())).toEqual(['accepted']);
    expect(await customerAt(a, id)).toMatchObject({ phone: '12', lastName: '4711' });
    expect(await shop.documentsOf<WorkItem>(a.register, 'workItems')).toContainEqual(
      expect.objectContaining({ code: 'customer-fields', refs: { customerId: id, fields: 'lastName phone' } }),
    );
  });

  test('the master list is searched by beginnings of words, without the customers of the own location (LO-8, CL-3)', async () => {
    const { shop, a, b } = await shopWithTwoTills();
    const william = b.log.addCustomer({ firstName: 'William', lastName: 'Ng', email: 'will@example.com' });
    const williams = b.log.addCustomer({ firstName: 'Ann & Bill', lastName: 'Williams', phone: '+12025550123' });
    const muller = b.log.addCustomer({ firstName: 'Jörg', lastName: 'Müller', internalId: 'C-77' });
    a.log.addCustomer({ firstName: 'Willa', lastName: 'Home' });
    await a.send();
    await b.send();
    const found = async (text: string) =>
      valueOf(await shop.books.searchMasterList(a.register, text, 50)).map(({ customerId }) => customerId);

    expect((await found('will')).sort()).toEqual([william, williams].sort());
    expect(await found('Bill W')).toEqual([williams]);
    expect(await found('muller')).toEqual([muller]);
    expect(await found('5550123')).toEqual([williams]);
    expect(await found('example.com')).toEqual([william]);
    expect(await found('c-77')).toEqual([muller]);
    // With all that nobody else may have, former ones included (IC-7, IC-11, RU-8).
    expect(valueOf(await shop.books.searchMasterList(a.register, 'c-77', 50))).toMatchObject([
      { email: '', phone: '', internalId: 'C-77', formerIdentifiers: [] },
    ]);
    expect(await found('Ng')).toEqual([william]);
    expect(await found('will nobody')).toEqual([]);
    expect(await found('illiam')).toEqual([]);
    expect(await found('w%')).toEqual([william, williams].sort());
    expect(valueOf(await shop.books.searchMasterList(a.register, 'müll', 50))).toMatchObject([
      { firstName: 'Jörg', homeLocationId: 'harbor', homeLocationName: 'Harbor' },
    ]);
    b.log.editCustomer(muller, { lastName: 'Maier' });
    await b.send();
    expect([await found('muller'), await found('maier')]).toEqual([[], [muller]]);
    // Switched off, a number nobody sees finds nobody (LK-1, NC-5).
    const off = { features: { internal_customer_id: false } };
    a.log.write('account-settings-changed', { changes: off }, null, { userId: 'master-admin' });
    expect(kinds(await a.send())).toEqual(['accepted']);
    expect([await found('c-77'), await found('maier')]).toEqual([[], [muller]]);
  });

  test('a visiting customer comes with what was earned (LO-8)', async () => {
    const { shop, a, b } = await shopWithTwoTills();
    const betty = b.log.addCustomer();
    const carl = b.log.addCustomer();
    b.log.sell(betty, 4);
    await b.send();
    expect(await shop.books.visitor(a.register, betty)).toMatchObject({
      value: { customer: { id: betty }, standing: { transactions: [{ punches: [{}, {}, {}, {}] }] } },
    });
    expect(await shop.books.visitor(a.register, carl)).toMatchObject({ value: { standing: { transactions: [] } } });
    expect(await shop.books.visitor(a.register, 'nobody')).toMatchObject({ refusal: { code: 'not-found' } });
  });
});
