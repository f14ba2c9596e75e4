import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from './folders.mjs';
import { runNpm } from './run.mjs';
import { say } from './say.mjs';

/** @typedef {Record<string, { version?: string, optional?: boolean, link?: boolean }>} LockedPackages */

/** @returns {Promise<LockedPackages | null>} what a lock file names, or null when there is none that can be read */
async function lockedPackages(/** @type {string} */ path) {
  try {
    return JSON.parse(await readFile(path, 'utf8')).packages;
  } catch {
    return null;
  }
}

/**
 * Whether node_modules holds exactly what package-lock.json asks for.
 *
 * npm writes its own list of what it installed as its last act, so an interrupted installation is seen as well.
 * Optional packages may be missing: they belong to other platforms.
 */
export async function dependenciesAreInstalled(folder = projectFolder) {
  const wanted = await lockedPackages(join(folder, 'package-lock.json'));
  const installed = await lockedPackages(join(folder, 'node_modules', '.package-lock.json'));
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const present = installed[path];
    return present ? present.version === version : optional === true;
  });
}

/** Installs the packages of package-lock.json unless they are there already. */
export async function ensureDependencies() {
  if (await dependenciesAreInstalled()) return;
  say('installing the packages named in package-lock.json (once; about a minute) …');
  const { ok } = await runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { show: true });
  if (!ok) throw new Error('npm ci failed; what it said stands above');
}
