import { expect, test } from 'vitest';
import type { Standing } from '../../core/domain/cards/standing';
import type { Customer } from '../../core/domain/customers/customer';
import { NO_ADDRESS } from '../../core/domain/customers/address';
import type { ImportRow } from '../../core/domain/imports/import-row';
import { DAY_MS } from '../../core/kernel/amounts';
import { aProgram } from '../support/factories';
import { aShop, MASTER_ADMIN, valueOf, type Shop } from './support/a-shop';
import { aTill } from './support/a-till';
import { eachStore } from './support/each-store';

const aRow = (row: number, changes: Partial<ImportRow> = {}): ImportRow => ({
  ...{ row, firstName: 'Ann', lastName: 'Lee', email: '', phone: '', internalId: '', points: 0 },
  address: { ...NO_ADDRESS },
  ...changes,
});

const rows = [
  aRow(2, { firstName: 'Betty', lastName: 'Smith', email: 'Betty@x.com', internalId: 'A-1', points: 40 }),
  aRow(3, { firstName: 'محمد', lastName: 'العلي', phone: '+12025550101' }),
  aRow(4, { address: { ...NO_ADDRESS, city: 'Boston' } }),
];

eachStore((place) => {
  async function anUpload() {
    const shop = await aShop((await place()).open());
    await shop.books.putPrograms([aProgram()]);
    const till = await aTill(shop, 'harbor');
    const actor = { user: MASTER_ADMIN, register: till.register };
    const begin = (importId: string, total = rows.length) =>
      shop.books.beginImport(actor, { importId, locationId: 'harbor', fileName: 'list.csv', total });
    const commit = (importId: string) => shop.books.commitImport(actor, importId);
    const customers = () => shop.documentsOf<Customer>(till.register, 'customers');
    const upload = async (importId: string, given: readonly ImportRow[] = rows) => {
      valueOf(await begin(importId, given.length));
      valueOf(await shop.books.stageImport(importId, given));
      return valueOf(await commit(importId));
    };
    return { shop, till, actor, begin, commit, customers, upload };
  }

  test('rows lie aside until all are customers of the chosen location at once (UP-6, UP-10, UP-11)', async () => {
    const { shop, begin, commit, customers } = await anUpload();
    valueOf(await begin('one'));
    valueOf(await shop.books.stageImport('one', rows.slice(0, 2)));
    expect(await commit('one')).toMatchObject({ ok: false, refusal: { code: 'rows-missing' } });
    expect(await customers()).toEqual([]);

    valueOf(await shop.books.stageImport('one', rows.slice(1))); // a row sent again is the same row
    expect(valueOf(await commit('one'))).toMatchObject({ state: 'done', imported: 3, existing: [] });
    expect(await customers()).toMatchObject([
      {
        firstName: 'Betty',
        email: 'Betty@x.com',
        internalId: 'A-1',
        homeLocationId: 'harbor',
        emailState: 'unverified',
      },
      { firstName: 'محمد', phone: '+12025550101', smsState: 'none', consents: [] },
      { firstName: 'Ann', address: { city: 'Boston' }, createdBy: MASTER_ADMIN.id },
    ]);
    expect(await shop.store.importRows('one')).toEqual([]);
    expect(await shop.store.documents('messages')).toEqual([]); // UP-9
  });

  test('carried out twice, also at once, it is there once (UP-10)', async () => {
    const { shop, begin, commit, customers } = await anUpload();
    valueOf(await begin('one'));
    valueOf(await begin('one'));
    valueOf(await shop.books.stageImport('one', rows));
    const answers = await Promise.all([commit('one'), commit('one')]);
    expect(answers.map((answer) => valueOf(answer).imported)).toEqual([3, 3]);
    expect(await commit('one')).toEqual(answers[0]);
    expect(await customers()).toHaveLength(3);
  });

  test('rows that are slower than their upload are refused, and none are left aside', async () => {
    const { shop, begin, commit } = await anUpload();
    valueOf(await begin('one'));
    valueOf(await shop.books.stageImport('one', rows));
    let go = () => undefined as void;
    const released = new Promise<void>((resolve) => (go = resolve));
    const slow = shop.process({ ...shop.store, transact: (work) => released.then(() => shop.store.transact(work)) });
    const late = slow.stageImport('one', rows.slice(1));
    valueOf(await commit('one'));
    go();
    expect(await late).toMatchObject({ ok: false, refusal: { code: 'upload-over' } });
    expect(await shop.store.importRows('one')).toEqual([]);
  });

  test('taken back, an employee’s ID is free as well (UP-10, EB-8)', async () => {
    const { shop, till, actor, customers, upload } = await anUpload();
    await upload('one', rows.slice(0, 1));
    const [betty] = await customers();
    const employee = { type: 'employee', employeeId: 'E-7' };
    till.log.editCustomer(betty?.id ?? '', employee, { userId: MASTER_ADMIN.id });
    await till.send();
    const claims = async () => (await shop.store.identifiers([{ kind: 'employee-id', key: 'e-7' }]))[0]?.claims;
    expect(await claims()).toMatchObject([{ customerId: betty?.id }]);
    expect(valueOf(await shop.books.undoImport(actor, 'one'))).toMatchObject({ state: 'undone' });
    expect(await claims()).toEqual([]);
  });

  test('points are balance and lifetime points (UP-9); imported customers are found and hold their identifiers', async () => {
    const { shop, till, upload } = await anUpload();
    await upload('one');
    const standings = await shop.documentsOf<Standing>(till.register, 'standings');
    expect(standings).toMatchObject([{ points: { balance: 40, lifetime: 40 }, transactions: [] }]);
    const midtown = await shop.join('midtown');
    const found = valueOf(await shop.books.searchMasterList(midtown.register, 'betty', 10));
    expect(found).toHaveLength(1);
    const claims = await shop.store.identifiers([{ kind: 'phone', key: '+12025550101' }]);
    expect(claims[0]?.claims).toHaveLength(1);
  });

  test('only one list, into an empty business; support can allow another (UP-1, UP-8)', async () => {
    const { shop, begin, upload, customers } = await anUpload();
    expect(await shop.books.uploads()).toEqual({ refusal: null, last: null, lost: [] });
    await upload('one');
    expect(await begin('two')).toMatchObject({ ok: false, refusal: { code: 'upload-done-already' } });
    expect(await shop.books.uploads()).toMatchObject({
      refusal: { code: 'upload-done-already' },
      last: { importId: 'one', state: 'done', fileName: 'list.csv' },
    });

    await allowAnother(shop);
    const again = await upload('two', [
      aRow(2, { email: 'betty@x.com' }),
      aRow(3, { firstName: 'New', internalId: 'a-1' }),
      aRow(4, { email: 'new@x.com', phone: '+12025550101' }),
      aRow(5, { email: 'cy@x.com' }),
      aRow(6, { email: 'CY@x.com' }),
    ]);
    expect(again.imported).toBe(2);
    expect(again.existing).toEqual([
      { row: 2, kind: 'email' },
      { row: 3, kind: 'internal-id' },
      { row: 4, kind: 'phone' },
      { row: 6, kind: 'email' },
    ]);
    expect(await customers()).toHaveLength(5);
  });

  test('a customer added while the list was on its way refuses the whole list (UP-8, UP-10)', async () => {
    const { shop, till, begin, commit, customers } = await anUpload();
    valueOf(await begin('one'));
    valueOf(await shop.books.stageImport('one', rows));
    till.log.addCustomer({ firstName: 'Early', lastName: 'Bird' });
    await till.send();
    expect(await commit('one')).toMatchObject({ ok: false, refusal: { code: 'upload-done-already' } });
    expect(await customers()).toHaveLength(1);
  });

  test('the dry run names identifiers that customers have, and writes nothing (UP-6)', async () => {
    const { shop, upload } = await anUpload();
    await upload('one');
    const row = { email: '', phone: '', internalId: '' };
    const asked = [
      { ...row, row: 2, email: 'BETTY@x.com' },
      { ...row, row: 3, phone: '+12025550101', internalId: 'a-1' },
      { ...row, row: 4, email: 'free@x.com' },
    ];
    expect(await shop.books.checkImport({ locationId: 'harbor', rows: asked })).toEqual([
      { row: 2, kind: 'email' },
      { row: 3, kind: 'phone' },
      { row: 3, kind: 'internal-id' },
    ]);
  });

  test('the server believes no register: a row that breaks the rules is refused (UP-7)', async () => {
    const { shop, begin } = await anUpload();
    valueOf(await begin('one'));
    for (const changes of [{ firstName: ' Ann' }, { email: 'x' }, { phone: '2025550100' }, { lastName: 'L33' }]) {
      const staged = await shop.books.stageImport('one', [aRow(2, changes)]);
      expect(staged).toMatchObject({ ok: false, refusal: { code: 'row-not-valid' } });
    }
    expect(await shop.store.importRows('one')).toEqual([]);
  });

  test('called off, nothing of it stays; a new one forgets those given up', async () => {
    const { shop, actor, begin, commit } = await anUpload();
    valueOf(await begin('one'));
    valueOf(await shop.books.stageImport('one', rows));
    expect(valueOf(await shop.books.cancelImport(actor, 'one')).state).toBe('cancelled');
    expect(await shop.store.importRows('one')).toEqual([]);
    expect(await commit('one')).toMatchObject({ ok: false, refusal: { code: 'upload-over' } });

    valueOf(await begin('two'));
    valueOf(await shop.books.stageImport('two', rows));
    valueOf(await begin('three'));
    expect(await shop.store.importRows('two')).toEqual([]);
  });

  test('taken back, what was said of its customers goes with them: edits, mail that waits, questions about them (UP-10, DE-11)', async () => {
    const { shop, till, actor, upload } = await anUpload();
    await allowAnother(shop);
    await upload('one');
    const [betty] = await shop.documentsOf<Customer>(till.register, 'customers');
    const id = betty?.id ?? '';
    const asked = { customerId: id, fields: ['lastName'], messages: ['verification-email' as const] };
    till.log.write('customer-edited', asked, { changes: { lastName: 'Smithers' } });
    till.log.editCustomer(id, { lastName: 'Smithers-Jones' });
    const mia = till.log.addCustomer({ firstName: 'Mia', lastName: 'Kay', email: 'betty@x.com' });
    await till.send();
    expect(await shop.store.document('customers', mia)).toMatchObject({ possibleDuplicateOf: [id] });
    expect(valueOf(await shop.books.undoImport(actor, 'one')).state).toBe('undone');

    const kept = [await shop.store.lostValues(id), await shop.store.entries(till.register.id, till.log.logId, 0, 9)];
    expect(JSON.stringify(kept)).not.toContain('Smithers');
    const documents = async (collection: 'messages' | 'workItems') =>
      (await shop.store.documents(collection)).map(({ document }) => document['state']);
    expect([await documents('messages'), await documents('workItems')]).toEqual([['cancelled'], ['settled']]);
    expect(await shop.store.document('customers', mia)).toMatchObject({ status: 'active', possibleDuplicateOf: [] });
  });

  test('a list that nobody went on with for a day is forgotten, though nobody uploads another (UP-10)', async () => {
    const { shop, begin } = await anUpload();
    valueOf(await begin('one'));
    valueOf(await shop.books.stageImport('one', rows));
    shop.clock.advance(DAY_MS);
    await shop.books.purge();
    expect(await shop.store.importRows('one')).toHaveLength(3);
    shop.clock.advance(1);
    await shop.books.purge();
    expect(await shop.store.importRows('one')).toEqual([]);
    expect((await shop.store.imports())[0]?.state).toBe('cancelled');
  });

  test('the whole import can be taken back until a customer of it is checked out (UP-10)', async () => {
    const { shop, till, actor, upload, customers } = await anUpload();
    await upload('one');
    const before = (await customers()).map(({ id }) => id);
    shop.clock.advance(1000);
    expect(valueOf(await shop.books.undoImport(actor, 'one')).state).toBe('undone');
    expect(await customers()).toEqual([]);
    expect(await shop.documentsOf(till.register, 'standings')).toEqual([]);
    const left = await shop.store.documents('customers', before);
    expect(left).toHaveLength(3);
    expect(JSON.stringify(left)).not.toMatch(/Betty|العلي|Boston/); // nothing of a person stays
    expect(await shop.store.identifiers([{ kind: 'email', key: 'betty@x.com' }])).toMatchObject([{ claims: [] }]);

    shop.clock.advance(1000);
    await upload('two'); // the business is empty again
    const [betty] = await customers();
    till.log.sell(betty?.id ?? '', 1);
    await till.send();
    expect(await shop.books.undoImport(actor, 'two')).toMatchObject({ ok: false, refusal: { code: 'import-in-use' } });
    expect(await customers()).toHaveLength(3);
    const audit = await shop.store.auditRows();
    expect(audit.map(({ action, userId }) => `${action} ${String(userId)}`)).toEqual([
      ...['customers-uploaded master-admin', 'upload-undone master-admin', 'customers-uploaded master-admin'],
    ]);
  });
});

async function allowAnother({ store }: Shop): Promise<void> {
  await store.transact(async (tx) => {
    const settings = await tx.document('settings', 'account');
    const document = { ...settings, features: ['additional_uploads'] };
    await tx.putDocuments([{ collection: 'settings', id: 'account', owner: null, document }]);
  });
}
