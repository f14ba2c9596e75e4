import { expect, test } from '@playwright/test';
import { DAY_MS } from '../../core/kernel/amounts';
import { misread, shelf } from './support/catalogue';
import { launchRegister } from './support/launch';
import { lookAt } from './support/look';
import { openShop, type Counter, type Shop } from './support/shop';
import { staff } from './support/staff';

const LONG_FIRST = 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh & Maximiliana Theodora';
const LONG_LAST = 'Cholmondeley-Majoribanks-Worcestershire / Papadimitrakopoulou-Vandersloot-Quincy';
const LONG_EMAIL = `${'a.very.long.address.of.somebody'.repeat(3)}@a-long-name-of-a-mail-provider.example.com`;

let shop: Shop;
let counter: Counter;

test.beforeAll(async () => {
  shop = await openShop(({ midtown, harbor, clock }) => {
    const visit = (customerId: string, units: number) => {
      clock.advance(DAY_MS);
      midtown.sell(customerId, units);
    };
    const maria = midtown.addCustomer({
      firstName: 'Maria',
      lastName: 'Garcia',
      email: 'maria@example.com',
      phone: '+12025550141',
    });
    const address = {
      street1: '12 Elm Street',
      street2: '',
      city: 'Boston',
      region: 'MA',
      postal: '02134',
      country: 'US',
    };
    midtown.editCustomer(maria, {
      address,
      'pet:rex': { id: 'rex', name: 'Rex', type: 'Dog', ageYears: 4, ageRecordedOn: '2026-01-01', birthMonth: 5 },
    });
    visit(maria, 12);
    visit(maria, 12);
    visit(maria, 7);
    const long = midtown.addCustomer({ firstName: LONG_FIRST, lastName: LONG_LAST, email: LONG_EMAIL });
    visit(long, 11);
    midtown.addCustomer({ firstName: 'محمد عبد الرحمن', lastName: 'الخوارزمي', phone: '+12025550142' });
    midtown.addCustomer({ firstName: 'Maria', lastName: 'Garcia', phone: '+12025550143' });
    for (const letter of 'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz') {
      clock.advance(1000);
      midtown.addCustomer({ firstName: `Sam ${letter}`, lastName: 'Marigold' });
    }
    harbor.addCustomer({ firstName: 'Marisol', lastName: 'Marigold', phone: '+12025550144' });
  });
  counter = await shop.open('midtown', staff.olivia);
});
test.afterAll(() => shop.close());

/** Nothing serious or critical on the screen as it is now. */
async function expectClean(name: string): Promise<void> {
  expect.soft(await lookAt(counter.register, name), name).toEqual([]);
}

test('first run', async () => {
  const register = await launchRegister({ serverUrl: 'http://127.0.0.1:9' });
  const { page } = register;
  const clean = async (name: string) => expect.soft(await lookAt(register, name), name).toEqual([]);
  await expect(page.getByText('The sync server does not answer')).toBeVisible();
  await clean('first-run-without-server');
  await page.getByRole('button', { name: 'Join with a code' }).click();
  await expect(page.getByLabel('Join code')).toBeVisible();
  await clean('join');
  await register.close();
});

test('sign-in and home', async () => {
  const { page, screens } = counter;
  await expectClean('home');
  await screens.frame.lock();
  await screens.signIn.person('Olivia').waitFor();
  await expectClean('sign-in');
  await screens.signIn.person('Olivia').click();
  await screens.signIn.pin.fill('111111');
  await screens.signIn.pin.press('Enter');
  await screens.signIn.refusal.waitFor();
  await expectClean('sign-in-refused');
  await page.getByRole('button', { name: 'Someone else' }).click();
  await screens.signIn.signIn(staff.olivia);
});

test('customers: list, page, edit, history, export', async () => {
  const { page, screens } = counter;
  await screens.frame.goTo('Customers');
  await screens.customers.rows.first().waitFor();
  await expectClean('my-customers');
  await screens.customers.exportButton.click();
  await screens.exporting.chooseFile.waitFor();
  await expectClean('export');
  await page.keyboard.press('Escape');
  await screens.customers.search.fill('nobody of that name');
  await screens.customers.empty.waitFor();
  await expectClean('my-customers-empty');
  await screens.customers.search.fill('maria');
  await screens.customers.rows.first().waitFor();
  await screens.customers.customer('Garcia, Maria').first().click();
  await screens.customer.programs.getByRole('cell').first().waitFor();
  await expectClean('customer');
  await screens.customer.edit.click();
  await screens.edit.saveButton.waitFor();
  await expectClean('edit-customer');
  await page.keyboard.press('Escape');
  await screens.customer.history.click();
  await screens.history.group('Unredeemed rewards').click();
  await screens.history.cards.first().getByRole('button', { name: 'Expand Details' }).click();
  await expectClean('history');
  await screens.history.group('Expired and closed').click();
  await expectClean('history-empty');
});

