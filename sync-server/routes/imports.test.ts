import { expect, test } from 'vitest';
import { NO_ADDRESS } from '../../core/domain/customers/address';
import { aBusiness } from '../../tests/support/sync-server';

const business = await aBusiness();
const { app, store } = business;
const { token } = await business.join('harbor');
const users = await business.books.users();
const idOf = (role: 'admin' | 'cashier', locationId: string) =>
  users.find((user) => user.role === role && user.locationId === locationId)?.id ?? '';
const master = idOf('admin', 'midtown');

const begin = { importId: 'one', locationId: 'midtown', fileName: 'list.csv', total: 1 };

function asked(method: 'GET' | 'POST', url: string, userId: string | null, payload?: object) {
  const headers = { authorization: `Bearer ${token}`, ...(userId === null ? {} : { 'x-pawtill-user': userId }) };
  return app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
}

test('nobody, and nobody known, uploads nothing', async () => {
  expect((await app.inject({ method: 'GET', url: '/v1/imports' })).statusCode).toBe(401);
  for (const userId of [null, 'stranger', "o'livia", '']) {
    const reply = await asked('POST', '/v1/imports', userId, begin);
    expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([401, 'not-signed-in']);
  }
});

test('a Cashier is refused at every address, and the attempts are in the audit log (UP-5, RO-11, RO-16)', async () => {
  const cashier = users.find(({ role }) => role === 'cashier');
  if (cashier === undefined) throw new Error('no cashier');
  const list = [
    await asked('GET', '/v1/imports', cashier.id),
    await asked('POST', '/v1/imports', cashier.id, begin),
    await asked('POST', '/v1/imports/check', cashier.id, { locationId: cashier.locationId, rows: [] }),
  ];
  expect(list.map((reply) => reply.statusCode)).toEqual([403, 403, 403]);
  const audit = await store.auditRows();
  const refused = audit.filter(({ action, userId }) => action === 'attempt-refused' && userId === cashier.id);
  expect(refused.map(({ target }) => target)).toEqual(Array.from({ length: 3 }, () => 'upload-customers'));
});

test('a Master Admin uploads to any location from any register; rows are checked, what is unknown is told', async () => {
  expect((await asked('POST', '/v1/imports', master, begin)).json()).toMatchObject({ state: 'staged', userId: master });
  const contact = { row: 2, firstName: 'Ann', lastName: 'Lee', email: 'ann@x.com', phone: '', internalId: '' };
  const row = { ...contact, address: NO_ADDRESS, points: 0 };
  const bad = await asked('POST', '/v1/imports/one/rows', master, { rows: [{ ...row, phone: '5' }] });
  expect([bad.statusCode, bad.json<{ code: string }>().code]).toEqual([400, 'row-not-valid']);
  expect((await asked('POST', '/v1/imports/one/rows', master, { rows: [row] })).json()).toEqual({ taken: 1 });
  expect((await asked('POST', '/v1/imports/one/commit', master, {})).json()).toMatchObject({ imported: 1 });
  expect((await asked('GET', '/v1/imports/one', master)).json()).toMatchObject({ import: { state: 'done' }, done: 1 });
  expect((await asked('GET', '/v1/imports', master)).json()).toMatchObject({
    refusal: { code: 'upload-done-already' },
    last: { importId: 'one' },
  });
  expect((await asked('POST', '/v1/imports/two/commit', master, {})).statusCode).toBe(404);
  expect((await asked('POST', '/v1/imports/one/undo', master, {})).json()).toMatchObject({ state: 'undone' });
});
