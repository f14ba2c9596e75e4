import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { read, utils } from 'xlsx';
import type { Customer } from '../../core/domain/customers/customer';
import { fileOf } from '../support/spreadsheets/write-file';
import { lookAt } from './support/look';
import { reachData } from './support/page-data';
import { openShop, type Counter, type Shop } from './support/shop';
import { staff } from './support/staff';

const WINDOWS = { kind: 'csv', delimiter: ';', encoding: 'windows-1252', lineEnd: '\r\n' } as const;

let shop: Shop;
let counter: Counter;

test.beforeAll(async () => {
  shop = await openShop();
  counter = await shop.open('midtown', staff.olivia);
});
test.afterAll(() => shop.close());

/** A list as Excel on Windows saves it; its customer number stands under a header nobody could know. */
async function aList(): Promise<string> {
  const path = join(counter.userDataDir, 'Kunden.csv');
  const rows = [
    ['Old system, all customers'],
    ['Name', 'First Name', 'Mobile', 'E-Mail', 'Nr. old', 'Since'],
    ['Müller', 'Zoë', '202-555-0101', 'zoe@example.com', '00017', '03.04.2019'],
    ['Smith', 'Betty', '(202) 555 0102', 'betty@example.com', '00018', '2019/04/03'],
    ['Smith', 'Bob', '2025550102', '', '00019', ''],
    ['', 'Nobody', '', '', '', ''],
    ['Lee', 'Ann', '555-01', 'ann@', '00020', ''],
  ];
  await writeFile(path, fileOf({ rows, format: WINDOWS }));
  return path;
}

async function customersAt(locationId: string): Promise<readonly Customer[]> {
  const rows = await shop.withBooks(({ store }) => store.documents('customers'));
  return rows
    .map(({ document }) => document as unknown as Customer)
    .filter(({ status, homeLocationId }) => status === 'active' && homeLocationId === locationId);
}

test('an Admin uploads a list: columns corrected, dry run, error file, import, and it is here (UP-5 … UP-11)', async () => {
  const { frame, customers, upload } = counter.screens;
  await frame.goTo('Customers');
  await upload.open.click();
  expect(await lookAt(counter.register, 'upload')).toEqual([]);
  await upload.file.setInputFiles(await aList());

  await expect(upload.column('Mobile')).toHaveValue('phone');
  await expect(upload.column('Name')).toHaveValue('lastName');
  await expect(upload.column('Nr. old')).toHaveValue('');
  await expect(upload.preview).toContainText('(202) 555-0101');
  await expect(upload.preview).not.toContainText('00017');
  await upload.column('Nr. old').selectOption('internalId');
  await expect(upload.preview).toContainText('00017');
  await expect(upload.preview).toContainText('Last Name is missing.');

  expect(await lookAt(counter.register, 'upload-columns')).toEqual([]);

  await upload.check.click();
  await expect(upload.count('To be imported')).toHaveText('3');
  expect(await lookAt(counter.register, 'upload-checked')).toEqual([]);
  await expect(upload.count('Duplicates')).toHaveText('1');
  await expect(upload.count('Invalid')).toHaveText('1');
  await expect(upload.problems).toContainText('The phone (202) 555-0102 stands in row 4 already.');
  expect(await customersAt('midtown')).toEqual([]); // UP-6

  const errors = join(counter.userDataDir, 'errors.xlsx');
  await counter.register.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, errors);
  await upload.errorFile('XLSX').click();
  await expect
    .poll(() =>
      readFile(errors).then(
        (file) => file.length,
        () => 0,
      ),
    )
    .toBeGreaterThan(0);
  const sheet = read(await readFile(errors)).Sheets['Not imported'];
  const rows = utils.sheet_to_json<Record<string, unknown>>(sheet ?? {}, { defval: '' });
  expect(rows.map((row) => [row['Row'], row['Result'], row['First Name']])).toEqual([
    [5, 'Not imported', 'Bob'],
    [6, 'Not imported', 'Nobody'],
    [7, 'Imported without it', 'Ann'],
  ]);

  // Somebody is served in between: the list waits as it was left.
  await frame.goTo('Home');
  await frame.goTo('Customers');
  await upload.open.click();
  await expect(upload.count('To be imported')).toHaveText('3');

  await upload.import.click();
  await upload.confirm.click();
  await expect(upload.area.getByText('3 customers imported to Midtown')).toBeVisible();
  const imported = await customersAt('midtown');
  expect(imported.map(({ firstName, internalId }) => `${firstName} ${internalId}`).sort()).toEqual([
    ...['Ann 00020', 'Betty 00018', 'Zoë 00017'],
  ]);
  expect(imported.every(({ smsState, consents }) => smsState === 'none' && consents.length === 0)).toBe(true); // UP-9

  await upload.area.getByRole('button', { name: 'My Customers' }).last().click();
  await expect(customers.customer('Müller, Zoë')).toBeVisible();
});

