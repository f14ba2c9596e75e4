import { expect, test } from '@playwright/test';
import type { Customer } from '../../core/domain/customers/customer';
import type { TransactionDocument } from '../../core/domain/transactions/transaction-document';
import { DAY_MS } from '../../core/kernel/amounts';
import { shelf } from './support/catalogue';
import { keptDraftLinesAt, statusAt } from './support/page-data';
import { openShop, type Counter, type Shop } from './support/shop';
import { staff } from './support/staff';

let shop: Shop;
let counter: Counter;
const finished: string[] = [];

/** Joined, filled and signed in once; from then on the server is never there again until the last test. */
test.beforeAll(async () => {
  shop = await openShop(({ midtown, clock }) => {
    const rosa = midtown.addCustomer({ firstName: 'Rosa', lastName: 'Lind', email: 'rosa@example.com' });
    clock.advance(DAY_MS);
    midtown.sell(rosa, 12);
    midtown.addCustomer({ firstName: 'Bo', lastName: 'Lee', phone: '+12025550163' });
  });
  counter = await shop.open('midtown', staff.casey);
  await shop.stopServer();
});
test.afterAll(() => shop.close());

async function finish(): Promise<void> {
  const { checkout, redemption, receipt } = counter.screens;
  await checkout.checkout.click();
  await redemption.finished.click();
  finished.push(await receipt.transactionId());
}

test('switched on without network: the PIN is checked here, and the screen says how old the data is (RO-13, OX-10)', async () => {
  await counter.screens.frame.waitUntilOffline();
  await counter.screens.frame.lock();
  const { page, screens } = counter;
  await screens.signIn.person('Casey').click();
  await screens.signIn.pin.fill('111111');
  await screens.signIn.pin.press('Enter');
  await expect(screens.signIn.refusal).toContainText('PIN');
  await page.getByRole('button', { name: 'Someone else' }).click();
  // Olivia never signed in on this register.
  await screens.signIn.person('Olivia').click();
  await expect(page.getByText('First sign-in on this register: it needs the network once.')).toBeVisible();

  await counter.kill();
  counter = await counter.reopen();
  await counter.screens.frame.waitUntilOffline();
  await expect(counter.screens.frame.network).toHaveText(/^Offline – data as of \d{1,2}:\d{2}/);
  await counter.screens.frame.statusLine.click();
  await expect(counter.screens.sync.area).toContainText('Selling goes on as usual');
  await counter.screens.sync.back.click();
});

test('worked example 1 without network: short names, and other locations said to be out of reach (LK-2, LK-3, LK-8, LO-8)', async () => {
  const { lookup, frame } = counter.screens;
  await frame.goTo('Check Out');
  await lookup.field.fill('Lee');
  await expect(lookup.rows).toHaveCount(0);
  await lookup.field.fill('Lee ');
  await expect(lookup.row('Bo Lee')).toBeVisible();
  await lookup.field.fill('Bo');
  await expect(lookup.rows).toHaveCount(0);
  await lookup.field.press('Enter');
  await expect(lookup.row('Bo Lee')).toBeVisible();
  await expect(lookup.cannotSearchElsewhere).toBeVisible();
  await lookup.field.fill('555016');
  await expect(lookup.row('Bo Lee')).toBeVisible();
});

test('a customer is added in both steps, asked for a message, and checked out (NC-1, NC-8, NC-10, NC-12, MP-1)', async () => {
  const { page, screens } = counter;
  await screens.frame.goTo('Customers');
  await screens.customers.addCustomer.click();
  const welcome = page.getByRole('checkbox', { name: 'Send Welcome Email' });
  await expect(welcome).toBeDisabled(); // NC-17
  await screens.newCustomer.field('Pet Owner First Name').fill('Tess');
  await screens.newCustomer.field('Pet Owner Last Name').fill('Moor');
  await screens.newCustomer.field('Pet Owner Email').fill('ROSA@example.com');
  await welcome.check();
  await screens.newCustomer.save.click();
  // Worked example 3: Rosa has it, and she can be opened (IC-7, IC-8).
  await expect(page.getByText(/Rosa Lind, Midtown/).first()).toBeVisible();
  await screens.newCustomer.field('Pet Owner Email').fill('tess@example.com');
  await screens.newCustomer.save.click();
  await screens.newCustomer.field('Pet Name').fill('Biscuit');
  await screens.newCustomer.field('Postal code').fill('02134');
  await screens.newCustomer.finished.click();

  await expect(screens.checkout.customerName).toContainText('Tess Moor');
  await screens.checkout.scan(shelf.bag60, shelf.bag60, shelf.leash);
  await screens.checkout.checkout.click();
  await screens.checkout.giveReason('Multiple pets');
  await screens.redemption.finished.click();
  finished.push(await screens.receipt.transactionId());
});

