import { ensureHeadlessPackages } from './debian-packages.mjs';
import { hasDisplay, startVirtualDisplay } from './display.mjs';

/**
 * Gives this process a display to open windows on: the one that is there, or a virtual one.
 *
 * @returns {Promise<{ isVirtual: boolean, stop(): Promise<void> }>} `stop` ends a display that was started here
 */
export async function ensureDisplay() {
  if (hasDisplay()) return { isVirtual: false, stop: async () => {} };
  await ensureHeadlessPackages();
  const { display, stop } = await startVirtualDisplay();
  process.env['DISPLAY'] = display;
  return { isVirtual: true, stop };
}
