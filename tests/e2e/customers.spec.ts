import { expect, test } from '@playwright/test';
import type { Customer } from '../../core/domain/customers/customer';
import { DAY_MS } from '../../core/kernel/amounts';
import { anItem, aProgram, aProgramCard, upc } from '../support/factories/programs';
import { programs, shelf } from './support/catalogue';
import { lookAt } from './support/look';
import { statusAt } from './support/page-data';
import { openShop, type Counter, type Shop } from './support/shop';
import { staff } from './support/staff';

const LONGEST = 'Wolfeschlegelsteinhausenbergerdorff / Featherstonehaugh-Papadimitrakopoulou, Jr.';
const rawhide = upc(71);

let shop: Shop;
let counter: Counter;
const ids: Record<string, string> = {};

test.beforeAll(async () => {
  shop = await openShop(({ midtown, harbor, clock }) => {
    ids['rosa'] = midtown.addCustomer({ firstName: 'Rosa', lastName: 'Lind', email: 'rosa@example.com' });
    ids['maria'] = midtown.addCustomer({ firstName: 'María', lastName: 'Garcia', phone: '+12025550141' });
    midtown.addCustomer({ firstName: 'Ida', lastName: 'Number', internalId: '5550141' });
    midtown.addCustomer({ firstName: 'Tia', lastName: 'Short', internalId: '7' });
    clock.advance(DAY_MS);
    const hal = { email: 'hal@example.com', phone: '+12025550149', internalId: 'H-077' };
    harbor.addCustomer({ firstName: 'Hal', lastName: 'Bor', ...hal });
  });
  // Its brand wants an address before a reward is given (RD-2).
  const item = anItem({ upc: rawhide, description: 'Rawhide', valueCents: 500 });
  const card = aProgramCard({
    ...{ id: 'card-rawhide', title: 'Rawhide', buyX: 2, rewardRule: 'any-item' },
    items: [item],
  });
  const wantsAddress = { manufacturer: 'Chewy Oak', title: 'Chewy Oak Rawhide', requiresAddress: true, cards: [card] };
  await shop.withBooks(({ books }) =>
    books.putPrograms([...programs, aProgram({ id: 'program-oak', ...wantsAddress })]),
  );
  counter = await shop.open('midtown', staff.olivia);
});
test.afterAll(() => shop.close());

async function customerInBooks(id: string): Promise<Customer | undefined> {
  await counter.screens.frame.waitUntilSent();
  const rows = await shop.withBooks(({ store }) => store.documents('customers'));
  return rows.map(({ document }) => document as unknown as Customer).find((one) => one.id === id);
}

/** Pastes as the system does, through the clipboard. */
async function paste(text: string): Promise<void> {
  await counter.register.app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text);
  await counter.page.keyboard.press('ControlOrMeta+V');
}

test('an address begins with the country of the location; nothing typed is nothing stored (NC-10, NC-16, NC-18)', async () => {
  const { page, screens } = counter;
  const { newCustomer, checkout, edit } = screens;
  await screens.frame.goTo('Home');
  await screens.home.newCustomer.click();
  await newCustomer.field('Pet Owner First Name').fill("Zoë & D'Arcy");
  await newCustomer.field('Pet Owner Last Name').fill(LONGEST);
  await newCustomer.field('Pet Owner Mobile Phone').fill('202.555.0190');
  await newCustomer.field('Pet Owner Email').focus();
  await expect(newCustomer.field('Pet Owner Mobile Phone')).toHaveValue('(202) 555-0190');
  await newCustomer.save.click();
  const country = page.getByRole('combobox', { name: 'Country' });
  await expect(country).toHaveValue('United States');
  await newCustomer.finished.click();
  await expect(checkout.customerName).toContainText(LONGEST);

  // The same customer moves abroad: typed letters choose, by Enter or by going on.
  await page.keyboard.press('F6');
  await expect(edit.field('Pet Owner Mobile Phone')).toHaveValue('(202) 555-0190');
  await edit.field('City').fill('Montréal');
  await country.focus();
  await page.keyboard.type('cana');
  await page.keyboard.press('Tab');
  await expect(country).toHaveValue('Canada');
  expect(await lookAt(counter.register, 'edit-longest-name')).toEqual([]);
  await edit.saveButton.click();
  await expect(edit.dialog).toBeHidden();
  await screens.frame.waitUntilSent();
  const rows = await shop.withBooks(({ store }) => store.documents('customers'));
  const zoe = rows.map(({ document }) => document as unknown as Customer).find(({ lastName }) => lastName === LONGEST);
  expect(zoe).toMatchObject({ phone: '+12025550190', address: { city: 'Montréal', country: 'CA', street1: '' } });
  expect(Object.keys(zoe?.stamps ?? {}).sort()).toEqual(['address', 'created']);
});

