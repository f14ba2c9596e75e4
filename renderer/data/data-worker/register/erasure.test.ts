import { expect, test } from 'vitest';
import { isIntact } from '../../../../core/log/entry';
import { aCustomerForm, valueOf } from '../../../../tests/support/factories';
import { aShop, users, type Till } from '../../../../tests/support/register/a-shop';

const TRACES = ['Bettina', 'Smithers', 'bettina@'];

/** Everything the computer keeps, as text: files of main, and the browser's databases. */
function keptAt({ computer, disk }: Till): string {
  const files = computer.paths.map((path) => computer.contentOf(path)?.toString('latin1') ?? '');
  const rows = [disk.pulled, disk.visitors, disk.entries].map((map: ReadonlyMap<string, unknown>) => [...map.values()]);
  const text = JSON.stringify([...rows, disk.notes], (_, value: unknown) =>
    value instanceof Map ? [...value] : value,
  );
  return [...files, text].join('\n');
}

const tracesAt = (till: Till) => TRACES.filter((trace) => keptAt(till).includes(trace));

/** Betty was added and edited at Midtown; Harbor looked her up, and edited her, too. */
async function bettyAtTwoTills() {
  const shop = await aShop();
  const [midtown, harbor] = [await shop.join('midtown'), await shop.join('harbor')];
  const a = await midtown.start(users.admin);
  const b = await harbor.start(users.subCashier);
  await shop.timers.pass(5000);
  const form = aCustomerForm({ firstName: 'Bettina', lastName: 'Smithers', email: 'bettina@x.com' });
  const { customerId } = valueOf(await a.addCustomer(form));
  const other = valueOf(await b.addCustomer(aCustomerForm({ firstName: 'Lizabeth' }))).customerId;
  await shop.timers.pass(5000);
  valueOf(await b.bringCustomer(customerId));
  valueOf(await b.editCustomer(customerId, { lastName: 'Smithers-Jones' }));
  await shop.timers.pass(5000);
  expect([tracesAt(midtown), tracesAt(harbor)]).toEqual([TRACES, TRACES]);
  return { ...shop, midtown, harbor, a, b, customerId, other };
}

test('who is erased at one register leaves no trace at it or at another: journal, entries, visitors (DE-7)', async () => {
  const { a, b, midtown, harbor, timers, customerId, other } = await bettyAtTwoTills();
  valueOf(await (await a.admin()).erase(customerId));
  await timers.pass(10_000);
  expect([tracesAt(midtown), tracesAt(harbor)]).toEqual([[], []]);
  expect(await b.view(customerId)).toBeNull();
  expect(keptAt(harbor)).toContain('Lizabeth');
  expect((await b.view(other))?.customer.firstName).toBe('Lizabeth');

  await harbor.stop();
  const again = await harbor.start(users.subCashier);
  await timers.pass(5000);
  expect(again.status()).toMatchObject({ network: 'online', unsentEntries: 0 });
  valueOf(await again.editCustomer(other, { lastName: 'Young' }));
  const { head } = (await harbor.main?.ask('journal:head', {})) ?? { head: { logId: '' } };
  const { entries } = (await harbor.main?.ask('journal:read', { logId: head.logId, after: 0, limit: 100 })) ?? {};
  expect(entries?.map(({ kind }) => kind)).toContain('customer-edited');
  expect(entries?.every(isIntact)).toBe(true);
});

test('an edit made without network meets an erased customer: nothing comes back, nothing of it stays (DE-7)', async () => {
  const { a, b, store, midtown, harbor, timers, customerId } = await bettyAtTwoTills();
  harbor.onRequest = () => 'no-answer';
  valueOf(await b.editCustomer(customerId, { firstName: 'Bettina Maria' }));
  valueOf(await (await a.admin()).erase(customerId));
  await timers.pass(30_000);
  expect(tracesAt(harbor)).toEqual(TRACES);
  harbor.onRequest = null;
  await timers.pass(60_000);
  expect(b.status()).toMatchObject({ network: 'online', unsentEntries: 0, notices: [] });
  expect([tracesAt(midtown), tracesAt(harbor)]).toEqual([[], []]);
  expect(await store.document('customers', customerId)).toMatchObject({ status: 'deleted', firstName: '' });
});

test('what a full disk kept back is erased as soon as it has room again (DE-7)', async () => {
  const { a, harbor, timers, customerId } = await bettyAtTwoTills();
  harbor.computer.fault = ({ name, path }) =>
    name === 'write' && path.includes('segment') ? { kind: 'error', code: 'ENOSPC' } : null;
  valueOf(await (await a.admin()).erase(customerId));
  await timers.pass(10_000);
  expect(tracesAt(harbor)).toEqual(TRACES);
  harbor.computer.fault = () => null;
  await timers.pass(90_000);
  expect(tracesAt(harbor)).toEqual([]);
});

test('what a crash or a failing disk kept back is erased at the next start (DE-7)', async () => {
  const { a, harbor, timers, customerId } = await bettyAtTwoTills();
  harbor.computer.fault = ({ name, path }) =>
    name === 'rename' && path.includes('segment') ? { kind: 'error', code: 'EIO' } : null;
  valueOf(await (await a.admin()).erase(customerId));
  await timers.pass(10_000);
  expect(tracesAt(harbor)).toEqual(TRACES);
  await harbor.kill();
  harbor.computer.fault = () => null;
  harbor.onRequest = () => 'no-answer';
  await harbor.start(users.subCashier);
  await timers.pass(1000);
  expect(tracesAt(harbor)).toEqual([]);
});
