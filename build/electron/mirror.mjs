// Built-ins only: the wrapper for root runs a copy of this file from the cache folder.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { join, relative } from 'node:path';

/** Scopes of native packages that the built main process loads at run time; everything else is bundled. */
export const nativeScopes = ['@node-rs'];

const parts = [
  'package.json',
  'out/main',
  'out/preload',
  'out/renderer',
  ...nativeScopes.map((scope) => `node_modules/${scope}`),
];
const dayMs = 86_400_000;

/** @returns {string[]} every file below `path`, or `path` itself when it is one, in a fixed order */
function filesBelow(/** @type {string} */ path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * Copies what a built app needs to run into a folder that every user can read, named for its content.
 *
 * The project may lie where the unprivileged user cannot look (`/root`), and a running register must not lose its
 * files when the project is built again.
 *
 * @returns {string} the folder to start instead of `app`
 */
export function mirrorApp(/** @type {string} */ app, /** @type {string} */ mirrors) {
  const digest = createHash('sha256');
  for (const file of parts.flatMap((part) => filesBelow(join(app, part)))) {
    digest.update(`${relative(app, file)}\0`).update(readFileSync(file));
  }
  const target = join(mirrors, digest.digest('hex').slice(0, 20));
  if (!existsSync(target)) {
    mkdirSync(mirrors, { recursive: true, mode: 0o755 });
    const scratch = mkdtempSync(`${target}-`);
    for (const part of parts.filter((each) => existsSync(join(app, each)))) {
      cpSync(join(app, part), join(scratch, part), { recursive: true, dereference: true });
    }
    execFileSync('chmod', ['-R', 'a+rX', scratch]);
    try {
      renameSync(scratch, target);
    } catch (error) {
      if (!existsSync(target)) throw error; // else another start was quicker, with the same content
      rmSync(scratch, { recursive: true, force: true });
    }
  }
  const now = new Date();
  utimesSync(target, now, now);
  removeUnused(mirrors);
  return target;
}

/** Removes copies that no register was started from for a week. */
function removeUnused(/** @type {string} */ mirrors) {
  for (const name of readdirSync(mirrors)) {
    const path = join(mirrors, name);
    if (Date.now() - statSync(path).mtimeMs > 7 * dayMs) rmSync(path, { recursive: true, force: true });
  }
}
