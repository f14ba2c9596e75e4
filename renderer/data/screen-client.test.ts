import { expect, test, vi } from 'vitest';
import { aCustomerForm, valueOf } from '../../tests/support/factories';
import { aShop, users } from '../../tests/support/register/a-shop';
import { aChannel, aSearchWorker } from '../../tests/support/register/search-port';
import type { User } from '../../core/domain/organisation/organisation';
import type { ExportRow } from '../../core/ipc/export';
import { copyExport } from './data-worker/export/export-copy';
import { customerExport } from './data-worker/export/export-customers';
import { UploadDesk } from './data-worker/uploads/upload-desk';
import { ScreenServer } from './data-worker/screen-server';
import { SearchFinder } from './data-worker/search/search-finder';
import { PersonFirst } from './person-first';
import type { CustomerView, ExportProgress, RegisterContext } from './register-data';
import { ScreenClient } from './screen-client';

/** A screen's data layer over a whole register, with both workers' ports but without threads. */
async function aScreen(user: User = users.cashier) {
  const shop = await aShop();
  const till = await shop.join('midtown');
  const search = aSearchWorker();
  till.finder = new SearchFinder(search, Promise.resolve());
  const register = await till.start(user);
  if (till.main === null) throw new Error('no main');
  const [here, there] = aChannel();
  const person = new PersonFirst(() => shop.clock.now());
  const uploads = new UploadDesk(register, till.main, () => Promise.resolve());
  const exports = { customers: customerExport(register, till.main, search), copy: copyExport(register, till.main) };
  new ScreenServer(register, exports, there as never, uploads, person);
  const data = new ScreenClient(here as never, search);
  await shop.timers.pass(5000);
  return { ...shop, till, register, data };
}

test('a screen hears of a customer it follows whenever something changes, and no more after it stops', async () => {
  const { data, timers } = await aScreen();
  const { customerId } = valueOf(await data.addCustomer(aCustomerForm(), []));
  const told: (string | undefined)[] = [];
  const stop = data.watchCustomer(customerId, (view: CustomerView | null) => told.push(view?.customer.phone));
  await timers.pass(10);
  valueOf(await data.editCustomer(customerId, { phone: '+12025550100' }, []));
  await timers.pass(5000);
  expect(told[0]).toBe('');
  expect(told.at(-1)).toBe('+12025550100');
  stop();
  const heard = told.length;
  valueOf(await data.editCustomer(customerId, { phone: '' }, []));
  await timers.pass(5000);
  expect(told).toHaveLength(heard);
});

test('the context says who and where', async () => {
  const { data, timers } = await aScreen();
  const told: (RegisterContext | null)[] = [];
  data.watchContext((context) => told.push(context));
  await timers.pass(10);
  expect(told.at(-1)).toMatchObject({ location: { id: 'midtown' }, user: { id: 'cashier' }, scope: 'location' });
});

test('lookup answers by the rules of the counter (LK-2, LK-7, LK-8)', async () => {
  const { data } = await aScreen();
  valueOf(await data.addCustomer(aCustomerForm({ firstName: 'Ann', lastName: 'Lee' }), []));
  expect(await data.lookup('Lee', false)).toEqual({ kind: 'waiting' });
  expect(await data.lookup('Lee ', false)).toMatchObject({ kind: 'found', rows: [{ lastName: 'Lee' }], more: false });
  expect(await data.lookup('Le', true)).toMatchObject({ kind: 'found' });
  expect(await data.lookup('nobody here', false)).toEqual({ kind: 'nobody' });
});

test('an internal ID finds and selects while the account works with such IDs, and not otherwise (LK-1, LK-10, NC-5)', async () => {
  const { data, register, timers } = await aScreen(users.admin);
  const { customerId } = valueOf(await data.addCustomer(aCustomerForm(), []));
  valueOf(await data.editCustomer(customerId, { internalId: '5550147' }, []));
  await timers.pass(10);
  const listed = async () => {
    const filter = { text: '5550147', appUsersOnly: false, sort: 'name', page: 0, locationId: 'midtown' } as const;
    return (await data.customerList(filter)).total;
  };
  expect([await data.lookup('5550147', true), await listed()]).toEqual([{ kind: 'nobody' }, 0]);
  const turning = (await register.admin()).changeSettings({ features: { internal_customer_id: true } });
  await timers.pass(5000);
  valueOf(await turning);
  await timers.pass(5000);
  expect(await data.lookup('5550147', true)).toMatchObject({ kind: 'found', selects: customerId });
  expect(await listed()).toBe(1);
});

test('a Cashier lists the own location, and nobody else’s (LO-9)', async () => {
  const { data, timers } = await aScreen();
  valueOf(await data.addCustomer(aCustomerForm(), []));
  await timers.pass(10);
  const query = { text: '', appUsersOnly: false, sort: 'name', page: 0 } as const;
  expect(await data.customerList({ ...query, locationId: 'midtown' })).toMatchObject({ total: 1 });
  expect(await data.customerList({ ...query, locationId: null })).toMatchObject({ total: 0, rows: [] });
});

