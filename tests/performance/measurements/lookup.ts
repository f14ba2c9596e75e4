import type { Bench } from '../bench';
import type { FigureName, Measured } from '../figure';
import { bareKeyToPaint, keyToPaint } from '../in-page/key-to-paint';
import type { Awaited, Painted } from '../in-page/paint-watch';
import { paintedMs, paintedWords } from '../in-page/painted-words';
import type { Measurement } from '../measurement';
import { indexTimes } from '../raw/index-alone';
import { Flood } from '../stage/flood';
import { typedTexts } from '../stage/people';
import type { Till } from '../stage/till';
import { p95, spread } from '../statistics';

const TEXTS = 20;
/** Fewer letters find nobody without Enter. */
const SHORTEST = 4;
const BARE_PRESSES = 60;

const answer: Awaited = {
  ...{ key: null, area: 'section[aria-label="Lookup Customer"]' },
  ignore: 'section[aria-label="At your other locations"]',
  ...{ showing: { selector: '#lookup-rows', text: '' }, until: 'last' },
};

/** Letter after letter in **Lookup Customer**, everything else at rest. */
export const lookupIdle: Measurement = {
  names: ['lookup-idle'],
  async measure(bench) {
    const till = await bench.readyTill();
    return [await figure('lookup-idle', bench, till, 'at rest')];
  },
};

/** The same while changes come in as fast as the server takes them. */
export const lookupSyncing: Measurement = {
  names: ['lookup-syncing'],
  async measure(bench) {
    const till = await bench.readyTill();
    const flood = await Flood.begin(bench);
    try {
      return [await figure('lookup-syncing', bench, till, () => `while ${String(flood.sent)} entries came in`)];
    } finally {
      await flood.end();
    }
  },
};

async function figure(name: FigureName, bench: Bench, till: Till, when: string | (() => string)): Promise<Measured> {
  const texts = typedTexts(await bench.people(), TEXTS);
  await till.openLookup();
  const times: Painted[] = [];
  for (const text of texts) times.push(...(await typed(till, text)));
  await till.screens.lookup.field.fill('');
  const bare = await bareKeyToPaint(till.page, BARE_PRESSES);
  const index = indexTimes(bench.customers);
  const said = typeof when === 'string' ? when : when();
  const note = `${String(times.length)} keys ${said}: ${paintedWords(times)}; limit: a key that changes one word in the same window: ${paintedWords(bare)}; the index alone: ${spread(index)}`;
  return { name, value: p95(paintedMs(times)), limit: p95(paintedMs(bare)), note };
}

async function typed(till: Till, text: string): Promise<readonly Painted[]> {
  const { lookup } = till.screens;
  await lookup.field.fill(text.slice(0, SHORTEST - 1));
  const times: Painted[] = [];
  for (const letter of text.slice(SHORTEST - 1)) {
    // The same rows again are no new picture.
    const painted = await keyToPaint(till.page, [letter === ' ' ? 'Space' : letter], answer);
    if (painted !== null) times.push(painted);
  }
  return times;
}