test('missing data is filled in during a checkout that loses nothing; a reward is taken, given back and kept (IC-4, IC-5, RD-4, RD-6)', async () => {
  const { checkout, edit, lookup, frame, redemption } = counter.screens;
  await frame.goTo('Check Out');
  await lookup.select('Rosa Lind');
  await checkout.scan(shelf.bag72);
  await checkout.area.getByRole('button', { name: 'Incomplete Customer Information' }).click();
  await edit.save({ 'Pet Owner Mobile Phone': '202 555 0199' });
  await expect(checkout.area.getByRole('button', { name: 'Incomplete Customer Information' })).toHaveCount(0);
  await expect(checkout.lines).toHaveCount(1);
  await expect(checkout.rewardAlert).toContainText('1 free item');

  await checkout.checkout.click();
  await redemption.redeem('Dog, large bags');
  await redemption.redeemedThisVisit.getByRole('button', { name: 'Undo Redemption' }).click();
  await redemption.reward('Dog, large bags').getByRole('button', { name: 'Redeem Later' }).click();
  await redemption.finished.click();
  finished.push(await counter.screens.receipt.transactionId());

  // It is due again at the next visit, and now it is taken.
  await frame.goTo('Check Out');
  await lookup.select('Rosa Lind');
  await expect(checkout.rewardAlert).toContainText('1 free item');
  await checkout.checkout.click();
  await redemption.redeem('Dog, large bags');
  await redemption.finished.click();
  finished.push(await counter.screens.receipt.transactionId());
});

test('history and the customer page say what is known and how old it is (CP-1, HI-1, HI-4, HI-8)', async () => {
  const { page, screens } = counter;
  await screens.frame.goTo('Customers');
  await screens.customers.customer('Lind, Rosa').click();
  await expect(screens.customer.programs).toContainText('Acme');
  await expect(screens.customer.programs.getByRole('cell')).toHaveText([/Acme/, '13', '1', '$0.00']);
  await screens.customer.history.click();
  await expect(page.getByText(/shown as of last sync \d{1,2}:\d{2}/)).toBeVisible();
  await expect(screens.history.cards).toContainText('1 of 12');
  await screens.history.group('Redeemed').click();
  await expect(screens.history.cards).toContainText('not yet confirmed');
  await screens.history.cards.getByRole('button', { name: 'Expand Details' }).click();
  await expect(screens.history.cards.getByRole('row')).toHaveCount(1 + 12 + 1);
});

test('killed in the middle of a sale: it is offered again, with customer and lines, and nothing was posted (PU-19, PU-8)', async () => {
  await counter.screens.frame.goTo('Check Out');
  await counter.screens.lookup.select('Bo Lee');
  await counter.screens.checkout.scan(shelf.bag45, shelf.salmonTreat);
  await expect(counter.screens.checkout.itemCount).toHaveText('2');
  // The last scan is on the screen a moment before it is on disk; what is there must come back.
  await expect.poll(() => keptDraftLinesAt(counter.page)).toEqual([2]);
  await expect(counter.screens.frame.unsent).toHaveText(/\d+ entries not yet at the server/);
  const before = await counter.screens.frame.unsent.textContent();
  await counter.kill();

  counter = await counter.reopen();
  const { home, checkout, frame } = counter.screens;
  await expect(home.unfinishedSales).toContainText('A sale for Bo Lee with 2 lines was not finished');
  // The note of the sign-in is new; nothing of the sale is.
  const entriesOf = (words: string | null) => Number(/\d+/.exec(words ?? '')?.[0]);
  await expect.poll(async () => entriesOf(await frame.unsent.textContent())).toBe(entriesOf(before) + 1);
  // A start with entries to read is no trouble, and none is told.
  expect((await statusAt(counter.page)).notices).toEqual([]);
  await home.discardSale.click();
  await expect(home.unfinishedSales).toHaveCount(0);
  await home.undoDiscard.click(); // a slip of the hand loses nothing of it
  await home.continueSale.click();
  await expect(checkout.customerName).toContainText('Bo Lee');
  await expect(checkout.lines).toHaveText([/Salmon treats/, /Bag at 45 dollars/]);
  await finish();
  await frame.goTo('Home');
  await expect(home.unfinishedSales).toHaveCount(0);
});

test('the server comes back: nothing is clicked, and everything is there once (OX-2, OX-13)', async () => {
  await shop.startServer();
  await counter.screens.frame.waitUntilReady();
  expect(new Set(finished).size).toBe(4);
  const [sales, customers, messages] = await shop.withBooks(async ({ store }) => [
    await store.documents('transactions'),
    await store.documents('customers'),
    await store.documents('messages'),
  ]);
  const here = sales.map(({ document }) => document as unknown as TransactionDocument);
  expect(
    here
      .filter(({ id }) => finished.includes(id))
      .map(({ id }) => id)
      .sort(),
  ).toEqual([...finished].sort());
  expect(here).toHaveLength(1 + finished.length);
  const [tess] = customers
    .map(({ document }) => document as unknown as Customer)
    .filter(({ firstName }) => firstName === 'Tess');
  expect(tess).toMatchObject({ email: 'tess@example.com', address: { postal: '02134' }, pets: [{ name: 'Biscuit' }] });
  expect(messages).toHaveLength(1);
  expect(counter.register.complaints).toEqual([]);
});
