import { expect, test } from '@playwright/test';
import type { Card } from '../../core/domain/cards/card';
import type { Customer } from '../../core/domain/customers/customer';
import type { Standing } from '../../core/domain/cards/standing';
import type { TransactionDocument } from '../../core/domain/transactions/transaction-document';
import type { WorkItem } from '../../core/domain/work-items/work-item';
import { DAY_MS } from '../../core/kernel/amounts';
import { shelf } from './support/catalogue';
import { customerAt } from './support/page-data';
import { openShop, type Counter, type Shop } from './support/shop';
import { staff } from './support/staff';

let shop: Shop;
let midtown: Counter;
let harbor: Counter;
/** Ids of customers by their last name. */
const ids: Record<string, string> = {};

test.beforeAll(async () => {
  shop = await openShop(({ midtown: till, harbor: harborTill, clock }) => {
    const visit = (log: typeof till, lastName: string, units: number) => {
      clock.advance(DAY_MS);
      log.sell(ids[lastName] ?? '', units);
    };
    for (const [firstName, lastName] of [
      ['Betty', 'Quill'],
      ['Carla', 'Reyes'],
      ['Nadia', 'Stone'],
      ['Petra', 'Tolan'],
    ] as const) {
      clock.advance(1000);
      ids[lastName] = till.addCustomer({ firstName, lastName });
    }
    // Customers of both shops; the rewards of Carla and Nadia wait to be taken.
    visit(till, 'Quill', 10);
    visit(harborTill, 'Quill', 1);
    visit(till, 'Reyes', 11);
    visit(harborTill, 'Reyes', 1);
    visit(till, 'Stone', 5);
    visit(harborTill, 'Stone', 7);
    // A customer of Midtown alone.
    visit(till, 'Tolan', 11);
  });
  midtown = await shop.open('midtown', staff.casey);
  harbor = await shop.open('harbor', staff.hana);
});
test.afterAll(() => shop.close());

const documentOf = <Document>(collection: 'customers' | 'standings' | 'transactions' | 'workItems', id: string) =>
  shop.withBooks(async ({ store }) => (await store.document(collection, id)) as Document | null);

/** Cards in words: what two registers must agree on. */
const cardsInWords = (cards: readonly Card[]) =>
  cards.map(
    (card) =>
      `${card.cardTitle}: ${card.status} ${String(card.count)}/${String(card.buyX)} ${card.redemption?.state ?? ''}`,
  );

/** Both registers show of this customer what the server keeps. */
async function expectSame(customerId: string): Promise<void> {
  const server = await documentOf<Customer>('customers', customerId);
  const standing = await documentOf<Standing>('standings', customerId);
  for (const counter of [midtown, harbor]) {
    await expect
      .poll(async () => {
        const view = await customerAt(counter.page, customerId);
        return { customer: view?.customer, standing: view?.standing };
      })
      .toEqual({ customer: server, standing });
  }
  const [here, there] = await Promise.all(
    [midtown, harbor].map(async ({ page }) => cardsInWords((await customerAt(page, customerId))?.cards ?? [])),
  );
  expect(here).toEqual(there);
}

test('with the cable out one register adds, edits and redeems while the other edits; both agree afterwards (OX-1, OX-4, CP-9)', async () => {
  const { screens } = midtown;
  // A switch without power: nobody tells the register that nothing gets through, and nobody at the counter notices.
  midtown.cable.swallow();

  // Added and checked out without network, down to the receipt.
  await screens.frame.goTo('Home');
  await screens.home.newCustomer.click();
  await screens.newCustomer.add({ first: 'Ewa', last: 'Umber', email: 'ewa@example.com' });
  await screens.newCustomer.finished.click();
  await screens.checkout.scan(shelf.salmonTreat);
  await screens.checkout.checkout.click();
  await screens.redemption.finished.click();
  const ewasVisit = await screens.receipt.transactionId();

  // Betty's card is at 11 of 12. Her phone is noted, the twelfth bag completes it, and the free one goes with her.
  await screens.frame.goTo('Check Out');
  await screens.lookup.select('Betty Quill');
  await screens.checkout.scan(shelf.bag60);
  await screens.checkout.customerName.getByRole('button').click();
  await screens.edit.save({ 'Pet Owner Mobile Phone': '(202) 555-0147' });
  await expect(screens.checkout.lines).toHaveCount(1); // CP-5
  await screens.checkout.checkout.click();
  await screens.redemption.redeem('Dog, large bags');
  await screens.redemption.finished.click();
  const bettysVisit = await screens.receipt.transactionId();
  await expect(screens.frame.unsent).toHaveText(/^[4-9] entries not yet at the server/);
  await screens.frame.waitUntilOffline();

  // Harbor is online and writes another field of the same customer.
  const other = harbor.screens;
  await other.frame.goTo('Customers');
  await other.customers.customer('Quill, Betty').click();
  await other.customer.edit.click();
  await other.edit.save({ 'Pet Owner Email': 'betty@example.com' });
  await other.frame.waitUntilSent();
  expect(await documentOf('transactions', bettysVisit)).toBeNull();

  midtown.cable.plug();
  await screens.frame.waitUntilSent(); // OX-13: nothing is clicked
  await expect(other.customer.fact('Mobile phone')).toHaveText('(202) 555-0147');
  await expect(other.customer.fact('Email')).toHaveText('betty@example.com');
  await screens.frame.goTo('Customers');
  await screens.customers.customer('Quill, Betty').click();
  await expect(screens.customer.fact('Mobile phone')).toHaveText('(202) 555-0147');
  await expect(screens.customer.fact('Email')).toHaveText('betty@example.com');
  for (const visit of [ewasVisit, bettysVisit]) {
    expect(await documentOf<TransactionDocument>('transactions', visit)).toMatchObject({ id: visit });
  }
  await expectSame(ids['Quill'] ?? '');
  const view = await customerAt(harbor.page, ids['Quill'] ?? '');
  expect(cardsInWords(view?.cards ?? [])).toEqual(['Dog, large bags: redeemed 12/12 confirmed']);
});

