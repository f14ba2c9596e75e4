import type { Bench } from '../bench';
import type { FigureName, Measured } from '../figure';
import { bareKeyToPaint, keyToChange } from '../in-page/key-to-paint';
import type { Awaited, Painted } from '../in-page/paint-watch';
import { paintedMs, paintedWords } from '../in-page/painted-words';
import type { Measurement } from '../measurement';
import { Flood } from '../stage/flood';
import { typedTexts } from '../stage/people';
import type { Till } from '../stage/till';
import { p95 } from '../statistics';

const PAGES = 40;
const TEXTS = 10;
const BARE_PRESSES = 60;

const table = 'section[aria-label="My Customers"] table';
/** The table says itself when it shows what was asked for: a list that follows changes is never quiet for long. */
const answer: Awaited = {
  ...{ key: null, area: table, ignore: '', until: 'first' },
  showing: { selector: `${table}:not([aria-busy="true"])`, text: '' },
};

/** Page after page and letter after letter in **My Customers**, everything else at rest. */
export const listIdle: Measurement = {
  names: ['list-idle'],
  async measure(bench) {
    const till = await bench.readyTill();
    return [await figure('list-idle', bench, till, () => 'at rest')];
  },
};

/** The same while changes come in as fast as the server takes them. */
export const listSyncing: Measurement = {
  names: ['list-syncing'],
  async measure(bench) {
    const till = await bench.readyTill();
    const flood = await Flood.begin(bench);
    try {
      return [await figure('list-syncing', bench, till, () => `while ${String(flood.sent)} entries came in`)];
    } finally {
      await flood.end();
    }
  },
};

async function figure(name: FigureName, bench: Bench, till: Till, when: () => string): Promise<Measured> {
  // Fewer than four digits find nobody, and then there is no list to look at.
  const texts = typedTexts(await bench.people(), 2 * TEXTS)
    .filter((text) => /^[a-z]/.test(text))
    .slice(0, TEXTS);
  const { frame, customers } = till.screens;
  await frame.goTo('Customers');
  await customers.search.fill('');
  await customers.rows.first().waitFor();
  const pages = await paged(till);
  const keys: Painted[] = [];
  for (const text of texts) keys.push(...(await typed(till, text)));
  await customers.search.fill('');
  const bare = await bareKeyToPaint(till.page, BARE_PRESSES);
  const note = `${String(pages.length)} pages ${when()}: ${paintedWords(pages)}; ${String(keys.length)} keys of a search: ${paintedWords(keys)}; limit: a key that changes one word in the same window: ${paintedWords(bare)}`;
  return { name, value: p95(paintedMs([...pages, ...keys])), limit: p95(paintedMs(bare)), note };
}

/** **Next >>**, pressed by the keyboard. */
async function paged(till: Till): Promise<readonly Painted[]> {
  const { next } = till.screens.customers;
  const times: Painted[] = [];
  for (let press = 0; press < PAGES && (await next.isEnabled()); press += 1) {
    await next.focus();
    times.push(await keyToChange(till.page, ['Enter'], answer));
  }
  return times;
}

async function typed(till: Till, text: string): Promise<readonly Painted[]> {
  const { search, settled } = till.screens.customers;
  await search.fill('');
  await settled.waitFor();
  await search.focus();
  const times: Painted[] = [];
  for (const letter of text) {
    times.push(await keyToChange(till.page, [letter === ' ' ? 'Space' : letter], answer));
  }
  return times;
}