test('who has the phone already, and who has the name, is said while a customer is edited (IC-7, IC-9)', async () => {
  const { page, screens } = counter;
  const { checkout, edit, lookup } = screens;
  await screens.frame.goTo('Check Out');
  await lookup.select('Rosa Lind');
  await checkout.scan(shelf.bag60);
  await expect(checkout.itemCount).toHaveText('1');
  await checkout.area.getByRole('button', { name: 'Incomplete Customer Information' }).click(); // IC-3
  await expect(edit.button('Save and Send Verification Email')).toBeEnabled(); // IC-13
  await edit.field('Pet Owner Mobile Phone').fill('202 555 0141');
  const holder = edit.dialog.getByRole('region', { name: 'Already a customer' });
  await expect(holder).toContainText('María Garcia, Midtown');
  expect(await lookAt(counter.register, 'edit-alike')).toEqual([]);
  await edit.saveButton.click();
  await expect(edit.dialog.getByRole('alert').first()).toContainText('already belongs to María Garcia, Midtown');
  await edit.field('Pet Owner Mobile Phone').fill('');
  await edit.field('Pet Owner First Name').fill('maria');
  await edit.field('Pet Owner Last Name').fill('GARCIA');
  const namesakes = edit.dialog.getByRole('region', { name: 'Possible duplicates' });
  await expect(namesakes).toContainText('(202) 555-0141');
  await expect(edit.saveButton).toBeEnabled();
  await page.keyboard.press('Escape');
  await expect(edit.dialog).toBeHidden();
  await expect(checkout.lines).toHaveCount(1); // CP-5
  // Opening the other one leaves the sale where it can be gone on with.
  await checkout.area.getByRole('button', { name: 'No Email on File' }).waitFor({ state: 'hidden' });
  await page.keyboard.press('F6');
  await edit.field('Pet Owner Mobile Phone').fill('202 555 0141');
  await holder.getByRole('button', { name: 'Open that customer' }).click();
  await expect(screens.customer.title('María Garcia')).toBeVisible();
  await screens.frame.goTo('Home');
  await expect(screens.home.unfinishedSales).toContainText('A sale for Rosa Lind with 1 line was not finished');
  await screens.home.continueSale.click();
  await expect(checkout.lines).toHaveCount(1);
});

test('an Admin reads what an email was before (CP-7)', async () => {
  const { page, screens } = counter;
  const { customer, customers, edit } = screens;
  await screens.frame.goTo('Customers');
  await customers.customer('Short, Tia').click();
  await customer.chooseOfAccount('Former contact data');
  await expect(customer.former).toContainText('Nothing of Tia Short was changed');
  await page.keyboard.press('Escape');
  for (const email of ['tia@example.com', 'tia.short@example.com']) {
    await page.keyboard.press('F6');
    await edit.save({ 'Pet Owner Email': email });
  }
  await screens.frame.waitUntilSent();
  await customer.chooseOfAccount('Former contact data');
  await expect(customer.former).toContainText(/Email.*tia@example\.com.*Until .*, at Midtown, /s);
  await expect(customer.former).not.toContainText('tia.short');
  expect(await lookAt(counter.register, 'former-contact-data')).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(customer.account).toBeFocused();
});

test('a form that is left for the sync page is as it was, and a saved customer is not added twice (NC-14, OX-10)', async () => {
  const { screens } = counter;
  const { frame, home, newCustomer, sync } = screens;
  await frame.goTo('Home');
  await home.newCustomer.click();
  await newCustomer.field('Pet Owner First Name').fill('Nell');
  await newCustomer.field('Pet Owner Last Name').fill('Halfway');
  await newCustomer.field('Pet Owner Email').fill('nell@example.com');
  const welcome = newCustomer.checkbox('Send Welcome Email');
  await welcome.check();
  await frame.statusLine.click();
  await sync.back.click();
  await expect(newCustomer.field('Pet Owner First Name')).toHaveValue('Nell');
  await expect(welcome).toBeChecked();
  await newCustomer.add({ first: 'Nell', last: 'Halfway-Done' });
  await frame.statusLine.click();
  await sync.back.click();
  await newCustomer.field('Pet Name').fill('Pip');
  await newCustomer.finished.click();
  await expect(screens.checkout.customerName).toContainText('Nell Halfway-Done');
  await frame.goTo('Customers');
  await screens.customers.search.fill('halfway');
  await expect(screens.customers.rows).toHaveCount(1);
});

