import { expect, test } from '@playwright/test';
import { openShop, type Counter, type Shop } from './support/shop';
import { staff } from './support/staff';

let shop: Shop;
let shown: Counter;
let busy: Counter;

/** Two registers at one location: what one does must come into the lists the other shows. */
test.beforeAll(async () => {
  shop = await openShop(({ midtown }) => {
    for (const one of 'abcdef') {
      for (const other of 'abcdefghij') midtown.addCustomer({ firstName: `Ann ${one}${other}`, lastName: 'Marigold' });
    }
    midtown.addCustomer({ firstName: 'Zoe', lastName: 'Zimmer' });
  });
  shown = await shop.open('midtown', staff.olivia);
  busy = await shop.open('midtown', staff.casey);
});
test.afterAll(() => shop.close());

async function addElsewhere(first: string, last: string): Promise<void> {
  const { frame, home, newCustomer } = busy.screens;
  await frame.goTo('Home');
  await home.newCustomer.click();
  await newCustomer.add({ first, last });
}

test('My Customers shows who comes from another register; page and focus stay (CL-1, CL-12, OX-13)', async () => {
  const { page, screens } = shown;
  const { customers, frame } = screens;
  await frame.goTo('Customers');
  await expect(customers.rows).toHaveCount(50);
  await page.getByRole('button', { name: 'Next >>' }).click();
  await expect(customers.rows).toHaveCount(11);
  await expect(page.getByText('51 – 61 of 61')).toBeVisible();
  const zoe = customers.customer('Zimmer, Zoe');
  await zoe.focus();

  await addElsewhere('Yara', 'Zeller');
  await expect(customers.customer('Zeller, Yara')).toBeVisible();
  await expect(page.getByText('51 – 62 of 62')).toBeVisible();
  await expect(zoe).toBeFocused();
});

test('Lookup Customer shows who comes while its rows are shown, and the chosen row stays chosen (LK-1, LK-9)', async () => {
  const { frame, lookup, checkout } = shown.screens;
  await frame.goTo('Check Out');
  await lookup.field.fill('zimmer');
  await expect(lookup.rows).toHaveCount(1);

  await addElsewhere('Abe', 'Zimmermann');
  await expect(lookup.rows).toHaveCount(2);
  await addElsewhere('Abe', 'Zimmer');
  await expect(lookup.rows).toHaveText([/Abe Zimmer/, /Zoe Zimmer/, /Abe Zimmermann/]);
  await expect(lookup.row('Zoe Zimmer')).toHaveAttribute('aria-selected', 'true');
  await expect(lookup.field).toBeFocused();
  await lookup.field.press('Enter');
  await expect(checkout.customerName).toContainText('Zoe Zimmer');
});

test('fifty rows are reached by arrows and by scrolling, though few are drawn at every key (LK-9)', async () => {
  const { page, screens } = shown;
  const { frame, lookup } = screens;
  await frame.goTo('Check Out');
  await lookup.field.fill('marigold');
  await expect(lookup.field).toHaveAttribute('aria-activedescendant', 'lookup-row-0');
  expect(await lookup.rows.count()).toBeLessThan(50);
  await expect(lookup.rows.first()).toHaveAttribute('aria-setsize', '50');
  for (let step = 0; step < 20; step += 1) await lookup.field.press('ArrowDown');
  await expect(page.locator('#lookup-row-20')).toHaveAttribute('aria-selected', 'true');
  await expect(page.locator('#lookup-row-20')).toBeInViewport();

  await lookup.field.pressSequentially(' ann');
  await expect(lookup.rows.first()).toHaveAttribute('aria-selected', 'true');
  expect(await lookup.rows.count()).toBeLessThan(50);
  await lookup.rows.first().hover();
  await page.mouse.wheel(0, 100_000);
  await expect(lookup.rows).toHaveCount(50);
  await expect(page.getByText('First 50 shown – refine your search')).toBeVisible();
});
