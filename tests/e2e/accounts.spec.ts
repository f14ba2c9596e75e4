import { expect, test } from '@playwright/test';
import type { Customer } from '../../core/domain/customers/customer';
import { DAY_MS } from '../../core/kernel/amounts';
import { shelf } from './support/catalogue';
import { lookAt } from './support/look';
import { customerAt, reachData } from './support/page-data';
import { openShop, type Counter, type Shop } from './support/shop';
import { staff } from './support/staff';

const COMBINE = 'Combine Duplicate Petowner Accounts';
const LARGE = 'Acme Dog, large bags';
const LONG_FIRST = 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh & Maximiliana Theodora';
const LONG_LAST = 'Cholmondeley-Majoribanks-Worcestershire / Papadimitrakopoulou-Vandersloot-Quincy';

let shop: Shop;
let midtown: Counter;
let harbor: Counter;
/** Ids of customers by their first name. */
const ids: Record<string, string> = {};

test.beforeAll(async () => {
  shop = await openShop(({ midtown: here, harbor: there, clock }) => {
    const rex = (id: string) => ({
      [`pet:${id}`]: { id, name: 'Rex', type: 'Dog', ageYears: 4, ageRecordedOn: '2026-01-01', birthMonth: 5 },
    });
    ids['Betty'] = here.addCustomer({ firstName: 'Betty', lastName: 'Smith', email: 'betty@example.com' });
    ids['Liz'] = there.addCustomer({ firstName: 'Liz', lastName: 'Smith', phone: '+12025550123' });
    here.editCustomer(ids['Betty'], rex('rex-of-betty'));
    there.editCustomer(ids['Liz'], { ...rex('rex-of-liz'), email: 'liz@example.com' });
    clock.advance(DAY_MS);
    ids['Dora'] = here.addCustomer({ firstName: 'Dora', lastName: 'Doe', email: 'dora@example.com' });
    ids['Emil'] = here.addCustomer({ firstName: 'Emil', lastName: 'Empty' });
    clock.advance(1000);
    const tess = here.addCustomer({ firstName: 'Tess', lastName: 'Twoplaces' });
    clock.advance(1000);
    const long = here.addCustomer({
      firstName: LONG_FIRST,
      lastName: LONG_LAST,
      email: `${'long.'.repeat(40)}x@example.com`,
    });
    clock.advance(1000);
    there.sell(tess, 2);
    here.sell(long, 12);
    clock.advance(1000);
    // Two people of one phone: nobody joins them but a person (IC-10).
    here.addCustomer({ firstName: 'Carl', lastName: 'Weber', phone: '+12025550199' });
    there.addCustomer({ firstName: 'Mia', lastName: 'Lopez', phone: '+12025550199' });
    ids['Vera'] = here.addCustomer({ firstName: 'Vera', lastName: 'Vanish', phone: '+12025550188' });
    for (let day = 0; day < 8; day += 1) {
      clock.advance(DAY_MS);
      here.sell(ids['Betty'], 1);
      if (day < 7) there.sell(ids['Liz'], 1);
      if (day < 5) here.sell(ids['Dora'], 1);
    }
  });
  midtown = await shop.open('midtown', staff.olivia);
  harbor = await shop.open('harbor', staff.hana);
});
test.afterAll(() => shop.close());

/** Nothing serious or critical on the screen as it is now. */
async function expectClean(name: string, counter: Counter = midtown): Promise<void> {
  expect.soft(await lookAt(counter.register, name), name).toEqual([]);
}

/** Unredeemed cards in words, as this register shows them. */
async function cards({ page }: Counter, id: string | undefined): Promise<readonly string[]> {
  const view = await customerAt(page, id ?? '');
  return (view?.cards ?? []).map(({ status, count, buyX }) => `${status} ${String(count)}/${String(buyX)}`);
}

/** What the server keeps. */
async function documentOf(id: string | undefined): Promise<Customer | null> {
  return shop.withBooks(async ({ store }) => (await store.document('customers', id ?? '')) as Customer | null);
}

async function openCustomer({ screens }: Counter, search: string, name: string): Promise<void> {
  await screens.frame.goTo('Customers');
  await screens.customers.search.fill(search);
  await screens.customers.customer(name).click();
}

test('combining is an add-on that a Master Admin switches on (RU-2)', async () => {
  await harbor.screens.frame.chooseAction(COMBINE);
  await expect(harbor.screens.combine.area).toContainText('An Administrator of the master location switches this on');
  const { frame, combine } = midtown.screens;
  await frame.chooseAction(COMBINE);
  await expectClean('combine-switched-off');
  await combine.switchOn.click();
  await expect(combine.search).toBeVisible();
  await expect(harbor.screens.combine.search).toBeVisible();
});

