import { expect, test } from 'vitest';
import type { Standing } from '../../core/domain/cards/standing';
import { NO_ADDRESS } from '../../core/domain/customers/address';
import type { Customer } from '../../core/domain/customers/customer';
import type { ImportRow } from '../../core/domain/imports/import-row';
import type { WorkItem } from '../../core/domain/work-items/work-item';
import type { Decision } from '../../core/sync/decision';
import { createMemoryStore } from '../../sync-server/store/memory-store/memory-store';
import { aProgram } from '../support/factories';
import { aShop, MASTER_ADMIN, valueOf } from './support/a-shop';
import { aTill, kinds } from './support/a-till';
import { eachStore } from './support/each-store';
import { importedIds } from '../../sync-server/books/imports/imported-customers';
import { decisionText } from '../../sync-server/books/history/decide';
import { createSigning } from '../../sync-server/books/signing';

const aRow = (row: number, changes: Partial<ImportRow> = {}): ImportRow => ({
  ...{ row, firstName: 'Ann', lastName: 'Lee', email: '', phone: '', internalId: '', points: 0 },
  address: { ...NO_ADDRESS },
  ...changes,
});

const rows = [
  aRow(2, {
    firstName: 'Betty',
    lastName: 'Smith',
    email: 'betty@x.com',
    points: 40,
    address: { ...NO_ADDRESS, city: 'Boston' },
  }),
  aRow(3, { firstName: 'Liz', lastName: 'Jones', phone: '+12025550101' }),
  aRow(4),
  aRow(5),
];

/** A shop whose list was uploaded after the backup; `restore` puts the backup back, and a register tells what it keeps. */
async function uploadedAfterBackup() {
  const store = createMemoryStore();
  const shop = await aShop(store);
  await shop.books.putPrograms([aProgram()]);
  const till = await aTill(shop, 'harbor');
  const actor = { user: MASTER_ADMIN, register: till.register };
  const backup = store.snapshot();
  const upload = async (importId = 'the-list', given: readonly ImportRow[] = rows) => {
    const begin = { importId, locationId: 'harbor', fileName: 'customers.csv', total: given.length };
    const begun = await shop.books.beginImport(actor, begin);
    if (!begun.ok) return begun.refusal.code;
    valueOf(await shop.books.stageImport(importId, given));
    return valueOf(await shop.books.commitImport(actor, importId));
  };
  const all = async () => (await store.documents('customers')).map(({ document }) => document as unknown as Customer);
  const named = async (firstName: string) => (await all()).find((one) => one.firstName === firstName)?.id ?? '';
  const items = async () =>
    (await store.documents('workItems'))
      .map(({ document }) => document as WorkItem)
      .filter(({ kind }) => kind === 'lost-upload');
  const standing = async (id: string) => (await store.document('standings', id)) as unknown as Standing;
  const restore = async (from: ReturnType<typeof store.snapshot> = backup) => {
    const kept = await shop.documentsOf<Decision>(till.register, 'decisions');
    store.restore(from);
    await shop.books.beginNextEpoch('restored');
    await shop.books.takeBackDecisions(till.register, kept);
    await shop.books.takeBackDecisions(till.register, kept); // told by a second one
  };
  const resend = async () => {
    const epoch = await shop.books.epoch();
    return till.log.entries.length === 0
      ? []
      : kinds(valueOf(await shop.books.acceptBatch(till.register, till.log.batch(epoch))));
  };
  return { shop, store, till, actor, upload, all, named, items, standing, restore, resend };
}

test('an upload that a restore has lost is asked about by name, date, rows and user, at its location (UP-10)', async () => {
  const { shop, upload, items, restore, till } = await uploadedAfterBackup();
  const uploadedAt = shop.clock.now();
  expect(await upload()).toMatchObject({ imported: 4 });
  expect(await items()).toEqual([]);
  await restore();
  expect(await items()).toMatchObject([
    {
      ...{ kind: 'lost-upload', code: 'upload-lost', locationId: 'harbor', state: 'open' },
      refs: { fileName: 'customers.csv', rows: '4', userId: MASTER_ADMIN.id, uploadedAt: String(uploadedAt) },
    },
  ]);
  expect(await shop.books.uploads()).toMatchObject({ lost: [{ importId: 'the-list', rows: 4, uploadedAt }] });
  expect((await shop.documentsOf<WorkItem>(till.register, 'workItems')).map(({ kind }) => kind)).toEqual([
    'lost-upload',
  ]);
  // Nothing personal is in log 0.
  const decisions = JSON.stringify(await shop.documentsOf<Decision>(till.register, 'decisions'));
  for (const word of ['Betty', 'Smith', 'betty@x.com', '+1202']) expect(decisions).not.toContain(word);
});

