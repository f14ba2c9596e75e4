import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { read, utils } from 'xlsx';
import type { Customer } from '../../core/domain/customers/customer';
import type { Pet } from '../../core/domain/customers/pets';
import { reachData } from './support/page-data';
import { openShop, type Counter, type Shop } from './support/shop';
import { staff } from './support/staff';

const FIRST = ['Ann & Bill', 'Zoë', 'Jo', "D'Arcy", 'Łucja', 'Max', 'Ivy'];
const CUSTOMERS = 130;

let shop: Shop;
let counter: Counter;

test.beforeAll(async () => {
  shop = await openShop(({ midtown, harbor, clock }) => {
    for (let at = 0; at < CUSTOMERS; at += 1) {
      clock.advance(60_000);
      const contact = {
        firstName: FIRST[at % FIRST.length] ?? '',
        // Falls while ids rise, so that the order of adding is not the order of the list.
        lastName: `Family ${String.fromCharCode(65 + ((CUSTOMERS - at) % 26))}${String.fromCharCode(65 + (at % 20))}`,
        email: at % 4 === 0 ? '' : `person${String(at)}@example.com`,
        phone: at % 5 === 0 ? '' : `+1202555${String(1000 + at)}`,
        internalId: at % 3 === 0 ? `00${String(at)}` : '',
      };
      const id = midtown.addCustomer(contact);
      const street1 = at % 7 === 0 ? '=HYPERLINK("http://example.com")' : `${String(at)} Elm Street, "rear"`;
      const address = { street1, street2: '', city: 'Boston', region: 'MA', postal: '02134', country: 'US' };
      midtown.editCustomer(id, at % 2 === 0 ? { address } : { [`pet:dog${String(at)}`]: aDog(`dog${String(at)}`, at) });
    }
    harbor.addCustomer({ firstName: 'Only', lastName: 'Harbor' });
  });
  counter = await shop.open('midtown', staff.olivia);
  // What follows needs no network (5.2).
  counter.cable.unplug();
  await counter.screens.frame.waitUntilOffline();
});
test.afterAll(() => shop.close());

function aDog(id: string, at: number): Pet {
  const age = { ageYears: at % 12, ageRecordedOn: '2026-01-01', birthMonth: (at % 12) + 1 };
  return { id, name: at % 9 === 0 ? '-Rex' : 'Rex', type: 'Dog', ...age };
}

/** The system's save dialog answers this path: the one thing here that is not real. */
async function answerSaveDialog(fileName: string): Promise<string> {
  const path = join(counter.userDataDir, fileName);
  await counter.register.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
  return path;
}

async function exportTo(
  fileName: string,
  what: 'customers' | 'pets',
  format: 'Excel (XLSX)' | 'Text (CSV)',
): Promise<Buffer> {
  const { customers, exporting } = counter.screens;
  const path = await answerSaveDialog(fileName);
  await (what === 'customers' ? customers.exportButton : customers.exportPets).click();
  await expect(exporting.dialog).toContainText('The file holds personal data'); // CL-14
  await expect(exporting.dialog).toContainText(/from what this register stores as of \S+\s[AP]M\./); // 5.2
  await exporting.format(format).click();
  await exporting.chooseFile.click();
  await expect(exporting.done).toContainText(fileName);
  await expect(exporting.closeButton).toBeFocused(); // what was pressed went with the question
  await exporting.close();
  return readFile(path);
}

/** Midtown's customers as the server keeps them, in the order of the list (CL-12). */
async function serverList(): Promise<readonly Customer[]> {
  const rows = await shop.withBooks(({ store }) => store.documents('customers'));
  const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('Ł', 'L').toLowerCase();
  return rows
    .map(({ document }) => document as unknown as Customer)
    .filter(({ locations }) => locations.some(({ locationId }) => locationId === 'midtown'))
    .sort(
      (a, b) =>
        compare(a.lastName, b.lastName) || compare(plain(a.firstName), plain(b.firstName)) || a.createdAt - b.createdAt,
    );
}
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** `2026-03-14` in the time zone of the shop. */
const dayOf = (instant: number) =>
  new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: 'America/New_York' }).format(instant);

/** `(202) 555-1001` for `+12025551001`. */
const phoneOf = ({ phone }: Customer) => phone.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3');

type Row = Readonly<Record<string, unknown>>;