test('a sub-location Admin is told why accounts of another location cannot be combined (RU-17)', async () => {
  const { combine } = harbor.screens;
  await combine.search.fill('smith');
  await combine.addToQueue('Liz Smith').click();
  await combine.addToQueue('Betty Smith').click();
  await expect(combine.area.getByRole('alert')).toContainText('Only an Administrator of the master location');
  await combine.preview.click();
  await expect(combine.combine).toBeDisabled();
  await harbor.screens.frame.goTo('Home');
});

test('worked example 16: 8/12 and 7/12 of two registers become a reward and 3/12; what comes late reaches the primary (RU-3 … RU-15)', async () => {
  const { frame, combine, customer } = midtown.screens;
  await combine.search.fill('smith');
  await combine.addToQueue('Betty Smith').click();
  await combine.addToQueue('Liz Smith').click(); // of Harbor: brought here
  await expect(combine.queue).toHaveCount(2);
  await expect(combine.primary('Betty Smith')).toBeChecked(); // RU-6
  await expectClean('combine-queue');

  // Harbor does not hear of it, and sells to Liz meanwhile.
  harbor.cable.unplug();
  await harbor.screens.frame.waitUntilOffline();
  await harbor.screens.frame.goTo('Check Out');
  await harbor.screens.lookup.select('Liz Smith');
  await harbor.screens.checkout.scan(shelf.bag60);
  await harbor.screens.checkout.checkout.click();
  await harbor.screens.redemption.finished.click();
  await harbor.screens.receipt.receipt.waitFor();

  await combine.preview.click();
  await expect(combine.card(LARGE)).toContainText('Betty Smith8/12');
  await expect(combine.card(LARGE)).toContainText('Liz Smith7/12');
  await expect(combine.card(LARGE)).toContainText('12/12 – reward to take');
  await expect(combine.card(LARGE)).toContainText('3/12');
  await expect(combine.result).toContainText('betty@example.com');
  await expect(combine.result).toContainText('(202) 555-0123');
  await expect(combine.result).toContainText('liz@example.com'); // RU-8: kept as former
  await expect(combine.area.getByRole('checkbox', { name: /^Rex \(Dog\)/ })).toBeChecked(); // RU-13
  await expectClean('combine-preview');
  await expect(combine.combine).toBeDisabled();
  await combine.word.fill('combine');
  midtown.cable.unplug();
  await frame.waitUntilOffline();
  await expect(combine.combine).toBeDisabled(); // RU-18
  await expect(combine.area).toContainText('Needs the network');
  await expectClean('combine-preview-offline');
  midtown.cable.plug();
  await frame.waitUntilReady();
  await expect(combine.combine).toBeEnabled();
  await combine.word.press('Enter');
  await combine.openCustomer.waitFor();
  await expectClean('combine-done');
  await combine.openCustomer.click();
  await expect(customer.fact('Mobile phone')).toHaveText('(202) 555-0123');
  await expect(customer.fact('Pets')).toHaveText(/^Rex, Dog[^R]*$/);
  expect(await cards(midtown, ids['Betty'])).toEqual(['completed 12/12', 'open 3/12']);

  harbor.cable.plug();
  await harbor.screens.frame.waitUntilSent();
  await expect.poll(() => cards(midtown, ids['Betty'])).toEqual(['completed 12/12', 'open 4/12']);
  await harbor.screens.frame.goTo('Customers');
  await harbor.screens.customers.search.fill('smith');
  await expect(harbor.screens.customers.customer('Smith, Betty')).toBeVisible();
  await expect(harbor.screens.customers.customer('Smith, Liz')).toBeHidden(); // CL-15
});

test('Undo Roll-Up gives every account its own cards back (RU-15)', async () => {
  const { customer } = midtown.screens;
  await expect(customer.combined).toContainText('Liz Smith');
  await expect(customer.combined).toContainText('by Olivia');
  await expect(customer.combined).toContainText('Can be undone until');
  await expectClean('customer-combined');
  await customer.combined.getByRole('button', { name: 'Undo Roll-Up' }).click();
  await customer.undoing.waitFor();
  await expectClean('undo-roll-up');
  await customer.undoing.getByRole('button', { name: 'Undo Roll-Up' }).click();
  await expect(midtown.page.getByText('Liz Smith has an account of its own again', { exact: false })).toBeVisible();
  await expect(customer.combined).toHaveCount(0);
  await expect(customer.fact('Mobile phone')).toHaveText('–');
  await expect.poll(() => cards(midtown, ids['Betty'])).toEqual(['open 8/12']);
  await expect.poll(() => cards(harbor, ids['Liz'])).toEqual(['open 8/12']); // 7, and the late one
});