test('an email, phone or ID of a customer of another location is refused too, and that customer can be opened (IC-7, IC-11, LO-8)', async () => {
  const { page, screens } = counter;
  const { newCustomer, edit } = screens;
  const holder = page.getByRole('region', { name: 'Already a customer' });
  await screens.frame.goTo('Home');
  await screens.home.newCustomer.click();
  await newCustomer.field('Pet Owner First Name').fill('Nora');
  await newCustomer.field('Pet Owner Last Name').fill('Else');
  await newCustomer.field('Pet Owner Mobile Phone').fill('202 555 0149');
  await expect(holder).toContainText('Hal Bor, Harbor');
  await newCustomer.field('Pet Owner Mobile Phone').fill('');
  await expect(holder).toBeHidden();
  await newCustomer.field('Internal Customer ID').fill('h-077');
  await expect(holder).toContainText('Hal Bor, Harbor');
  await newCustomer.save.click();
  await expect(page.getByText('This Internal Customer ID already belongs to Hal Bor, Harbor.').first()).toBeVisible();
  await newCustomer.field('Internal Customer ID').fill('h-77'); // leading zeros count
  await expect(holder).toBeHidden();
  await newCustomer.field('Internal Customer ID').fill('');
  await newCustomer.field('Pet Owner Email').fill('HAL@example.com');
  await expect(holder).toContainText('Hal Bor, Harbor');
  await newCustomer.save.click();
  await expect(page.getByText('This email already belongs to Hal Bor, Harbor.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Open that customer' }).click();
  await expect(screens.customer.title('Hal Bor')).toBeVisible();

  await screens.frame.goTo('Check Out');
  await screens.lookup.select('Rosa Lind');
  await page.keyboard.press('F6');
  await edit.field('Pet Owner Mobile Phone').fill('202 555 0149');
  await expect(holder).toContainText('Hal Bor, Harbor');
  await edit.saveButton.click();
  await expect(edit.dialog.getByRole('alert').first()).toContainText('already belongs to Hal Bor, Harbor');
  await page.keyboard.press('Escape');
});

test('the sync page, looked at in the middle of a sale, loses nothing of it (PU-19, OX-10)', async () => {
  const { screens } = counter;
  const { checkout } = screens;
  await screens.frame.goTo('Check Out');
  await screens.lookup.select('Rosa Lind');
  await checkout.scan(shelf.bag60, shelf.leash);
  await expect(checkout.itemCount).toHaveText('2');
  await screens.frame.statusLine.click();
  await screens.sync.back.click();
  await expect(checkout.itemCount).toHaveText('2');
  await expect(checkout.customerName).toContainText('Rosa Lind');
});

test('items move to the next customer or are discarded when the customer was the wrong one (LK-6, LK-11, IC-6)', async () => {
  const { screens } = counter;
  const { checkout, lookup } = screens;
  await screens.frame.goTo('Check Out');
  await lookup.select('Rosa Lind');
  await checkout.scan(shelf.bag60, shelf.leash);
  await checkout.incorrectCustomer.click();
  await counter.page.getByRole('button', { name: 'Move the items to the next customer' }).click();
  await lookup.select('María Garcia');
  await expect(checkout.itemCount).toHaveText('2');
  await expect(checkout.area.getByRole('button', { name: 'No Email on File' })).toBeVisible(); // LK-5
  await checkout.incorrectCustomer.click();
  await counter.page.getByRole('button', { name: 'Discard the items' }).click();
  await lookup.select('María Garcia');
  await expect(checkout.itemCount).toHaveText('0');
});