const exportRequest = {
  what: 'customers',
  format: 'csv',
  query: { text: '', appUsersOnly: false, sort: 'name', locationId: 'midtown', page: 0 },
} as const;

test('a Cashier who calls the export through the data layer is refused, and it is written down (example 20)', async () => {
  const { data, till, timers } = await aScreen();
  const refused = await data.exportCustomers(exportRequest, () => undefined, new AbortController().signal);
  expect(refused).toMatchObject({ ok: false, refusal: { kind: 'forbidden', code: 'needs-admin' } });
  await timers.pass(100);
  const entries = [...till.disk.entries.values()].map(({ entry }) => entry.facts);
  expect(entries).toContainEqual(expect.objectContaining({ action: 'attempt-refused', target: 'export-customers' }));
});

test('an Admin of another location exports neither this one nor all of them (CL-14, RO-2)', async () => {
  const { data } = await aScreen(users.subAdmin);
  const exported = async (locationId: string | null) => {
    const asked = { ...exportRequest, query: { ...exportRequest.query, locationId } };
    return data.exportCustomers(asked, () => undefined, new AbortController().signal);
  };
  expect(await exported('midtown')).toMatchObject({ refusal: { kind: 'forbidden', code: 'other-location' } });
  expect(await exported(null)).toMatchObject({ refusal: { kind: 'forbidden', code: 'needs-master-admin' } });
});

test('an export holds exactly the rows of the list, in its order, with own unsent changes (CL-14)', async () => {
  const { data, till } = await aScreen(users.admin);
  till.onRequest = () => 'no-answer';
  for (const [first, last] of [
    ['Zoe', 'Adams'],
    ['Al', 'Young'],
    ['Bo', 'Adams'],
  ] as const) {
    valueOf(await data.addCustomer(aCustomerForm({ firstName: first, lastName: last }), []));
  }
  const rows: ExportRow[] = [];
  const steps: string[] = [];
  till.onMain = {
    'export:begin': () => (steps.push('begin'), { kind: 'begun', exportId: 'e1' }),
    'export:rows': (request: { rows: ExportRow[] }) => (rows.push(...request.rows), { kind: 'taken' }),
    'export:finish': () => (steps.push('finish'), { kind: 'written', fileName: 'Customers.csv', rows: rows.length }),
    'export:cancel': () => ({}),
  };
  const progress: ExportProgress[] = [];
  const { signal } = new AbortController();
  expect(await data.exportCustomers(exportRequest, (done) => progress.push(done), signal)).toEqual({
    ok: true,
    value: { fileName: 'Customers.csv', rows: 3 },
  });
  expect(rows.map((row) => [row[0], row[1]])).toEqual([
    ['Adams', 'Bo'],
    ['Adams', 'Zoe'],
    ['Young', 'Al'],
  ]);
  expect(steps).toEqual(['begin', 'finish']);
  expect(progress.at(-1)).toEqual({ done: 3, total: 3 });
});

test('an export that is called off leaves no file', async () => {
  const { data, till } = await aScreen(users.admin);
  valueOf(await data.addCustomer(aCustomerForm(), []));
  const steps: string[] = [];
  const abort = new AbortController();
  till.onMain = {
    'export:begin': () => ({ kind: 'begun', exportId: 'e1' }),
    'export:rows': async () => {
      abort.abort();
      await new Promise((resolve) => setTimeout(resolve, 5));
      return { kind: 'taken' };
    },
    'export:finish': () => steps.push('finish'),
    'export:cancel': () => (steps.push('cancel'), {}),
  };
  expect(await data.exportCustomers(exportRequest, () => undefined, abort.signal)).toEqual({ ok: true, value: null });
  expect(steps).toEqual(['cancel']);
});

test('lists are told of customers who come and change, in few words for many, and not after they stop', async () => {
  const { data } = await aScreen();
  let told = 0;
  const stop = data.watchCustomers(() => (told += 1));
  for (const firstName of ['Ann', 'Bo', 'Cy', 'Di', 'Ed']) {
    valueOf(await data.addCustomer(aCustomerForm({ firstName }), []));
  }
  const query = { text: '', appUsersOnly: false, sort: 'name', locationId: 'midtown', page: 0 } as const;
  await vi.waitFor(() => expect(told).toBeGreaterThan(0), 5000);
  expect((await data.customerList(query)).total).toBe(5);
  expect(told).toBeLessThan(5);
  stop();
  const heard = told;
  const { customerId } = valueOf(await data.addCustomer(aCustomerForm({ firstName: 'Flo' }), []));
  valueOf(await data.editCustomer(customerId, { firstName: 'Florence' }, []));
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(told).toBe(heard);
});

test('of two that are added at the same moment with one email the second is refused, in the search worker’s index too (IC-1, IC-7)', async () => {
  const { data } = await aScreen();
  const form = aCustomerForm({ email: 'Betty@x.com' });
  const [first, second] = [data.addCustomer(form, []), data.addCustomer({ ...form, email: 'bETTY@x.com ' }, [])];
  const { customerId } = valueOf(await first);
  expect(await second).toMatchObject({ refusal: { kind: 'taken', other: { customerId } } });
});
