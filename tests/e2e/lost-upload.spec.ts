import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Customer } from '../../core/domain/customers/customer';
import { backupDatabase } from '../../sync-server/store/database/backup/backup-database';
import { restoreDatabase } from '../../sync-server/store/database/backup/restore-database';
import { fileOf } from '../support/spreadsheets/write-file';
import { lookAt } from './support/look';
import { openShop, type Counter, type Shop } from './support/shop';
import { staff } from './support/staff';

let shop: Shop;
let counter: Counter;

test.beforeAll(async () => {
  shop = await openShop();
  counter = await shop.open('midtown', staff.olivia);
});
test.afterAll(() => shop.close());

async function upload(file: string): Promise<void> {
  const { screens } = counter;
  await screens.upload.file.setInputFiles(file);
  await screens.upload.check.click();
  await screens.upload.import.click();
  await screens.upload.confirm.click();
  await expect(screens.upload.area.getByText('2 customers imported to Midtown')).toBeVisible();
}

async function customers(): Promise<readonly Customer[]> {
  const rows = await shop.withBooks(({ store }) => store.documents('customers'));
  return rows.map(({ document }) => document as unknown as Customer);
}

test('a list that a restore has lost is named among the work items, and uploading it again brings the same people back (UP-10)', async () => {
  const { frame, workItems, upload: screen, customers: list } = counter.screens;
  const backup = join(counter.userDataDir, 'before.pawtill-backup');
  const { file } = await shop.withBooks(({ database }) =>
    backupDatabase(database.pool, backup, { appVersion: '0.0.0' }),
  );
  const path = join(counter.userDataDir, 'customers.csv');
  const rows = [
    ['First Name', 'Last Name', 'Email Address'],
    ['Betty', 'Smith', 'betty@example.com'],
    ['Ann', 'Lee', ''],
  ];
  await writeFile(path, fileOf({ rows, format: { kind: 'csv', delimiter: ',', encoding: 'utf-8', lineEnd: '\n' } }));
  await frame.goTo('Customers');
  await screen.open.click();
  await upload(path);
  const before = (await customers()).map(({ id }) => id).sort();

  await shop.stopServer();
  await shop.withBooks(async ({ database, books }) => {
    expect(await restoreDatabase(database.pool, file)).toMatchObject({ ok: true });
    await books.prepare();
    await books.beginNextEpoch('restore-command');
  });
  await shop.startServer();
  await expect(frame.workItemCount).toHaveText(/^1/, { timeout: 60_000 });
  await frame.goTo('Work items');
  const item = workItems.item('Upload lost');
  await expect(item).toContainText('The customer list customers.csv (2 rows, uploaded by Olivia on');
  expect(await lookAt(counter.register, 'work-items-lost-upload')).toEqual([]);
  await item.getByRole('button', { name: 'Upload again' }).click();
  await expect(screen.area.getByRole('combobox', { name: 'Which list is this?' })).toHaveValue(/./);
  expect(await lookAt(counter.register, 'upload-lost-list')).toEqual([]);
  await upload(path);

  expect((await customers()).map(({ id }) => id).sort()).toEqual(before);
  await expect(frame.workItemCount).toBeHidden();
  await screen.area.getByRole('button', { name: 'My Customers' }).last().click();
  await expect(list.customer('Smith, Betty')).toBeVisible();
});
