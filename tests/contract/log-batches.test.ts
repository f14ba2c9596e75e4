import { expect, test } from 'vitest';
import type { Customer } from '../../core/domain/customers/customer';
import type { Standing } from '../../core/domain/cards/standing';
import type { WorkItem } from '../../core/domain/work-items/work-item';
import { redemptionStates } from '../../core/domain/cards/redemption-states';
import { aProgram } from '../support/factories';
import { aShop, valueOf } from './support/a-shop';
import { eachStore } from './support/each-store';
import { aTill, kinds } from './support/a-till';
import { redeems, WrittenLog } from './support/written-log';

eachStore((place) => {
  async function shopWithTwoTills() {
    const shop = await aShop((await place()).open());
    await shop.books.putPrograms([aProgram()]);
    return { shop, a: await aTill(shop, 'midtown'), b: await aTill(shop, 'harbor') };
  }

  test('a customer and a sale are accepted, and seen by the registers of the location', async () => {
    const { shop, a, b } = await shopWithTwoTills();
    const betty = a.log.addCustomer({ email: 'Betty@X.com', phone: '+12025550123' });
    const sale = a.log.sell(betty, 3);
    const reply = await a.send();

    expect(shop.troubles).toEqual([]);
    expect(kinds(reply)).toEqual(['accepted', 'accepted']);
    expect(reply.acknowledgedThrough).toBe(2);
    expect(await shop.documentsOf<Customer>(a.register, 'customers')).toMatchObject([
      { id: betty, firstName: 'Betty', email: 'Betty@X.com', homeLocationId: 'midtown' },
    ]);
    expect(await shop.documentsOf<Standing>(a.register, 'standings')).toMatchObject([
      { id: betty, through: { [a.log.logId]: { sequence: 2, parked: [] } }, transactions: [{ id: sale }] },
    ]);
    expect(await shop.documentsOf(a.register, 'transactions')).toMatchObject([{ id: sale, locationId: 'midtown' }]);
    expect(await shop.documentsOf(a.register, 'workItems')).toEqual([]);
    expect(await shop.documentsOf(b.register, 'customers')).toEqual([]);
    expect(shop.troubles).toEqual([]);
  });

  test('the own entry lies over until the feed has passed visibleAt, and no longer', async () => {
    const { shop, a } = await shopWithTwoTills();
    const betty = a.log.addCustomer();
    a.log.sell(betty, 1);
    const { verdicts } = await a.send();
    const rows = await shop.readAll(a.register, 'location-midtown');
    const sequenceOf = (collection: string) => rows.find((row) => row.collection === collection)?.sequence;

    expect(verdicts[0]?.visibleAt).toEqual({ 'location-midtown': sequenceOf('customers') });
    const carried = ['customers', 'standings', 'transactions'].map((one) => sequenceOf(one) ?? 0);
    expect(verdicts[1]?.visibleAt).toEqual({ 'location-midtown': Math.max(...carried) });
  });

  test('a customer of Midtown who shops at Harbor is in both lists, with one standing (LO-2, LO-3, example 19)', async () => {
    const { shop, a, b } = await shopWithTwoTills();
    const betty = a.log.addCustomer();
    a.log.sell(betty, 2);
    await a.send();
    b.log.sell(betty, 5);
    await b.send();

    for (const { register } of [a, b]) {
      const [standing] = await shop.documentsOf<Standing>(register, 'standings');
      expect(standing?.transactions.map(({ locationId }) => locationId)).toEqual(['midtown', 'harbor']);
      const [customer] = await shop.documentsOf<Customer>(register, 'customers');
      expect(customer?.locations.map(({ locationId }) => locationId)).toEqual(['harbor', 'midtown']);
    }
    expect(await shop.documentsOf(b.register, 'transactions')).toHaveLength(1);
  });

  test('sent again, everything is a duplicate with its first verdict and has no effect (OX-2)', async () => {
    const { shop, a } = await shopWithTwoTills();
    const betty = a.log.addCustomer();
    a.log.sell(betty, 2);
    const first = await a.send();
    const heads = await shop.books.feedHeads(a.register);
    const again = valueOf(await shop.books.acceptBatch(a.register, a.log.batch(await shop.books.epoch())));

    expect(kinds(again)).toEqual(['duplicate', 'duplicate']);
    expect(again.verdicts.map(({ orderInstant, visibleAt }) => ({ orderInstant, visibleAt }))).toEqual(
      first.verdicts.map(({ orderInstant, visibleAt }) => ({ orderInstant, visibleAt })),
    );
    expect(again.acknowledgedThrough).toBe(2);
    expect(again.signature).toBe(first.signature);
    expect(await shop.books.feedHeads(a.register)).toEqual(heads);
  });

  test('copied into another log, an effect counts once, and the standing covers the copy (OX-2)', async () => {
    const { shop, a } = await shopWithTwoTills();
    const betty = a.log.addCustomer();
    a.log.sell(betty, 2);
    await a.send();
    const copy = new WrittenLog(a.register.id, 'midtown', shop.clock, 'log-after-sealing');
    a.log.entries.forEach((entry) => {
      const {
        registerId: _register,
        logId: _log,
        sequence: _sequence,
        previousHash: _previous,
        hash: _hash,
        ...content
      } = entry;
      copy.add(content);
    });
    const reply = valueOf(await shop.books.acceptBatch(a.register, copy.batch(await shop.books.epoch())));

    expect(kinds(reply)).toEqual(['duplicate', 'duplicate']);
    const [standing] = await shop.documentsOf<Standing>(a.register, 'standings');
    expect(standing?.transactions).toHaveLength(1);
    expect(standing?.through).toMatchObject({ 'log-after-sealing': { sequence: 2, parked: [] } });
  });

  test('an effect twice in one batch counts once; with other content it is parked and somebody is asked', async () => {
    const { shop, a } = await shopWithTwoTills();
    const betty = a.log.addCustomer();
    const transactionId = a.log.sell(betty, 2);
    const { registerId: _r, logId: _l, sequence: _s, previousHash: _p, hash: _h, ...same } = a.log.entries[1] ?? {};
    a.log.add(same as Parameters<WrittenLog['add']>[0]);
    a.log.sell(betty, 9, { transactionId });
    const reply = await a.send();

    expect(kinds(reply)).toEqual(['accepted', 'accepted', 'duplicate', 'parked effect-differs']);
    const [standing] = await shop.documentsOf<Standing>(a.register, 'standings');
    expect(standing?.transactions.map(({ punches }) => punches.length)).toEqual([2]);
    expect(await shop.documentsOf<WorkItem>(a.register, 'workItems')).toMatchObject([
      { kind: 'parked-entry', code: 'effect-differs', refs: { effectId: transactionId, sequence: '4' } },
    ]);
  });

  test('what cannot be judged is parked raw, and what follows it goes on', async () => {
    const { shop, a } = await shopWithTwoTills();
    a.log.say('till-counted', { cents: 5 }, null);
    a.log.say('transaction-finished', { transactionId: 'sale', nonsense: true }, null);
    a.log.say('audit-recorded', { action: 'sign-in', target: 'x', detail: {} }, null, { protocol: 2 });
    a.log.sell(null, 1, { locationId: 'harbor' });
    a.log.addCustomer({ firstName: 'Nul\u0000l' });
    a.log.addCustomer({ firstName: 'Lone' });
    Object.assign(a.log.entries[5]?.personal ?? {}, { firstName: 'Lone\ud800' });
    a.log.addCustomer({ firstName: 'Back\\u0000slash' });
    const torn = a.log.addCustomer({ firstName: 'Torn' });
    const whole = a.log.entries.pop();
    a.log.entries.push({ ...(whole ?? a.log.entries[0]), facts: { tampered: true } } as never);
    const after = a.log.sell(null, 1);
    const batch = a.log.batch(await shop.books.epoch());
    const entries = [...batch.entries];
    const reply = valueOf(await shop.books.acceptBatch(a.register, { ...batch, entries }));

    expect(kinds(reply)).toEqual([
      ...['parked unknown-kind', 'parked unknown-shape', 'parked protocol-newer', 'parked foreign-location'],
      ...['parked not-storable', 'parked not-storable', 'accepted', 'parked not-intact', 'accepted'],
    ]);
    expect(torn).toBeTruthy();
    const parked = await shop.store.parkedEntries();
    expect(parked.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 8]);
    expect(parked[4]?.entry).toEqual(a.log.entries[4]);
    expect(await shop.documentsOf(a.register, 'transactions')).toMatchObject([{ id: after }]);
    const items = await shop.documentsOf<WorkItem>(a.register, 'workItems');
    expect(items.filter(({ kind }) => kind === 'parked-entry')).toHaveLength(7);
    expect(items.filter(({ kind }) => kind !== 'parked-entry')).toMatchObject([
      { kind: 'rule-difference', code: 'customer-fields', refs: { fields: 'firstName' } },
    ]);
    expect(shop.troubles).toEqual([]);
  });

  test('an entry without any shape parks itself and not its batch', async () => {
    const { shop, a } = await shopWithTwoTills();
    const first = a.log.sell(null, 1);
    a.log.sell(null, 2);
    const third = a.log.sell(null, 3);
    const [one, , three] = a.log.entries;
    const epoch = await shop.books.epoch();
    const reply = valueOf(await shop.books.acceptBatch(a.register, { epoch, entries: [one, 'mouse-eaten', three] }));

    expect(kinds(reply)).toEqual(['accepted', 'parked unreadable', 'accepted']);
    expect(reply.acknowledgedThrough).toBe(3);
    const sold = await shop.documentsOf<{ id: string }>(a.register, 'transactions');
    expect(sold.map(({ id }) => id).sort()).toEqual([first, third].sort());
  });

  test('a parked entry below it is named in the standing, until it is judged again', async () => {
    const { shop, a } = await shopWithTwoTills();
    const betty = a.log.addCustomer();
    a.log.sell(betty, 1, { protocol: 2 });
    a.log.sell(betty, 1);
    await a.send();
    const [before] = await shop.documentsOf<Standing>(a.register, 'standings');
    expect(before?.through).toEqual({ [a.log.logId]: { sequence: 3, parked: [2] } });
  });

  test('parked entries are judged again: in their old place in the order, and nobody is asked any more', async () => {
    const { shop, a } = await shopWithTwoTills();
    const betty = a.log.addCustomer();
    await a.send();
    await shop.books.revokeRegister(a.register.id);
    const revoked = (await shop.books.registers()).find(({ id }) => id === a.register.id);
    const sale = a.log.sell(betty, 4);
    const soldAt = shop.clock.now();
    const batch = a.log.batch(await shop.books.epoch(), 2);
    const reply = valueOf(await shop.books.acceptBatch(revoked ?? a.register, batch));
    expect(kinds(reply)).toEqual(['parked register-revoked']);

    shop.clock.advance(86_400_000);
    expect(await shop.books.judgeParked()).toEqual({ judged: 0, accepted: 0 });
    expect(await shop.books.judgeParked({ fromRevoked: true })).toEqual({ judged: 1, accepted: 1 });
    const owner = (await shop.join('midtown')).register;
    const [standing] = await shop.documentsOf<Standing>(owner, 'standings');
    expect(standing).toMatchObject({
      transactions: [{ id: sale, order: expect.stringContaining(String(soldAt)) }],
      through: { [a.log.logId]: { sequence: 2, parked: [] } },
    });
    expect(await shop.documentsOf(owner, 'workItems')).toMatchObject([{ kind: 'parked-entry', state: 'settled' }]);
    expect(await shop.books.judgeParked({ fromRevoked: true })).toEqual({ judged: 0, accepted: 0 });
    const again = valueOf(await shop.books.acceptBatch(revoked ?? a.register, batch));
    expect(kinds(again)).toEqual(['duplicate']);
  });

  test('a Cashier’s export and deletion are refused, kept and told; an Admin’s hold (RO-11, example 20)', async () => {
    const { shop, a } = await shopWithTwoTills();
    const betty = a.log.addCustomer({ email: 'betty@x.com' });
    const exported = { what: 'customers', format: 'csv', rows: 1, scope: 'midtown', filtered: false } as const;
    a.log.write('customers-exported', exported, null, { userId: 'cashier' });
    a.log.write('customer-deleted', { customerId: betty }, null, { userId: 'cashier' });
    a.log.write('customer-deleted', { customerId: betty }, null, { userId: 'sub-admin' });
    a.log.write('customers-exported', exported, null, { userId: 'master-admin' });
    const reply = await a.send();

    const refused = 'refused right-missing';
    expect(kinds(reply)).toEqual(['accepted', refused, refused, refused, 'accepted']);
    expect(await shop.documentsOf(a.register, 'customers')).toHaveLength(1);
    expect(await shop.documentsOf<WorkItem>(a.register, 'workItems')).toHaveLength(3);
    const audit = await shop.store.auditRows();
    expect(audit.map(({ action }) => action).sort()).toEqual([
      ...['customers-exported', 'entry-refused', 'entry-refused', 'entry-refused'],
    ]);
    const again = valueOf(await shop.books.acceptBatch(a.register, a.log.batch(await shop.books.epoch(), 2, 2)));
    expect(kinds(again)).toEqual([refused]);
  });

  test('an entry is judged by the role its user had then, not by the one of today', async () => {
    const { shop, a } = await shopWithTwoTills();
    const betty = a.log.addCustomer();
    const carla = a.log.addCustomer();
    await a.send();
    shop.clock.advance(60_000);
    const whenCashier = shop.clock.now();
    shop.clock.advance(60_000);
    const cashier = (await shop.books.users()).find(({ id }) => id === 'cashier');
    valueOf(await shop.books.changeUser({ ...(cashier ?? fail()), role: 'admin' }));
    shop.clock.advance(60_000);
    a.log.write('customer-deleted', { customerId: betty }, null, { shownAt: whenCashier });
    a.log.write('customer-deleted', { customerId: carla }, null);

    expect(kinds(await a.send())).toEqual(['refused right-missing', 'accepted']);
  });

  test('the same reward redeemed at two tills: the earlier in order is confirmed, one work item (OX-6, example 18)', async () => {
    const { shop, a, b } = await shopWithTwoTills();
    const betty = a.log.addCustomer();
    const bought = a.log.sell(betty, 12);
    await a.send();
    shop.clock.advance(60_000);
    a.log.sell(betty, 1, { redemptions: [redeems('first', bought)] });
    shop.clock.advance(60_000);
    b.log.sell(betty, 1, { redemptions: [redeems('second', bought)] });
    expect(kinds(await b.send())).toEqual(['accepted']);
    expect(kinds(await a.send())).toEqual(['accepted']);

    const [standing] = await shop.documentsOf<Standing>(b.register, 'standings');
    const states = Object.fromEntries(redemptionStates(standing ?? fail()));
    expect(states).toEqual({ first: 'confirmed', second: 'conflict' });
    const items = await shop.documentsOf<WorkItem>(b.register, 'workItems');
    expect(items.filter(({ kind }) => kind === 'over-redeemed')).toMatchObject([
      { refs: { redemptionId: 'second', customerId: betty }, locationId: 'harbor' },
    ]);
    expect(await shop.documentsOf(a.register, 'workItems')).toEqual(items); // told at the master location too (RO-2)
  });

  test('a clock that is off raises one work item a day, and dates stay as they were shown (OX-3)', async () => {
    const { shop, a } = await shopWithTwoTills();
    const hour = 3_600_000;
    const shownAt = shop.clock.now() + hour;
    const sales = [1, 2, 3].map(() => a.log.sell(null, 1, { shownAt, offsetMs: -hour }));
    await a.send();
    expect(await shop.documentsOf<WorkItem>(a.register, 'workItems')).toMatchObject([
      { kind: 'clock-suspect', code: 'clock-off' },
    ]);
    const documents = await shop.documentsOf<{ id: string; finishedAt: number; orderInstant: number }>(
      a.register,
      'transactions',
    );
    expect(documents.map(({ id }) => id).sort()).toEqual([...sales].sort());
    expect(documents.every((one) => one.finishedAt === shownAt)).toBe(true);
    expect(documents.every((one) => one.orderInstant === shop.clock.now())).toBe(true);

    shop.clock.advance(24 * hour);
    a.log.sell(null, 1, { offsetMs: -hour });
    await a.send();
    expect(await shop.documentsOf(a.register, 'workItems')).toHaveLength(2);
  });

  test('what differs from the rules an entry names is flagged, and counts', async () => {
    const { shop, a } = await shopWithTwoTills();
    const betty = a.log.addCustomer();
    a.log.sell(betty, 2, { ruleVersions: {} });
    expect(kinds(await a.send())).toEqual(['accepted', 'accepted']);
    expect(await shop.documentsOf<WorkItem>(a.register, 'workItems')).toMatchObject([
      { kind: 'rule-difference', code: 'program-unknown' },
    ]);
  });

  test('a batch that does not continue the log changes nothing (log-gap)', async () => {
    const { shop, a } = await shopWithTwoTills();
    a.log.sell(null, 1);
    a.log.sell(null, 2);
    const epoch = await shop.books.epoch();
    const gap = await shop.books.acceptBatch(a.register, a.log.batch(epoch, 2));
    expect(gap).toMatchObject({ ok: false, refusal: { code: 'log-gap' } });
    expect(await shop.books.feedHeads(a.register)).toMatchObject({ 'location-midtown': 0 });
    const other = { number: epoch.number, random: '0'.repeat(16) };
    const changed = await shop.books.acceptBatch(a.register, a.log.batch(other));
    expect(changed).toMatchObject({ ok: false, refusal: { code: 'epoch-changed', epoch } });
    const foreign = await shop.books.acceptBatch(
      a.register,
      new WrittenLog('another', 'midtown', shop.clock).batch(epoch),
    );
    expect(foreign).toMatchObject({ ok: false, refusal: { code: 'malformed-batch' } });
  });
});

function fail(): never {
  throw new Error('missing');
}