test('worked example 17: deleting says what is lost, wants the last name, and can be restored with all of it (DE-1 … DE-8)', async () => {
  const { frame, customers, customer, deleted } = midtown.screens;
  await openCustomer(midtown, 'dora', 'Doe, Dora');
  await customer.chooseOfAccount('Delete Account');
  await expect(customer.deleting).toContainText('5 of 12 punches');
  await expect(customer.deleting.getByRole('button', { name: 'Combine instead' })).toBeVisible(); // DE-4
  await expectClean('delete-account');
  const remove = customer.deleting.getByRole('button', { name: 'Delete Account' });
  await expect(remove).toBeDisabled();
  await customer.deleting.getByRole('textbox').fill('doe');
  await remove.click();
  await expect(customers.gone).toContainText('Dora Doe');
  await expectClean('my-customers-deleted');
  await customers.gone.getByRole('button', { name: 'Undo' }).click();
  await expect(customers.customer('Doe, Dora')).toBeVisible();
  await expect(customers.gone).toBeHidden();

  await customers.customer('Doe, Dora').click();
  await customer.chooseOfAccount('Delete Account');
  await customer.deleting.getByRole('textbox').fill('Doe');
  await remove.click();
  await expect(customers.empty).toBeVisible();
  await frame.waitUntilSent();
  await customers.deletedButton.click();
  await deleted.rows.first().waitFor();
  await expect(deleted.rows).toHaveCount(1);
  await expect(deleted.rows).toContainText('90 days left');
  await expectClean('deleted-customers');
  midtown.cable.unplug();
  await frame.waitUntilOffline();
  await expect(deleted.restore('Dora Doe')).toBeDisabled();
  await expectClean('deleted-customers-offline');
  midtown.cable.plug();
  await frame.waitUntilReady();
  await deleted.restore('Dora Doe').click();
  await expect(deleted.restored).toContainText('Dora Doe');
  await expect(deleted.area).toContainText('No deleted customers');
  await expectClean('deleted-customers-empty');
  await deleted.restored.getByRole('button', { name: 'Open' }).click();
  await expect(customer.fact('Email')).toHaveText('dora@example.com');
  expect(await cards(midtown, ids['Dora'])).toEqual(['open 5/12']);
});

test('a duplicate that holds nothing is deleted without typing, but not by a key too many; one of two locations is the Master Admin’s (DE-2, DE-4, DE-6)', async () => {
  const { customers, customer } = midtown.screens;
  await openCustomer(midtown, 'emil', 'Empty, Emil');
  await customer.chooseOfAccount('Delete Account');
  await expect(customer.deleting.getByRole('button', { name: 'Keep' })).toBeFocused();
  await midtown.page.keyboard.press('Enter'); // DE-2
  await expect(customer.deleting).toBeHidden();
  await customer.chooseOfAccount('Delete Account');
  await customer.deleting.getByRole('button', { name: 'Delete Account' }).click();
  await expect(customers.gone).toContainText('Emil Empty');
  await midtown.screens.frame.waitUntilSent();
  await expect.poll(async () => (await documentOf(ids['Emil']))?.status).toBe('deleted');
  await expect(customers.empty).toBeVisible();

  await openCustomer(harbor, 'tess', 'Twoplaces, Tess');
  await harbor.screens.customer.chooseOfAccount('Delete Account');
  const { deleting } = harbor.screens.customer;
  await expect(deleting).toContainText('Only an Administrator of the master location can delete this account');
  await expect(deleting.getByRole('button', { name: 'Delete Account' })).toHaveCount(0);
  await deleting.getByRole('button', { name: 'Keep' }).click();
});

test('a possible duplicate is marked, and queued together with the other one, wherever that is (CL-13, IC-10)', async () => {
  const { customers, customer, combine } = midtown.screens;
  await midtown.screens.frame.goTo('Customers');
  await customers.search.fill('weber');
  await expect(customers.rows).toContainText('Possible duplicate');
  await expectClean('my-customers-possible-duplicate');
  await customers.customer('Weber, Carl').click();
  await expect(midtown.page.getByText('Possible duplicate')).toBeVisible();
  await expectClean('customer-possible-duplicate');
  await customer.chooseOfAccount('Combine with another account');
  await expect(combine.queue).toHaveText([/Carl Weber/, /Mia Lopez/]);
  await combine.preview.click();
  await expect(combine.result).toContainText('Carl Weber');
  await combine.area.getByRole('button', { name: 'Queue' }).click();
  await combine.area.getByRole('button', { name: 'Clear the queue' }).click();
});

