import type { Page } from '@playwright/test';
import type { Awaited, Painted } from './paint-watch';

const LIMIT_MS = 15_000;

/** Presses keys, the last of which starts the time, and answers when what they lead to is painted; null for nothing. */
export async function keyToPaint(page: Page, keys: readonly string[], awaited: Awaited): Promise<Painted | null> {
  await page.evaluate((what) => window.paintWatch.begin(what), awaited);
  // As one burst, like a scanner: nobody waits between two keys for an answer.
  await Promise.all(keys.map((key) => page.keyboard.press(key)));
  return page.evaluate((limitMs) => window.paintWatch.painted(limitMs), LIMIT_MS);
}

/** The same where keys must lead to something. */
export async function keyToChange(page: Page, keys: readonly string[], awaited: Awaited): Promise<Painted> {
  const painted = await keyToPaint(page, keys, awaited);
  if (painted === null) throw new Error(`${keys.join(' ')} changed nothing in ${awaited.area}`);
  return painted;
}

/** How fast this window can answer a key at all: one word changes, and nothing else happens. Milliseconds. */
export async function bareKeyToPaint(page: Page, presses: number): Promise<readonly Painted[]> {
  await page.evaluate(() => {
    const bare = document.createElement('output');
    bare.id = 'bare-paint';
    bare.style.cssText = 'position: fixed; inset: auto auto 0 0; z-index: 10000';
    document.body.append(bare);
    window.addEventListener('keydown', ({ key }) => {
      if (key === 'F9') bare.textContent = `press ${String(performance.now())}`;
    });
  });
  const what = { key: 'F9', area: '#bare-paint', ignore: '', showing: { selector: '#bare-paint', text: '' } };
  const times: Painted[] = [];
  for (let press = 0; press < presses; press += 1) {
    times.push(await keyToChange(page, ['F9'], { ...what, until: 'last' }));
  }
  await page.evaluate(() => document.querySelector('#bare-paint')?.remove());
  return times;
}