test('customers as XLSX: every row the server has, in order, text as text and dates as dates (CL-8, CL-12, CL-14)', async () => {
  await counter.screens.frame.goTo('Customers');
  const book = read(await exportTo('all.xlsx', 'customers', 'Excel (XLSX)'), { cellDates: true, cellFormula: true });
  const sheet = book.Sheets['Customers'];
  if (sheet === undefined) throw new Error('no sheet');
  expect(sheet['!autofilter']?.ref).toBe(sheet['!ref']);
  expect(Object.values(sheet).filter((cell: { f?: string }) => cell.f !== undefined)).toEqual([]);

  const rows = utils.sheet_to_json<Row>(sheet, { defval: '', UTC: true });
  const list = await serverList();
  expect(list).toHaveLength(CUSTOMERS);
  expect(rows).toHaveLength(CUSTOMERS);
  for (const [at, customer] of list.entries()) {
    const { firstName, lastName, email, internalId, address } = customer;
    const row = rows[at] ?? {};
    expect(row).toMatchObject({
      ...{ 'Last Name': lastName, 'First Name': firstName, Email: email, 'Mobile Phone': phoneOf(customer) },
      ...{ 'Internal Customer ID': internalId, 'Street 1': address.street1, 'Postal Code': address.postal },
      ...{ 'Account Type': 'Pet Owner', 'Home Location': 'Midtown', Locations: 'Midtown' },
      ...{ Incomplete: email === '' || customer.phone === '' ? 'yes' : '', Pets: customer.pets.length },
    });
    expect(row['Added']).toBeInstanceOf(Date);
    expect((row['Added'] as Date).toISOString().slice(0, 10)).toBe(dayOf(customer.createdAt));
  }
});

