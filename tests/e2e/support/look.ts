import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { LaunchedRegister } from './launch';

const folder = join(import.meta.dirname, '..', '..', 'artifacts', 'screens');
const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;

/**
 * Looks at the screen as it is now, in light and dark: keeps pictures of it under `tests/artifacts/screens` in both
 * sizes, and answers what axe finds serious or critical.
 */
export async function lookAt({ page, app }: Pick<LaunchedRegister, 'page' | 'app'>, name: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const findings: string[] = [];
  // Not the window's own size: a virtual display may be smaller than the picture.
  const devtools = await app.context().newCDPSession(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const size of sizes) {
      await devtools.send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: false });
      await expect.poll(() => page.evaluate(isAsItWillStay), colorScheme).toEqual([colorScheme, size.width, 0]);
      if (size === sizes[0]) findings.push(...(await axeFindings(page)).map((one) => `${colorScheme}: ${one}`));
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${String(size.width)}.png`) });
    }
  }
  await devtools.send('Emulation.clearDeviceMetricsOverride');
  await devtools.detach();
  return findings;
}

/** In the page: the colours and the width it is drawn in, and how many transitions are under way. */
function isAsItWillStay(): readonly [string | undefined, number, number] {
  const moving = document.getAnimations().filter(({ playState, effect }) => {
    // What turns for ever (a loader) never comes to rest.
    return playState === 'running' && effect?.getComputedTiming().iterations !== Infinity;
  });
  return [document.documentElement.dataset['mantineColorScheme'], window.innerWidth, moving.length];
}

async function axeFindings(page: LaunchedRegister['page']): Promise<string[]> {
  // Legacy: without a page of its own for the summary, which this Electron cannot open.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${String(target)}: ${failureSummary ?? ''}`),
    );
}
