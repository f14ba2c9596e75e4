import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test, type Page } from '@playwright/test';
import type { TransactionDocument } from '../../core/domain/transactions/transaction-document';
import { seededRandom } from '../support/seeded';
import { shelf } from './support/catalogue';
import { reachData, statusAt } from './support/page-data';
import { openShop, type Counter, type Shop } from './support/shop';
import { staff } from './support/staff';

/** `npm run crash -- --rounds N --seed S` sets both. */
const ROUNDS = Number(process.env.PAWTILL_CRASH_ROUNDS ?? 20);
const SEED = Number(process.env.PAWTILL_CRASH_SEED ?? Math.floor(Math.random() * 1e6));
/** **Finished** is pressed this long after a round's clock starts; the kill comes anywhere in the longer time. */
const PRESS_AFTER_MS = 40;
const KILL_WITHIN_MS = 140;
/** More than one page of a feed, so that filling takes several steps. */
const NEIGHBOURS = 1500;

let shop: Shop;
let counter: Counter;
/** Transactions whose receipt somebody saw. */
const shown = new Set<string>();
const finished: string[] = [];

test.beforeAll(async () => {
  shop = await openShop(({ midtown }) => {
    midtown.addCustomer({ firstName: 'Stella', lastName: 'Mars' });
    for (let at = 0; at < NEIGHBOURS; at += 1) {
      midtown.addCustomer({ firstName: 'Neighbour', lastName: lettersOf(at) });
    }
  });
  counter = await shop.open('midtown', staff.casey);
  await watchPage();
});
test.afterAll(() => shop.close());

/** A name for every number: `Abcd` for 1234. */
function lettersOf(number: number): string {
  return [...String(number)].map((digit) => 'klmnoprstu'[Number(digit)]).join('');
}

/**
 * Notes every receipt that is drawn, from inside the page, for as long as it lives; and buys what might have been the
 * free item, whenever that is asked.
 */