test('a scanned or pasted Internal Customer ID selects its customer, however short and whoever’s phone it is in (LK-10)', async () => {
  const { page, screens } = counter;
  const { checkout, lookup, frame } = screens;
  await frame.goTo('Check Out');
  await lookup.field.click();
  await page.keyboard.type('5550141');
  // The phone holds it too, and a slow scanner's Enter comes when both are shown.
  await expect(lookup.row('María Garcia')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(checkout.customerName).toContainText('Ida Number');
  await frame.goTo('Check Out');
  await lookup.field.click();
  await paste('5550141');
  await expect(checkout.customerName).toContainText('Ida Number');
  await frame.goTo('Check Out');
  await lookup.field.click();
  await paste('7');
  await expect(checkout.customerName).toContainText('Tia Short');
  // What the arrows chose is meant, whatever else the text may be.
  await frame.goTo('Check Out');
  await lookup.field.click();
  await page.keyboard.type('5550141');
  await expect(lookup.rows).toHaveCount(2);
  const chosen = await lookup.rows.nth(1).textContent();
  await page.keyboard.press('ArrowDown');
  await expect(lookup.rows.nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(checkout.customerName).toContainText(chosen?.includes('Ida') === true ? 'Ida Number' : 'María Garcia');
});

test('a number that found nobody stands in the new customer’s phone, an email in the email (NC-21)', async () => {
  const { page, screens } = counter;
  const { lookup, newCustomer } = screens;
  for (const [typed, label, value] of [
    ['2025550177', 'Pet Owner Mobile Phone', '(202) 555-0177'],
    ['nobody@example.com', 'Pet Owner Email', 'nobody@example.com'],
    ["Ann & Bill O'Brien-Smith", 'Pet Owner Last Name', "O'Brien-Smith"],
  ] as const) {
    await screens.frame.goTo('Check Out');
    await lookup.field.fill(typed);
    await expect(lookup.nobody).toBeVisible();
    await page.keyboard.press('F4');
    await expect(newCustomer.field(label)).toHaveValue(value);
  }
});

test('what a brand wants of the customer is filled in at the reward, and the sale goes on (RD-2, CP-4, CP-5)', async () => {
  const { page, screens } = counter;
  const { checkout, redemption, edit } = screens;
  await screens.frame.goTo('Check Out');
  await screens.lookup.select('María Garcia');
  await checkout.scan(rawhide, rawhide);
  await checkout.checkout.click();
  await checkout.giveReason('Stocking up');
  await expect(redemption.finished).toBeDisabled();
  await page.getByRole('button', { name: 'Add it now' }).click();
  await edit.field('Pet Owner Email').fill('ROSA@example.com');
  await expect(edit.dialog.getByRole('region', { name: 'Already a customer' })).toContainText('Rosa Lind'); // IC-7
  await edit.save({
    ...{ 'Pet Owner Email': 'maria@example.com', Street: '1 Elm Street', City: 'Boston' },
    ...{ 'State or province': 'MA', 'Postal code': '02134' },
  });
  await expect(page.getByRole('button', { name: 'Add it now' })).toBeHidden();
  await redemption.redeem('Rawhide');
  await redemption.finished.click();
  await screens.receipt.receipt.waitFor();
  const address = { street1: '1 Elm Street', city: 'Boston', region: 'MA', postal: '02134', country: 'US' };
  expect(await customerInBooks(ids['maria'] ?? '')).toMatchObject({ email: 'maria@example.com', address });
});

test('an email opens the mail program with that one address, from the list and from the page (CL-6, CL-7)', async () => {
  const { page, screens } = counter;
  await counter.register.app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = (url) => {
      opened.push(url);
      return Promise.resolve();
    };
  });
  await screens.frame.goTo('Customers');
  await screens.customers.search.fill('rosa@');
  await page.getByRole('main').getByRole('button', { name: 'rosa@example.com' }).click();
  await screens.customers.customer('Lind, Rosa').click();
  await screens.customer.title('Rosa Lind').waitFor();
  await page.getByRole('region', { name: 'Contact data' }).getByRole('button', { name: 'rosa@example.com' }).click();
  await expect
    .poll(() => counter.register.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened))
    .toEqual(['mailto:rosa%40example.com', 'mailto:rosa%40example.com'].map((url) => url.replace('%40', '@')));
});

test('the list filters by Mobile App Users, and says so when there is none (CL-4)', async () => {
  const { page, screens } = counter;
  await screens.frame.goTo('Customers');
  await screens.customers.search.fill('');
  await expect(screens.customers.rows).not.toHaveCount(0);
  await page.getByText('Mobile App Users').click();
  await expect(page.getByText('No customer uses the mobile app yet')).toBeVisible();
  await page.getByRole('button', { name: 'Show all customers' }).click();
  await expect(screens.customers.rows).not.toHaveCount(0);
});

test('times are those of the location, wherever the computer thinks it is (OX-10)', async () => {
  const { page, screens } = counter;
  counter.cable.unplug();
  await screens.frame.waitUntilOffline();
  const { dataAsOf } = await statusAt(page);
  const time = new Intl.DateTimeFormat('en-US', { timeStyle: 'short', timeZone: 'America/New_York' });
  await expect(screens.frame.network).toContainText(`data as of ${time.format(dataAsOf ?? 0)}`);
  await screens.frame.statusLine.click();
  await expect(screens.sync.area).toContainText(`complete as of ${time.format(dataAsOf ?? 0)}`);
  await screens.sync.back.click();
  counter.cable.plug();
  expect(counter.register.complaints).toEqual([]);
});