test('exactly the rows of the filter as CSV, with a mark for UTF-8 and nothing that runs (CL-14)', async () => {
  const { customers } = counter.screens;
  await counter.screens.frame.goTo('Customers');
  await customers.search.fill('zoe');
  await expect(customers.rows.first()).toContainText('Zoë');
  const file = await exportTo('filtered.csv', 'customers', 'Text (CSV)');
  await customers.search.fill('');
  expect([...file.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(file.toString('utf8')).not.toMatch(/(^|,)"?[=+@]/m);

  const sheet = Object.values(read(file, { type: 'buffer', raw: true }).Sheets)[0];
  const rows = utils.sheet_to_json<Row>(sheet ?? {}, { defval: '', raw: false });
  const list = (await serverList()).filter(({ firstName }) => firstName === 'Zoë');
  expect(list.length).toBeGreaterThan(15);
  expect(
    rows.map((row) => [row['Last Name'], row['Email'], row['Mobile Phone'], row['Street 1'], row['Postal Code']]),
  ).toEqual(
    list.map((customer) => [
      ...[customer.lastName, customer.email, phoneOf(customer)],
      ...[customer.address.street1.replace(/^=/, "'="), customer.address.postal],
    ]),
  );
});

test('what is exported is what is shown: searched for, sorted, of the chosen location (CL-8, CL-14, LO-9)', async () => {
  const { frame, customers } = counter.screens;
  await frame.goTo('Customers');
  await customers.search.fill('zoe');
  await customers.choose('Sort By', 'Most recently added');
  const newest = (await serverList()).filter(({ firstName }) => firstName === 'Zoë');
  newest.sort((a, b) => b.createdAt - a.createdAt);
  const shownAs = newest.map(({ lastName, firstName }) => `${lastName}, ${firstName}`);
  await expect.poll(() => customers.names()).toEqual(shownAs);
  const book = read(await exportTo('newest.xlsx', 'customers', 'Excel (XLSX)'));
  const rows = utils.sheet_to_json<Row>(book.Sheets['Customers'] ?? {}, { defval: '' });
  expect(rows.map((row) => `${String(row['Last Name'])}, ${String(row['First Name'])}`)).toEqual(shownAs);
  const pets = read(await exportTo('newest-pets.xlsx', 'pets', 'Excel (XLSX)'));
  const owners = utils.sheet_to_json<Row>(pets.Sheets['Pets'] ?? {}, { defval: '' }).map((row) => row['Last Name']);
  expect(owners).toEqual(newest.filter((one) => one.pets.length > 0).map(({ lastName }) => lastName));

  // Nobody of Midtown was at Harbor: the list is empty, and so is the file.
  await customers.choose('Location', 'Harbor');
  await expect(customers.empty).toBeVisible();
  const none = read(await exportTo('harbor.csv', 'customers', 'Text (CSV)'), { type: 'buffer', raw: true });
  expect(utils.sheet_to_json(Object.values(none.Sheets)[0] ?? {})).toEqual([]);
  await customers.choose('Location', 'Midtown');
  await customers.choose('Sort By', 'Name A–Z');
  await customers.search.fill('');
});

test('pets as XLSX and CSV: one row a pet, beside its owner (CL-8)', async () => {
  await counter.screens.frame.goTo('Customers');
  const expected = (await serverList()).flatMap((customer) =>
    customer.pets.map(({ name, type, birthMonth }) => [
      ...[customer.lastName, customer.firstName, phoneOf(customer), name, type, birthMonth],
    ]),
  );
  expect(expected.length).toBe(CUSTOMERS / 2);
  const columns = ['Last Name', 'First Name', 'Mobile Phone', 'Pet Name', 'Pet Type', 'Birth Month'];
  const cellsOf = (rows: readonly Row[]) => rows.map((row) => columns.map((column) => row[column]));

  const workbook = read(await exportTo('pets.xlsx', 'pets', 'Excel (XLSX)'));
  expect(cellsOf(utils.sheet_to_json<Row>(workbook.Sheets['Pets'] ?? {}, { defval: '' }))).toEqual(expected);

  const text = read(await exportTo('pets.csv', 'pets', 'Text (CSV)'), { type: 'buffer', raw: true });
  const lines = utils.sheet_to_json<Row>(Object.values(text.Sheets)[0] ?? {}, { defval: '', raw: false });
  expect(cellsOf(lines)).toEqual(expected.map((cells) => cells.map((cell) => String(cell).replace(/^-/, "'-"))));
});

test('a customer gets a copy of everything kept, as a table and for computers, and it is logged (DE-7, CL-14)', async () => {
  const { frame, customers, customer } = counter.screens;
  const [kept] = await serverList();
  if (kept === undefined) throw new Error('no customer');
  await frame.goTo('Customers');
  await customers.customer(`${kept.lastName}, ${kept.firstName}`).first().click();
  for (const [label, fileName] of [
    ['Excel (XLSX)', 'copy.xlsx'],
    ['For computers (JSON)', 'copy.json'],
  ] as const) {
    await customer.chooseOfAccount('Copy of customer data');
    const path = await answerSaveDialog(fileName);
    await customer.copying.getByText(label).click();
    await customer.copying.getByRole('button', { name: 'Choose a file name…' }).click();
    await expect(customer.copying).toContainText(`Written to ${fileName}`);
    await customer.copying.getByRole('button', { name: 'Close' }).last().click();
    const bytes = await readFile(path);
    if (fileName === 'copy.json') {
      expect(JSON.parse(bytes.toString('utf8'))).toMatchObject({ customer: { id: kept.id, lastName: kept.lastName } });
    } else {
      const sheet = read(bytes).Sheets['Customer'];
      const rows = utils.sheet_to_json<Row>(sheet ?? {});
      expect(rows).toContainEqual({ About: 'Contact', What: 'Last name', Value: kept.lastName });
    }
  }
});

test('worked example 20: a Cashier sees no export, is refused in the data layer, and that is logged (RO-11)', async () => {
  const { page, screens } = counter;
  await screens.frame.lock();
  counter.cable.plug();
  await screens.signIn.signIn(staff.casey);
  await screens.frame.goTo('Customers');
  await expect(screens.customers.addCustomer).toBeVisible();
  await expect(screens.customers.exportButton).toHaveCount(0);
  await expect(screens.customers.exportPets).toHaveCount(0);

  await answerSaveDialog('stolen.xlsx');
  await reachData(page);
  const [customer] = await serverList();
  const refusals = await page.evaluate(async (customerId) => {
    const { registerData: data } = globalThis;
    const query = { text: '', appUsersOnly: false, sort: 'name', locationId: 'midtown', page: 0 } as const;
    const asked = { what: 'customers', format: 'xlsx', query } as const;
    const exported = await data.exportCustomers(asked, () => undefined, new AbortController().signal);
    const deleted = await data.deleteCustomer(customerId);
    return [exported, deleted].map((reply) => (reply.ok ? 'allowed' : [reply.refusal.kind, reply.refusal.code]));
  }, customer?.id ?? '');
  expect(refusals).toEqual([
    ['forbidden', 'needs-admin'],
    ['forbidden', 'needs-admin'],
  ]);
  await expect(readFile(join(counter.userDataDir, 'stolen.xlsx'))).rejects.toThrow('ENOENT');

  await screens.frame.networkIsUp();
  await screens.frame.waitUntilReady();
  const told = async () => {
    const audit = await shop.withBooks(({ store }) => store.auditRows());
    return audit.map(({ action, target, userId }) => `${action} ${target} by ${String(userId)}`);
  };
  await expect.poll(told).toContain('attempt-refused export-customers by casey');
  await expect.poll(told).toContain('attempt-refused delete-customer by casey');
  const exported = (await told()).filter((line) => line.startsWith('customers-exported') && line.endsWith('by olivia'));
  expect(exported.filter((line) => line.includes('midtown'))).toHaveLength(6);
  expect(exported.filter((line) => line.includes('harbor'))).toHaveLength(1);
  expect(exported).toHaveLength(9);
});