test('adding a customer, both steps', async () => {
  const { page, screens } = counter;
  await screens.frame.goTo('Home');
  await screens.home.newCustomer.click();
  await screens.newCustomer.field('Pet Owner First Name').fill('Nora');
  await screens.newCustomer.field('Pet Owner Last Name').fill('Ng');
  await screens.newCustomer.field('Pet Owner Email').fill('MARIA@example.com');
  await screens.newCustomer.save.click();
  await page.getByRole('button', { name: 'Open that customer' }).waitFor();
  await expectClean('new-customer-taken');
  await screens.newCustomer.field('Pet Owner Email').fill('nora@example.com');
  await screens.newCustomer.save.click();
  await screens.newCustomer.field('Pet Name').waitFor();
  await expectClean('new-customer-details');
  await screens.newCustomer.finished.click();
  await screens.checkout.customerName.waitFor();
  await expectClean('checkout-new-customer');
});

test('lookup: rows, other locations, nobody', async () => {
  const { screens } = counter;
  await screens.frame.goTo('Check Out');
  await expectClean('lookup');
  await screens.lookup.field.fill('mari');
  await screens.lookup.elsewhere.getByText('Marisol Marigold').waitFor();
  await expectClean('lookup-rows');
  await screens.lookup.field.fill(LONG_FIRST.slice(0, 12));
  await screens.lookup.rows.first().waitFor();
  await expectClean('lookup-long-name');
  await screens.lookup.field.fill('nobody of that name');
  await screens.lookup.nobody.waitFor();
  await expectClean('lookup-nobody');
});

test('checkout: purchases, questions, rewards, receipt', async () => {
  const { page, screens } = counter;
  const { checkout, redemption } = screens;
  await screens.frame.goTo('Check Out');
  await screens.lookup.field.fill('5550141');
  await screens.lookup.row('Maria Garcia').getByText('Select').click();
  await checkout.scan(shelf.salmonTreat, shelf.salmonTreat, shelf.leash, shelf.tunaCan);
  await expect(checkout.itemCount).toHaveText('4');
  await expectClean('checkout');
  await checkout.area.getByRole('button', { name: 'Click to See Available Items' }).click();
  await page.getByRole('dialog').waitFor();
  await expectClean('available-items');
  await page.keyboard.press('Escape');
  await checkout.scan(misread);
  await checkout.capture.click();
  await expect(checkout.refusals).toBeVisible();
  await expectClean('checkout-refused-capture-off');
  await checkout.capture.click();
  await checkout.incorrectCustomer.click();
  await page.getByRole('dialog').waitFor();
  await expectClean('incorrect-customer');
  await page.getByRole('button', { name: 'Stay with this customer' }).click();
  await checkout.scan(shelf.bag60);
  await checkout.freeItemQuestion.waitFor();
  await expectClean('free-item-question');
  await checkout.freeItemQuestion.getByRole('button', { name: 'Count as purchase' }).click();
  await checkout.checkout.click();
  await checkout.multiPurchase.waitFor();
  await expectClean('multi-purchase');
  await checkout.giveReason('Stocking up');
  await redemption.finished.waitFor();
  await expectClean('redemption');
  await redemption.redeem('Dog, large bags');
  await redemption.reward('Dog, large bags').getByRole('button', { name: 'Redeem Later' }).first().click();
  await expectClean('redemption-redeemed');
  await redemption.finished.click();
  await screens.receipt.receipt.waitFor();
  await expectClean('receipt');
});

test('a checkout whose customer has very long names, and an Arabic one', async () => {
  const { screens } = counter;
  await screens.frame.goTo('Check Out');
  await screens.lookup.select(LONG_FIRST.slice(0, 12));
  await screens.checkout.scan(shelf.bag60);
  await expect(screens.checkout.itemCount).toHaveText('1');
  await expectClean('checkout-long-name');
  await screens.frame.goTo('Check Out');
  await screens.lookup.select('محمد');
  await screens.checkout.customerName.waitFor();
  await expectClean('checkout-arabic');
  await screens.frame.goTo('Home');
  await screens.home.unfinishedSales.first().waitFor();
  await expectClean('home-unfinished');
});

test('offline: the status line, the sync page, the lookup', async () => {
  const { screens } = counter;
  counter.cable.unplug();
  await screens.frame.waitUntilOffline();
  await screens.frame.statusLine.click();
  await screens.sync.area.waitFor();
  await expectClean('sync-offline');
  await screens.frame.goTo('Check Out');
  await screens.lookup.field.fill('mari');
  await screens.lookup.cannotSearchElsewhere.waitFor();
  await expectClean('lookup-offline');
});