test('uploaded again they are the same customers: what they bought, and what was said of them, finds them (UP-10, OX-5)', async () => {
  const { shop, till, actor, upload, all, named, items, standing, restore, resend } = await uploadedAfterBackup();
  await upload();
  const before = (await all()).map(({ id }) => id).sort();
  const [betty, liz] = [await named('Betty'), await named('Liz')];
  till.log.sell(betty, 3);
  till.log.editCustomer(liz, { lastName: 'Young' });
  await resend();
  expect((await standing(betty)).points).toEqual({ balance: 40, lifetime: 40 });

  await restore();
  expect(await resend()).toEqual(['accepted customer-awaited', 'accepted customer-awaited']);
  till.log.addCustomer({ firstName: 'New', lastName: 'Comer' });
  await till.send();
  // There are customers by now (UP-8): only what was lost may be uploaded.
  expect(await upload('another-list')).toBe('upload-done-already');
  expect(await upload()).toMatchObject({ state: 'done', imported: 4, existing: [] });
  expect(
    (await all())
      .map(({ id }) => id)
      .filter((id) => before.includes(id))
      .sort(),
  ).toEqual(before);
  expect(await all()).toHaveLength(5);
  expect((await all()).find(({ id }) => id === liz)).toMatchObject({ lastName: 'Young', phone: '+12025550101' });
  expect((await all()).find(({ id }) => id === betty)).toMatchObject({
    email: 'betty@x.com',
    address: { city: 'Boston' },
  });
  expect((await standing(betty)).transactions).toHaveLength(1);
  expect((await standing(betty)).points).toEqual({ balance: 40, lifetime: 40 });
  expect(await items()).toMatchObject([
    { state: 'settled', settled: { resolution: 'uploaded-again', by: MASTER_ADMIN.id } },
  ]);
  expect((await shop.books.uploads()).lost).toEqual([]);

  // Asked again, nobody is doubled; and now it is in the books like any other upload.
  expect(valueOf(await shop.books.commitImport(actor, 'the-list'))).toMatchObject({ imported: 4 });
  expect(await all()).toHaveLength(5);
  expect(await shop.books.undoImport(actor, 'the-list')).toMatchObject({ refusal: { code: 'import-in-use' } });
});

test('a row that was changed in between is somebody else; who was erased or deleted stays so (DE-7)', async () => {
  const { till, upload, all, named, restore, resend } = await uploadedAfterBackup();
  await upload();
  const [betty, liz] = [await named('Betty'), await named('Liz')];
  const byAdmin = { userId: MASTER_ADMIN.id };
  till.log.write('customer-erased', { customerId: betty }, null, byAdmin);
  till.log.write('customer-deleted', { customerId: liz }, null, byAdmin);
  await resend();
  await restore();
  await resend();
  const changed = rows.map((row) => (row.row === 4 ? { ...row, firstName: 'Anna' } : row));
  expect(await upload('the-list', changed)).toMatchObject({ imported: 4 });
  expect((await all()).find(({ id }) => id === betty)).toMatchObject({ status: 'deleted', firstName: '', email: '' });
  expect((await all()).find(({ id }) => id === liz)).toMatchObject({ status: 'deleted', firstName: 'Liz' });
  expect((await all()).map(({ firstName }) => firstName).sort()).toEqual(['', 'Ann', 'Anna', 'Liz']);
});

test('an upload that was taken back is not missed; one that a restore brings back is asked about (UP-10)', async () => {
  const { shop, store, actor, upload, items, restore } = await uploadedAfterBackup();
  await upload();
  const withList = store.snapshot();
  valueOf(await shop.books.undoImport(actor, 'the-list'));
  const kept = await shop.documentsOf<Decision>(actor.register, 'decisions');
  await restore();
  expect((await items()).filter(({ state }) => state === 'open')).toEqual([]);
  expect((await shop.books.uploads()).lost).toEqual([]);

  store.restore(withList);
  await shop.books.beginNextEpoch('restored again');
  await shop.books.takeBackDecisions(actor.register, kept);
  expect(await items()).toMatchObject([{ code: 'undo-lost', state: 'open' }]);
  valueOf(await shop.books.undoImport(actor, 'the-list'));
  expect(await items()).toMatchObject([{ code: 'undo-lost', state: 'settled' }]);
});

eachStore((place) => {
  test('a server that hears of an upload it has not asks for it, and completes whom registers told of meanwhile (UP-10)', async () => {
    const shop = await aShop((await place()).open());
    await shop.books.putPrograms([aProgram()]);
    const till = await aTill(shop, 'harbor');
    const other = await aTill(shop, 'midtown');
    const signing = createSigning('a secret of at least thirty-two characters');
    const upload = {
      importId: 'the-list',
      fileName: 'customers.csv',
      locationId: 'harbor',
      userId: 'master-admin',
      rows: 4,
    };
    const unsigned: Omit<Decision, 'signature'> = {
      ...{ id: 'decision-000009000001', number: 9_000_001, kind: 'list-uploaded', at: shop.clock.now() },
      facts: { ...upload, doneAt: shop.clock.now() },
    };
    const told = { ...unsigned, signature: signing.sign(decisionText(unsigned)) };
    await shop.books.takeBackDecisions(till.register, [told]);
    expect(await shop.books.uploads()).toMatchObject({ lost: [{ importId: 'the-list', fileName: 'customers.csv' }] });

    const ids = importedIds({ signing }, 'the-list', rows);
    const [betty = '', ann = '', namesake = ''] = [2, 4, 5].map((row) => ids.get(row));
    expect(ann).not.toBe(namesake); // two people of one name are two
    till.log.sell(betty, 3);
    await till.send();
    other.log.sell(betty, 1);
    await other.send();
    const actor = { user: MASTER_ADMIN, register: till.register };
    const begin = { importId: 'the-list', locationId: 'harbor', fileName: 'customers.csv', total: rows.length };
    valueOf(await shop.books.beginImport(actor, begin));
    valueOf(await shop.books.stageImport('the-list', rows));
    expect(valueOf(await shop.books.commitImport(actor, 'the-list'))).toMatchObject({ state: 'done', imported: 4 });

    const here = await shop.documentsOf<Customer>(till.register, 'customers');
    expect(here.map(({ id }) => id).sort()).toEqual([...ids.values()].sort());
    const [there] = await shop.documentsOf<Customer>(other.register, 'customers');
    expect(there).toMatchObject({ id: betty, firstName: 'Betty', homeLocationId: 'harbor' });
    const standings = await shop.documentsOf<Standing>(other.register, 'standings');
    expect(standings).toMatchObject([{ id: betty, points: { balance: 40 }, transactions: [{}, {}] }]);
    expect((await shop.books.uploads()).lost).toEqual([]);
    expect(shop.troubles).toEqual([]);
  });
});