test('a second list is refused with the reason (UP-1, UP-8), and the import can be undone (UP-10)', async () => {
  const { frame, customers, upload } = counter.screens;
  await frame.goTo('Customers');
  await upload.open.click();
  await expect(upload.area.getByText('only one list is uploaded')).toBeVisible();
  await expect(upload.file).toHaveCount(0);
  await expect(upload.allowAnother).toBeVisible();

  // The second click of a double click keeps them.
  await upload.undo.dblclick();
  await expect(upload.area.getByText('This can be undone')).toBeVisible();
  await upload.undo.press('Enter');
  await expect(upload.area.getByRole('button', { name: 'Keep them' })).toBeFocused();
  await upload.undo.click();
  await expect(upload.area.getByText('was undone')).toBeVisible();
  expect(await customersAt('midtown')).toEqual([]);
  await frame.goTo('Customers');
  await expect(customers.empty).toBeVisible();
});

test('offline a list is checked, hostile files get a sentence, and only importing needs the network (UP-6)', async () => {
  const { frame, upload } = counter.screens;
  counter.cable.unplug();
  await frame.waitUntilOffline();
  await frame.goTo('Customers');
  await upload.open.click();

  const picture = join(counter.userDataDir, 'list.xlsx');
  await writeFile(picture, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 73, 72, 68, 82]));
  await upload.file.setInputFiles(picture);
  await expect(upload.area.getByText('This is no spreadsheet Pawtill can read')).toBeVisible();

  await upload.file.setInputFiles(await aList());
  await upload.check.click();
  await expect(upload.count('To be imported')).toHaveText('3');
  await expect(upload.area.getByText('Importing needs the network, and leaves')).toBeVisible();
  await upload.import.click();
  await upload.confirm.click();
  await expect(upload.area.getByText('The sync server does not answer')).toBeVisible({ timeout: 40_000 });

  counter.cable.plug();
  await frame.networkIsUp();
  await frame.waitUntilReady();
  await upload.import.click();
  await upload.confirm.click();
  await expect(upload.area.getByText('3 customers imported to Midtown')).toBeVisible();
  expect(await customersAt('midtown')).toHaveLength(3);
});

test('an import that is called off while it is carried out leaves nothing, and goes on while others are served (UP-10)', async () => {
  const { frame, upload } = counter.screens;
  await frame.goTo('Home');
  await frame.goTo('Customers');
  await upload.open.click();
  await upload.allowAnother.click();
  const path = join(counter.userDataDir, 'many.csv');
  const people = Array.from(
    { length: 20_000 },
    (_, at) => `Kim,Nr ${String.fromCodePoint(0x4e00 + at)},k${String(at)}@example.org`,
  );
  await writeFile(path, ['First Name,Last Name,Email', ...people].join('\n'));
  await upload.file.setInputFiles(path);
  await upload.check.click();
  await expect(upload.count('To be imported')).toHaveText('20,000');
  await upload.import.click();
  await upload.confirm.click();
  await frame.goTo('Home');
  await frame.goTo('Customers');
  await upload.open.click();
  await expect(upload.percent).toContainText(/^([3-9]\d|100) %/);
  await upload.cancel.click();
  await expect(upload.cancel).toBeDisabled();
  await expect(upload.count('To be imported')).toHaveText('20,000', { timeout: 60_000 });
  expect(await customersAt('midtown')).toHaveLength(3);
  await upload.area.getByRole('button', { name: 'Change columns' }).click();
  await upload.area.getByRole('button', { name: 'Another file' }).click();
  await expect(upload.file).toHaveCount(1);
});

test('a Cashier sees no upload, and is refused in the data layer and by the server (UP-5, RO-11)', async () => {
  const { page, screens } = counter;
  await screens.frame.lock();
  await screens.signIn.signIn(staff.casey);
  await screens.frame.goTo('Customers');
  await expect(screens.customers.addCustomer).toBeVisible();
  await expect(screens.upload.open).toHaveCount(0);

  await reachData(page);
  const refusals = await page.evaluate(async () => {
    const { registerData: data } = globalThis;
    const signal = new AbortController().signal;
    const file = new File(['First Name,Last Name\nAnn,Lee\n'], 'list.csv');
    const refused = [
      await data.uploadStatus(),
      await data.readUpload(file, 'list.csv', () => undefined, signal),
      await data.saveUploadTemplate('csv', false),
    ].map((reply) => (reply.ok ? 'allowed' : reply.refusal.code));
    const asked = await fetch('/v1/imports', { headers: { 'x-pawtill-user': 'olivia' } });
    return [...refused, `${String(asked.status)} ${((await asked.json()) as { code: string }).code}`];
  });
  expect(refusals).toEqual(['needs-admin', 'needs-admin', 'needs-admin', '403 needs-admin']);
});