test('accounts with very long names are queued and previewed', async () => {
  const { frame, combine } = midtown.screens;
  await frame.goTo('Customers');
  await frame.chooseAction(COMBINE);
  for (const [search, name] of [
    ['wolfe', `${LONG_FIRST} ${LONG_LAST}`],
    ['dora', 'Dora Doe'],
    ['tess', 'Tess Twoplaces'],
  ] as const) {
    await combine.search.fill(search);
    await combine.addToQueue(name).click();
  }
  await combine.area.getByRole('radio', { name: /Dora/ }).check();
  await expectClean('combine-long-names');
  await combine.preview.click();
  await combine.word.waitFor();
  await expectClean('combine-preview-long-names');
  await combine.area.getByRole('button', { name: 'Queue' }).click();
  await combine.area.getByRole('button', { name: 'Clear the queue' }).click();
  await expect(combine.queue).toHaveCount(0);
  await expectClean('combine-empty-queue');
});

test('at a customer’s wish everything personal is erased, behind a typed word (DE-7)', async () => {
  const { customers, customer } = midtown.screens;
  await openCustomer(midtown, 'vera', 'Vanish, Vera');
  await customer.chooseOfAccount('Erase personal data');
  const erase = customer.erasing.getByRole('button', { name: 'Erase personal data' });
  await expect(erase).toBeDisabled();
  await expectClean('erase-personal-data');
  await customer.erasing.getByRole('textbox').fill('ERASE');
  await erase.click();
  await expect(customers.gone).toContainText('erased');
  expect(await documentOf(ids['Vera'])).toMatchObject({ status: 'deleted', firstName: '', lastName: '', phone: '' });
});

test('the list sorts, and the active sort chosen again is A–Z; filter and place are kept (CL-5, CL-12, LO-9)', async () => {
  const { frame, customers, customer } = midtown.screens;
  const lastNames = async () => (await customers.names()).map((name) => name.split(/[,-]/)[0]);
  await frame.goTo('Customers');
  await customers.search.fill('');
  await expect(customers.rows).toHaveCount(5);
  await expect.poll(lastNames).toEqual(['Cholmondeley', 'Doe', 'Smith', 'Twoplaces', 'Weber']);
  await customers.choose('Sort By', 'Least recently added');
  await expect.poll(lastNames).toEqual(['Smith', 'Doe', 'Twoplaces', 'Cholmondeley', 'Weber']);
  await expectClean('my-customers-sorted');
  await customers.choose('Sort By', 'Least recently added');
  await expect.poll(lastNames).toEqual(['Cholmondeley', 'Doe', 'Smith', 'Twoplaces', 'Weber']);
  await expect(customers.select('Location')).toHaveValue('Midtown');
  await customers.choose('Location', 'Harbor');
  await expect(customers.customer('Doe, Dora')).toBeHidden();
  await expect(customers.customer('Twoplaces, Tess')).toBeVisible();
  await customers.choose('Location', 'All locations');
  await expect(customers.customer('Doe, Dora')).toBeVisible();
  await expect(customers.customer('Twoplaces, Tess')).toBeVisible();
  await expectClean('my-customers-all-locations');
  await customers.choose('Sort By', 'Most recently added');
  await customers.customer('Smith, Betty').click();
  await customer.title('Betty Smith').waitFor();
  await frame.goTo('Customers');
  await expect(customers.customer('Smith, Betty')).toBeFocused();
  await expect(customers.select('Sort By')).toHaveValue('Most recently added');
  await customers.choose('Sort By', 'Name A–Z');
  await expect(customers.select('Sort By')).toHaveValue('Name A–Z');
  await expect(customers.select('Location')).toHaveValue('All locations');
});

test('a Cashier sees none of it, and the data layer refuses it (RO-11)', async () => {
  const { frame, customers, customer, signIn } = midtown.screens;
  await frame.lock();
  await signIn.signIn(staff.casey);
  await expect(frame.actions).toHaveCount(0);
  await frame.goTo('Customers');
  await expect(customers.rows.first()).toBeVisible();
  await expect(customers.deletedButton).toHaveCount(0);
  await expect(customers.select('Location')).toHaveCount(0);
  await customers.customer('Smith, Betty').click();
  await customer.edit.waitFor();
  await expect(customer.account).toHaveCount(0);
  await reachData(midtown.page);
  const refusals = await midtown.page.evaluate(
    async ([betty = '', dora = '']) => {
      const data = globalThis.registerData;
      const replies = [
        await data.combineCustomers({ primaryId: betty, otherIds: [dora], joinedPets: [] }),
        await data.undoRollUp('any', betty),
        await data.rollUpsOf(betty),
        await data.formerValuesOf(betty),
        await data.deletedCustomers(''),
        await data.restoreCustomer(betty),
        await data.deleteCustomer(betty),
        await data.eraseCustomer(betty),
      ];
      return replies.map((reply) => (reply.ok ? 'done' : reply.refusal.kind));
    },
    [ids['Betty'], ids['Dora']],
  );
  expect(refusals).toEqual(Array.from({ length: 8 }, () => 'forbidden'));
});
