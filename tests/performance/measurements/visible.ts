import { setTimeout as delay } from 'node:timers/promises';
import type { Measurement } from '../measurement';
import { notifyTimes } from '../raw/notify';
import type { Till } from '../stage/till';
import { p95, spread } from '../statistics';
import { finish, newCustomers, openCheckout, scan, someCodes } from './checkout';

const ROUNDS = 15;
const NOTIFIES = 100;
const LIMIT_MS = 15_000;
/** What a first sync leaves to do behind it (saving the index, tidying of the browser's store) is over after this. */
const REST_MS = 30_000;
/** After this long nobody is at work at a register. */
const PAUSE_MS = 500;

/** **Finished** at one register until another shows it on the customer's page; beside NOTIFY alone. */
export const visible: Measurement = {
  names: ['visible'],
  async measure(bench) {
    const { database } = await bench.filled();
    const notifies = await notifyTimes(database, NOTIFIES);
    const till = await bench.readyTill();
    const other = await bench.guest();
    await other.open();
    await other.waitUntilFilled();
    await delay(REST_MS);
    const [name = ''] = await newCustomers(bench, 1);
    await openCustomer(other, name);

    const codes = someCodes();
    const times: number[] = [];
    // The first visit is not counted: the other register may still be reading sales of former days.
    for (let round = 0; round <= ROUNDS; round += 1) {
      await openCheckout(till, name);
      await scan(till, codes[round % codes.length] ?? '');
      await watchPrograms(other);
      const { startedAt } = await finish(till);
      const took = (await shownAt(other)) - startedAt;
      if (round > 0) times.push(took);
    }
    await other.close();
    const note = `${String(ROUNDS)} visits, ${spread(times)}, from the key press at one to painted at the other; limit: NOTIFY from connection to connection, ${spread(notifies)}`;
    return [{ name: 'visible', value: p95(times), limit: p95(notifies), note }];
  },
};

async function openCustomer({ screens }: Till, lastName: string): Promise<void> {
  await screens.frame.goTo('Customers');
  const customer = screens.customers.customer(`${lastName}, Bea`);
  for (let tries = 0; tries < 30 && !(await customer.isVisible()); tries += 1) {
    await screens.customers.search.fill('');
    await screens.customers.search.fill(lastName);
    await customer.waitFor({ timeout: 1_000 }).catch(() => undefined);
  }
  await customer.click();
  await screens.customer.programs.waitFor();
}

async function watchPrograms({ page }: Till): Promise<void> {
  await page.evaluate(() => {
    const area = 'section:has(section[aria-label="Program"])';
    const showing = { selector: 'section[aria-label="Program"]', text: '' };
    window.paintWatch.begin({ key: 'F9', area, ignore: '', showing, until: 'first' });
  });
  // The clock of both windows is the same; a key that means nothing makes this one watch.
  await page.keyboard.press('F9');
  // It is also somebody at work there, whom what arrives lets go first.
  await delay(PAUSE_MS);
}

async function shownAt({ page }: Till): Promise<number> {
  const painted = await page.evaluate((limitMs) => window.paintWatch.painted(limitMs), LIMIT_MS);
  if (painted === null) throw new Error('the other register showed nothing');
  return painted.paintedAt;
}
