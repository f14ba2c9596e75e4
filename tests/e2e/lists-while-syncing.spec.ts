import { expect, test } from '@playwright/test';
import { writePast } from './support/past';
import { openShop, type Counter, type Shop } from './support/shop';
import { staff } from './support/staff';

const BEFORE = 300;
const BATCHES = 8;
const BATCH = 25;

// Each test goes on with the customers of the one before.
test.describe.configure({ mode: 'serial' });

let shop: Shop;
let counter: Counter;

/** Last names that are different, and spread over the alphabet. */
const lastNames = (beginning: string, count: number) =>
  Array.from({ length: count }, (_, at) => {
    const place = (at * 7919) % 17_576;
    const letters = [676, 26, 1].map((step) => String.fromCharCode(97 + (Math.floor(place / step) % 26)));
    return `${letters.join('')}${beginning}`.replace(/^./, (letter) => letter.toUpperCase());
  });

test.beforeAll(async () => {
  shop = await openShop(({ midtown }) => {
    for (const lastName of lastNames('stone', BEFORE)) midtown.addCustomer({ firstName: 'Ann', lastName });
  });
  counter = await shop.open('midtown', staff.olivia);
});
test.afterAll(() => shop.close());

/** Customers come in from another register, batch after batch; `name` ends all their last names. */
function comeIn(name: string): { readonly names: readonly string[]; readonly all: Promise<void>; isOver: boolean } {
  const names = lastNames(name, BATCHES * BATCH);
  const write = async () => {
    for (let from = 0; from < names.length; from += BATCH) {
      await shop.withBooks((opened) =>
        writePast(opened, ({ midtown }) => {
          for (const lastName of names.slice(from, from + BATCH)) midtown.addCustomer({ firstName: 'Ann', lastName });
        }),
      );
    }
  };
  const coming = { names, all: write().finally(() => (coming.isOver = true)), isOver: false };
  return coming;
}

/** What the list shows at one instant, drawn to its last row: last names, and which of how many they are. */
function shown(): Promise<{ readonly names: readonly string[]; readonly place: string }> {
  return counter.page.evaluate(async () => {
    const area = document.querySelector('section[aria-label="My Customers"]');
    while (area?.querySelector('[aria-busy="true"]') != null) await new Promise(requestAnimationFrame);
    const cells = [...(area?.querySelectorAll('tbody tr td:first-child') ?? [])];
    const place = [...(area?.querySelectorAll('footer span') ?? [])].find((span) => / of /.test(span.textContent));
    return { names: cells.map((cell) => cell.textContent.split(',')[0] ?? ''), place: place?.textContent ?? '' };
  });
}

const inOrder = (names: readonly string[]) => [...names].sort((a, b) => (a < b ? -1 : 1));

test('a page stays that page while customers come in above it, each of them once and in order (CL-1, CL-12)', async () => {
  const { customers, frame } = counter.screens;
  await frame.goTo('Customers');
  await expect(customers.rows).toHaveCount(50);
  const coming = comeIn('wood');
  for (const place of ['51 – 100 of ', '101 – 150 of ']) {
    await customers.next.click();
    await expect.poll(async () => (await shown()).place).toContain(place);
  }
  let looks = 0;
  while (!coming.isOver) {
    const { names, place } = await shown();
    expect(place).toMatch(/^101 – 150 of /);
    expect(names).toHaveLength(50);
    expect(names).toEqual(inOrder([...new Set(names)]));
    looks += 1;
  }
  await coming.all;
  expect(looks).toBeGreaterThan(1);

  const everybody = inOrder([...lastNames('stone', BEFORE), ...coming.names]);
  const end = { names: everybody.slice(100, 150), place: `101 – 150 of ${String(everybody.length)}` };
  await expect.poll(shown).toEqual(end);
});

test('a search typed while customers come in finds everybody it should, and nobody twice (CL-2, CL-10)', async () => {
  const { customers } = counter.screens;
  const coming = comeIn('brook');
  await customers.search.fill('');
  await customers.search.pressSequentially('ann c', { delay: 60 });
  while (!coming.isOver) {
    const { names } = await shown();
    expect(names).toEqual(inOrder([...new Set(names)]));
  }
  await coming.all;
  const all = [...lastNames('stone', BEFORE), ...lastNames('wood', BATCHES * BATCH), ...coming.names];
  const found = inOrder(all.filter((name) => name.startsWith('C')));
  await expect.poll(async () => (await shown()).names).toEqual(found.slice(0, 50));
});

test('sorted by newest, who comes in stands above; page after page shows everybody once (CL-5, CL-12)', async () => {
  const { customers } = counter.screens;
  await customers.search.fill('');
  await customers.choose('Sort By', 'Most recently added');
  const coming = comeIn('field');
  await coming.all;
  const total = BEFORE + 3 * BATCHES * BATCH;
  await expect.poll(async () => (await shown()).place).toBe(`1 – 50 of ${String(total)}`);
  const seen: string[] = [];
  for (let first = 1; first <= total; first += 50) {
    const place = `${String(first)} – ${String(Math.min(first + 49, total))} of ${String(total)}`;
    await expect.poll(async () => (await shown()).place).toBe(place);
    seen.push(...(await shown()).names);
    if (first + 50 <= total) await customers.next.click();
  }
  const endings = ['stone', 'wood', 'brook', 'field'];
  const counts = [BEFORE, BATCHES * BATCH, BATCHES * BATCH, BATCHES * BATCH];
  expect(inOrder(seen)).toEqual(inOrder(endings.flatMap((ending, at) => lastNames(ending, counts[at] ?? 0))));
  expect(new Set(seen.slice(0, BATCHES * BATCH))).toEqual(new Set(coming.names));
});
