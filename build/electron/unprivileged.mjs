import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { cacheFolder, registerFolder, projectFolder } from '../machine/folders.mjs';

/** "nobody" on Debian and its relatives. */
const uid = 65534;
const asUnprivileged = ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', '--inh-caps=-all'];

const quoted = (/** @type {string} */ text) => `'${text.replaceAll("'", `'\\''`)}'`;

/** Whether the unprivileged user can start `executable` where it lies. */
function canStart(/** @type {string} */ executable) {
  const [command = '', ...args] = [...asUnprivileged, 'test', '-x', executable];
  const { error, status } = spawnSync(command, args);
  if (error) throw new Error('setpriv (package util-linux) is needed to run Electron without the rights of root');
  return status === 0;
}

/**
 * Makes a program that starts Electron as an unprivileged user, for root.
 *
 * Electron's sandbox refuses to run as root, and it is never switched off. The wrapper replaces itself with Electron,
 * so that the process id stays and signals reach the register.
 *
 * @param {string} executable Electron's own executable
 * @returns {string} the wrapper's path, to be used in Electron's place
 */
export function unprivilegedWrapper(executable) {
  const reachable = canStart(executable) ? executable : copyToCache(executable);
  const folder = join(cacheFolder(), 'launch', createHash('sha256').update(reachable).digest('hex').slice(0, 12));
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  for (const name of ['plan-launch.mjs', 'mirror.mjs']) {
    copyFileSync(join(projectFolder, 'build', 'electron', name), join(folder, name));
  }
  const home = join(registerFolder(), 'home');
  const plan = [process.execPath, join(folder, 'plan-launch.mjs'), join(cacheFolder(), 'apps'), home, String(uid)];
  const script = `#!/bin/sh
# Starts Electron as an unprivileged user (see build/electron/unprivileged.mjs in Pawtill's sources).
set -eu
arguments=$(${plan.map(quoted).join(' ')} "$@")
eval "set -- $arguments"
unset XAUTHORITY XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_HOME XDG_RUNTIME_DIR TMPDIR
export HOME=${quoted(home)}
cd /
exec ${asUnprivileged.join(' ')} ${quoted(reachable)} "$@"
`;
  return replaceFile(join(folder, 'pawtill-electron'), script);
}

/** Copies an Electron that lies below a folder that is closed to others. */
function copyToCache(/** @type {string} */ executable) {
  const dist = dirname(executable);
  const target = join(
    cacheFolder(),
    `electron-${readFileSync(join(dist, 'version'), 'utf8').replace(/^v/, '').trim()}`,
  );
  if (!existsSync(target)) {
    const scratch = `${target}-${process.pid}`;
    cpSync(dist, scratch, { recursive: true, mode: 0 });
    spawnSync('chmod', ['-R', 'a+rX', scratch]);
    renameSync(scratch, target);
  }
  return join(target, basename(executable));
}

/** Writes an executable script in one step, so that one who starts it at this moment sees the old or the new one. */
function replaceFile(/** @type {string} */ path, /** @type {string} */ content) {
  if (existsSync(path) && readFileSync(path, 'utf8') === content) return path;
  const scratch = `${path}-${process.pid}`;
  writeFileSync(scratch, content);
  chmodSync(scratch, 0o755);
  renameSync(scratch, path);
  return path;
}
