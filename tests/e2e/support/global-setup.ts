import { prepareElectron } from '../../../build/electron/prepare.mjs';
import { ensureDisplay } from '../../../build/machine/headless.mjs';
import { ensureBuilt } from '../../../build/product.mjs';

/** Makes sure that there is a display, an Electron and a build; says which Electron is tested. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const display = await ensureDisplay();
  const electron = await prepareElectron();
  await ensureBuilt();
  process.env.PAWTILL_ELECTRON = electron.path;
  console.log(`Electron ${electron.version}: ${electron.path}`);
  return () => display.stop();
}