async function watchPage(): Promise<void> {
  const { page, screens } = counter;
  const question = screens.checkout.freeItemQuestion;
  await page.addLocatorHandler(question, () => question.getByRole('button', { name: 'Count as purchase' }).click());
  await page.exposeFunction('receiptIsShown', (id: string) => shown.add(id));
  await page.evaluate(() => {
    const tell = Reflect.get(window, 'receiptIsShown') as (id: string) => void;
    const look = () => {
      const id = document.querySelector<HTMLElement>('[data-testid="receipt"]')?.dataset['transaction'];
      if (id !== undefined) tell(id);
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    look();
  });
}

async function openDraftIds(): Promise<readonly string[]> {
  await reachData(counter.page);
  return counter.page.evaluate(async () => (await globalThis.registerData.openDrafts()).map(({ id }) => id));
}

/** From the lookup to the screen with **Finished** on it; answers the transaction's id. */
async function bringToFinished(): Promise<string> {
  const { frame, lookup, checkout } = counter.screens;
  await frame.goTo('Check Out');
  await lookup.select('Stella Mars');
  await checkout.scan(shelf.tunaCan);
  await checkout.checkout.click();
  await takeRewards();
  const [id] = await openDraftIds();
  return id ?? '';
}

/** Screen 2, with every reward that is due taken: six cans fill a card. */
async function takeRewards(): Promise<void> {
  const { redemption } = counter.screens;
  await redemption.finished.waitFor();
  const take = counter.page.getByRole('button', { name: 'Redeem Selected Items' });
  while ((await take.count()) > 0) await take.first().click();
  await expect(redemption.finished).toBeEnabled();
}

/** Kills the register around **Finished** and starts it again; answers what became of the sale. */
async function killAroundFinished(killAfterMs: number): Promise<'seen' | 'kept' | 'offered again'> {
  const id = await bringToFinished();
  const press = pause(PRESS_AFTER_MS).then(() => counter.page.keyboard.press('F12').catch(() => undefined));
  await pause(killAfterMs);
  await counter.kill();
  await press;
  const wasShown = shown.has(id);

  counter = await counter.reopen();
  await watchPage();
  const { home, checkout, redemption, receipt } = counter.screens;
  await reachData(counter.page);
  const known = () => counter.page.evaluate((asked) => globalThis.registerData.transaction(asked), id);
  const onScreen = receipt.receipt.or(home.unfinishedSales);
  await expect.poll(async () => (await onScreen.isVisible()) || (await known()) !== null).toBe(true);
  const isKept = (await known()) !== null;
  if (wasShown) expect(isKept, `the receipt of ${id} was shown`).toBe(true);
  if (isKept && !wasShown) expect(await receipt.transactionId()).toBe(id);
  if (!isKept) {
    // The cashier goes on where the power went.
    await home.continueSale.click();
    await expect(checkout.lines).toHaveCount(1);
    await checkout.checkout.click();
    await takeRewards();
    await redemption.finished.click();
    expect(await receipt.transactionId()).toBe(id);
  }
  finished.push(id);
  return wasShown ? 'seen' : isKept ? 'kept' : 'offered again';
}

/** Transactions of these tests as the server keeps them. */
async function atServer(): Promise<readonly TransactionDocument[]> {
  const rows = await shop.withBooks(({ store }) => store.documents('transactions'));
  return rows.map(({ document }) => document as unknown as TransactionDocument);
}

async function expectAllOnce(): Promise<void> {
  await counter.screens.frame.waitUntilReady();
  const all = [...finished].sort();
  await expect.poll(async () => (await atServer()).map(({ id }) => id).sort(), { timeout: 60_000 }).toEqual(all);
  // Every sale was one can: as many punches as sales, in whatever order they came and however often they were sent.
  expect((await atServer()).reduce((sum, { facts }) => sum + facts.punches.length, 0)).toBe(finished.length);
  await reachData(counter.page);
  const here = await counter.page.evaluate(
    (ids) => Promise.all(ids.map((id) => globalThis.registerData.transaction(id).then((found) => found?.id ?? ''))),
    finished,
  );
  expect(here).toEqual(finished);
  // No reward was given twice.
  const redemptions = (await atServer()).flatMap(({ facts }) => facts.redemptions);
  expect(redemptions).toHaveLength(Math.floor(finished.length / 6));
  const used = redemptions.flatMap(({ punches }) => punches.map((punch) => JSON.stringify(punch)));
  expect(new Set(used).size).toBe(used.length);
  await expect.poll(async () => (await statusAt(counter.page)).unsentEntries).toBe(0);
}

test(`${String(ROUNDS)} power cuts around Finished: what was shown is there once, at the register and at the server (OX-1, OX-2, PU-19)`, async () => {
  test.setTimeout(120_000 + ROUNDS * 30_000);
  console.log(`crash rounds: ${String(ROUNDS)}, seed ${String(SEED)} (npm run crash -- --rounds N --seed S)`);
  const random = seededRandom(SEED);
  const outcomes: string[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    if (random() < 0.5) counter.cable.unplug();
    else counter.cable.plug();
    const killAfterMs = Math.floor(random() * KILL_WITHIN_MS);
    const outcome = await test.step(`round ${String(round)}: killed after ${String(killAfterMs)} ms`, () =>
      killAroundFinished(killAfterMs));
    outcomes.push(outcome);
  }
  counter.cable.plug();
  await expectAllOnce();
  const count = (outcome: string) => outcomes.filter((one) => one === outcome).length;
  console.log(
    `crash rounds: ${String(count('seen'))} receipts were seen before the kill, ${String(count('kept'))} sales were ` +
      `kept without, ${String(count('offered again'))} were offered again`,
  );
});

test('browser storage deleted: it is rebuilt with progress on the screen and not one entry lost (OX-1)', async () => {
  counter.cable.unplug();
  await counter.screens.frame.waitUntilOffline();
  const id = await bringToFinished();
  await counter.page.keyboard.press('F12');
  finished.push(await counter.screens.receipt.transactionId());
  expect(finished.at(-1)).toBe(id);
  await counter.kill();
  await deleteBrowserStorage(counter.userDataDir);

  // Still without network: what was sold here is known from the journal alone.
  counter = await counter.reopen();
  const { page, screens } = counter;
  await reachData(page);
  const known = () => page.evaluate((asked) => globalThis.registerData.transaction(asked), id);
  await expect.poll(known).toMatchObject({ id });
  await expect(page.getByText('What was done here is safe on this computer')).toBeVisible();
  const progress = noteWords(page);
  counter.cable.plug();
  await screens.frame.networkIsUp();
  await screens.frame.waitUntilReady();
  await expect.poll(async () => (await statusAt(page)).customerCount).toBe(NEIGHBOURS + 1);
  expect((await progress).length).toBeGreaterThan(0);
  await expectAllOnce();
});

/** Every `1,000 of 1,501` that is drawn from now on until everything is there. */
function noteWords(page: Page): Promise<readonly string[]> {
  return page.evaluate(
    () =>
      new Promise<readonly string[]>((resolve) => {
        const words = new Set<string>();
        const observer = new MutationObserver(() => {
          for (const found of document.body.innerText.match(/[\d,]+ of [\d,]+/g) ?? []) words.add(found);
        });
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
        globalThis.registerData.watchStatus(({ dataAsOf }) => {
          if (dataAsOf !== null) resolve([...words]);
        });
      }),
  );
}

/** What a person deletes who was told that "clearing the cache" helps. */
async function deleteBrowserStorage(userDataDir: string): Promise<void> {
  const names = (await readdir(userDataDir, { recursive: true })).filter((name) => name.endsWith('IndexedDB'));
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) await rm(join(userDataDir, name), { recursive: true, force: true });
}

const victims = { 'the server': ['node'], PostgreSQL: ['postgres'], both: ['node', 'postgres'] } as const;
for (const [name, killed] of Object.entries(victims)) {
  test(`${name} killed while sales arrive: it comes back with everything acknowledged (OX-2, OX-13)`, async () => {
    const id = await bringToFinished();
    await counter.page.keyboard.press('F12');
    finished.push(await counter.screens.receipt.transactionId());
    expect(finished.at(-1)).toBe(id);
    // At once, while the sale is on its way or just there.
    const postgres = await shop.server.postgresPid();
    if ((killed as readonly string[]).includes('postgres') && postgres !== null) process.kill(postgres, 'SIGKILL');
    if ((killed as readonly string[]).includes('node')) {
      await shop.server.kill();
      await shop.startServer();
    }
    await counter.screens.frame.networkIsUp();
    await expectAllOnce();
    const { logs } = await counter.page.evaluate(() => globalThis.registerData.syncReport());
    for (const { entries, acknowledgedThrough } of logs) expect(acknowledgedThrough).toBe(entries);
  });
}