test('worked example 19: a customer of Midtown shops at Harbor for the first time (LO-2, LO-3, LO-8)', async () => {
  const { screens } = harbor;
  await screens.frame.goTo('Customers');
  await screens.customers.search.fill('Tolan');
  await expect(screens.customers.empty).toBeVisible();

  await screens.frame.goTo('Check Out');
  await screens.lookup.field.fill('Tolan');
  await expect(screens.lookup.nobody).toBeVisible();
  await expect(screens.lookup.elsewhere).toContainText('Midtown');
  await screens.lookup.elsewhere.getByRole('button', { name: 'Select Petra Tolan of Midtown' }).click();
  await expect(screens.checkout.card('Acme Dog, large bags')).toContainText('11 of 12');
  await screens.checkout.scan(shelf.bag60);
  await expect(screens.checkout.rewardAlert).toContainText('1 free item');
  await screens.checkout.checkout.click();
  await screens.redemption.reward('Dog, large bags').getByRole('button', { name: 'Redeem Later' }).click(); // RD-4
  await screens.redemption.finished.click();
  await screens.receipt.receipt.waitFor();

  await screens.frame.goTo('Customers');
  await screens.customers.search.fill('Tolan');
  await expect(screens.customers.customer('Tolan, Petra')).toBeVisible();
  await screens.frame.waitUntilSent();
  // The punch is there at Midtown too, where the reward waits.
  await midtown.screens.frame.goTo('Check Out');
  await midtown.screens.lookup.select('Petra Tolan');
  await expect(midtown.screens.checkout.rewardAlert).toContainText('1 free item');
  await expectSame(ids['Tolan'] ?? '');
});

/** Takes Carla's waiting reward, and answers the transaction. */
async function redeemWaiting({ screens }: Counter, name: string): Promise<string> {
  await screens.frame.goTo('Check Out');
  await screens.lookup.select(name);
  await expect(screens.checkout.rewardAlert).toContainText('1 free item');
  await screens.checkout.checkout.click();
  await screens.redemption.redeem('Dog, large bags');
  await screens.redemption.finished.click();
  return screens.receipt.transactionId();
}

test('worked example 18: two registers redeem the same card while the server is gone; one is confirmed (OX-6)', async () => {
  await shop.stopServer();
  await midtown.screens.frame.waitUntilOffline();
  await harbor.screens.frame.waitUntilOffline();
  const first = await redeemWaiting(midtown, 'Carla Reyes');
  const second = await redeemWaiting(harbor, 'Carla Reyes');
  await midtown.screens.frame.goTo('Check Out');
  await midtown.screens.lookup.select('Carla Reyes');
  await midtown.screens.checkout.history.click();
  await midtown.screens.history.group('Redeemed').click();
  await expect(midtown.screens.history.cards).toContainText('not yet confirmed');

  await shop.startServer();
  await midtown.screens.frame.waitUntilSent();
  await harbor.screens.frame.waitUntilSent();
  await expect(midtown.screens.history.cards).toHaveCount(2);
  await expect(midtown.screens.history.cards.filter({ hasText: 'Two registers redeemed the same card' })).toHaveCount(
    1,
  );
  await expect(harbor.screens.frame.statusLine).toContainText('1 work item to settle');
  await expectSame(ids['Reyes'] ?? '');

  const view = await customerAt(harbor.page, ids['Reyes'] ?? '');
  const redemptions = (view?.cards ?? []).flatMap(({ redemption }) => redemption ?? []);
  expect(redemptions.map(({ transactionId, state }) => [transactionId, state]).sort()).toEqual(
    [
      [first, 'confirmed'],
      [second, 'conflict'],
    ].sort(),
  );
  const items = await shop.withBooks(({ store }) => store.documents('workItems'));
  const open = items.map(({ document }) => document as unknown as WorkItem).filter(({ state }) => state === 'open');
  expect(open.map(({ kind, refs }) => [kind, refs['customerId']])).toEqual([['over-redeemed', ids['Reyes']]]);
});

test('worked example 23: a customer added and the app killed on step 2 is there, and found (NC-14)', async () => {
  await harbor.screens.frame.goTo('Home');
  await harbor.screens.home.newCustomer.click();
  await harbor.screens.newCustomer.add({ first: 'Gita', last: 'Vale' });
  await harbor.kill();
  harbor = await harbor.reopen();
  await harbor.screens.home.checkOut.click();
  await harbor.screens.lookup.field.fill('Gita');
  await expect(harbor.screens.lookup.row('Gita Vale')).toBeVisible();
  await harbor.screens.frame.waitUntilReady();
  const found = await shop.withBooks(({ store }) => store.documents('customers'));
  expect(
    found.map(({ document }) => (document as unknown as Customer).firstName).filter((name) => name === 'Gita'),
  ).toHaveLength(1);
});
