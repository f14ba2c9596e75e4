// Run by the wrapper for root before it gives up its rights: makes what the unprivileged user needs, and prints the
// arguments Electron gets, quoted for the shell. Built-ins only: it runs as a copy in the cache folder.
import { chownSync, copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { mirrorApp } from './mirror.mjs';

const [mirrors, home, user, ...given] = /** @type {[string, string, string, ...string[]]} */ (process.argv.slice(2));
const uid = Number(user);

/**
 * Makes sure that the unprivileged user owns a profile folder.
 *
 * A folder with somebody else's files in it is refused rather than taken over.
 */
function giveFolder(/** @type {string} */ folder) {
  mkdirSync(dirname(folder), { recursive: true, mode: 0o755 }); // its parents stay open, so that it can be reached
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (statSync(folder).uid === uid) return;
  if (readdirSync(folder).length > 0) {
    throw new Error(`${folder} belongs to another user and is not empty; name a new folder for --user-data-dir`);
  }
  chownSync(folder, uid, uid);
}

/** Names the folder that keeps the unprivileged user out of `path`, which would otherwise fail without a word. */
function assertReachable(/** @type {string} */ path) {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0 && statSync(folder).uid !== uid) {
      throw new Error(`${path} cannot be reached by the unprivileged user, because ${folder} is closed to others`);
    }
  }
}

/** The cookie of a real display lies in root's home; the register's user needs a copy of its own. */
function giveDisplayCookie() {
  const cookie = process.env['XAUTHORITY'] ?? join(homedir(), '.Xauthority');
  if (!existsSync(cookie)) return;
  copyFileSync(cookie, join(home, '.Xauthority'));
  chownSync(join(home, '.Xauthority'), uid, uid);
}

try {
  giveFolder(home);
  giveDisplayCookie();
  const appAt = given.findIndex((argument) => !argument.startsWith('-'));
  const planned = given.map((argument, at) => {
    if (at === appAt) return mirrorApp(resolve(argument), mirrors);
    const [, profile] = /^--user-data-dir=(.+)$/s.exec(argument) ?? [];
    if (!profile) return argument;
    giveFolder(resolve(profile));
    assertReachable(resolve(profile));
    return `--user-data-dir=${resolve(profile)}`;
  });
  process.stdout.write(planned.map((argument) => `'${argument.replaceAll("'", `'\\''`)}'`).join(' '));
} catch (error) {
  process.stderr.write(`pawtill: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
