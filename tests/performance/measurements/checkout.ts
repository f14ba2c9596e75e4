import type { Measurement } from '../measurement';
import type { Bench } from '../bench';
import { bareKeyToPaint, keyToChange } from '../in-page/key-to-paint';
import type { Awaited, Painted } from '../in-page/paint-watch';
import { paintedMs, paintedWords } from '../in-page/painted-words';
import { flushTimes } from '../raw/flush';
import { BusyDay } from '../stage/busy-day';
import type { Till } from '../stage/till';
import { p95, spread } from '../statistics';

const VISITS = 30;
const SCANS = 3;
const BARE_PRESSES = 60;
const FLUSHES = 200;

const lineAndCards: Awaited = {
  ...{ key: 'Enter', area: 'section[aria-label="Checkout"]', ignore: '' },
  ...{ showing: { selector: 'ul[aria-label="Purchases"]', text: '' }, until: 'last' },
};
const receipt: Awaited = {
  ...{ key: 'F12', area: 'body', ignore: '[data-testid="status-line"]' },
  ...{ showing: { selector: '[data-testid="receipt"]', text: '' }, until: 'first' },
};

/** Visits of new customers: every scan until line and cards are painted, every **Finished** until the receipt is. */
export const checkout: Measurement = {
  names: ['scan', 'finished'],
  async measure(bench) {
    const till = await bench.readyTill();
    const bare = await bareKeyToPaint(till.page, BARE_PRESSES);
    const flushes = await flushTimes(await bench.folder('flushes'), FLUSHES);
    const scans: Painted[] = [];
    const finishes: Painted[] = [];
    const codes = someCodes();
    for (const name of await newCustomers(bench, VISITS)) {
      const visit = await visits(till, name, codes);
      scans.push(...visit.scans);
      finishes.push(visit.finished);
    }
    const value = (times: readonly Painted[]) => p95(paintedMs(times));
    return [
      {
        ...{ name: 'scan', value: value(scans), limit: value(bare) },
        note: `${String(scans.length)} scans: ${paintedWords(scans)}; limit: a key that changes one word in the same window`,
      },
      {
        ...{ name: 'finished', value: value(finishes), limit: p95(flushes) },
        note: `${String(finishes.length)} visits: ${paintedWords(finishes)}; limit: fdatasync alone, ${spread(flushes)}`,
      },
    ];
  },
};

/** Codes of items in different program cards, so that no visit needs a reason for a second unit. */
export function someCodes(): readonly string[] {
  return new BusyDay([]).cards.flatMap(({ card }) => card.items.slice(0, 1).map(({ upc }) => upc));
}

/** Adds customers without cards, so that no reward asks for an answer; answers their last names. */
export async function newCustomers(bench: Bench, count: number): Promise<readonly string[]> {
  const wire = await bench.wire();
  const day = new BusyDay([]);
  const names = Array.from({ length: count }, (_, at) => `Zq${letters(at)}${letters(Date.now() % 17_576)}`);
  await wire.send(wire.place(names.map((name) => day.newCustomer(name))));
  return names;
}

const letters = (number: number): string =>
  [676, 26, 1].map((place) => String.fromCharCode(97 + (Math.floor(number / place) % 26))).join('');

async function visits(till: Till, name: string, codes: readonly string[]) {
  await openCheckout(till, name);
  const scans: Painted[] = [];
  for (const code of codes.slice(0, SCANS)) scans.push(await scan(till, code));
  return { scans, finished: await finish(till) };
}

/** Opens a checkout for the one customer of that last name. */
export async function openCheckout(till: Till, name: string): Promise<void> {
  const { lookup, checkout: screen } = till.screens;
  await till.openLookup();
  // A customer added elsewhere may still be on the way, and nobody is looked up twice without typing again.
  for (let tries = 0; tries < 30 && !(await lookup.row(name).isVisible()); tries += 1) {
    await lookup.field.fill('');
    await lookup.field.fill(name);
    await lookup
      .row(name)
      .waitFor({ timeout: 1_000 })
      .catch(() => undefined);
  }
  await lookup.row(name).getByText('Select').click();
  await screen.area.waitFor();
}

export function scan(till: Till, code: string): Promise<Painted> {
  return keyToChange(till.page, [...code, 'Enter'], lineAndCards);
}

/** From the list of purchases through **Finished** to the receipt. */
export async function finish(till: Till): Promise<Painted> {
  await till.page.keyboard.press('F12');
  await till.screens.redemption.finished.waitFor();
  return keyToChange(till.page, ['F12'], receipt);
}
