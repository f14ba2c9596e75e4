import { readFileSync } from 'node:fs';
import { run } from './run.mjs';
import { isRoot } from './folders.mjs';
import { say } from './say.mjs';

/** What a machine without a desktop lacks to show Electron's window on a virtual display. */
const forHeadlessElectron = ['xvfb', 'xauth', 'libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'];

/** Names that Debian 13 and Ubuntu 24.04 gave to the same libraries. */
const renamed = new Map([
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libasound2', 'libasound2t64'],
]);

function isDebian() {
  try {
    return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/** @returns {Promise<string[]>} those of `names` that dpkg does not report as installed, under either name */
async function missing(/** @type {readonly string[]} */ names) {
  const alternatives = names.flatMap((name) => [name, renamed.get(name) ?? name]);
  const { stdout } = await run('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...alternatives]);
  const installed = new Set(
    stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return names.filter((name) => !installed.has(name) && !installed.has(renamed.get(name) ?? name));
}

/**
 * Installs what Electron needs on a headless Debian machine, when run as root; elsewhere names what is missing.
 *
 * Playwright's own `install-deps` brings no GTK, which Electron links.
 */
export async function ensureHeadlessPackages() {
  if (process.platform !== 'linux') return;
  if (!isDebian()) {
    say(`if the window does not open, this system may lack the equivalents of: ${forHeadlessElectron.join(' ')}`);
    return;
  }
  const lacking = await missing(forHeadlessElectron);
  if (lacking.length === 0) return;
  if (!isRoot) {
    throw new Error(
      `these Debian packages are missing: ${lacking.join(' ')}\n  sudo apt-get install ${lacking.join(' ')}`,
    );
  }
  say(`installing Debian packages: ${lacking.join(' ')} …`);
  const update = await run('apt-get', ['update', '-qq']);
  if (!update.ok) say(`apt-get update did not succeed; trying with the list at hand\n${update.output}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '-qq', '--no-install-recommends'];
  let result = await run('apt-get', [...install, ...lacking], { env });
  if (!result.ok)
    result = await run('apt-get', [...install, ...lacking.map((name) => renamed.get(name) ?? name)], { env });
  if (!result.ok) throw new Error(`apt-get could not install ${lacking.join(' ')}:\n${result.output}`);
}
