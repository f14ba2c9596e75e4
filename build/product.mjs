import { createHash } from 'node:crypto';
import { cp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './machine/folders.mjs';
import { packageScript, run } from './machine/run.mjs';
import { say } from './machine/say.mjs';

const sources = [
  'core',
  'electron',
  'renderer',
  'sync-server',
  'electron.vite.config.ts',
  'build/server.vite.config.ts',
  'package-lock.json',
];
const stampFile = join(projectFolder, 'out', 'built-from');

/** The sync server as built. */
export const serverScript = join(projectFolder, 'out', 'server', 'main.mjs');

/** @returns {Promise<string>} a text that changes when a source that is built into the product changes */
async function sourcesFingerprint() {
  const digest = createHash('sha256');
  for (const source of sources) {
    const path = join(projectFolder, source);
    const isFolder = (await stat(path)).isDirectory();
    const names = isFolder ? (await readdir(path, { recursive: true })).sort() : [''];
    for (const name of names.filter((each) => !/\.test\.tsx?$/.test(each))) {
      const { size, mtimeMs } = await stat(join(path, name));
      digest.update(`${source}/${name}\0${size}\0${mtimeMs}\n`);
    }
  }
  return digest.digest('hex');
}

/**
 * Builds register and sync server into `out/`.
 *
 * @throws Error with everything the bundler said
 */
export async function buildProduct() {
  const fingerprint = await sourcesFingerprint();
  const register = await run(process.execPath, [packageScript('electron-vite', 'bin', 'electron-vite.js'), 'build']);
  if (!register.ok) throw new Error(`the register could not be built:\n${register.output}`);
  const config = join(projectFolder, 'build', 'server.vite.config.ts');
  const server = await run(process.execPath, [packageScript('vite', 'bin', 'vite.js'), 'build', '--config', config]);
  if (!server.ok) throw new Error(`the sync server could not be built:\n${server.output}`);
  // Read at run time, beside the script that reads them.
  const migrations = join(projectFolder, 'sync-server', 'migrations');
  if (existsSync(migrations))
    await cp(migrations, join(projectFolder, 'out', 'server', 'migrations'), { recursive: true });
  await writeFile(stampFile, fingerprint);
}

/** Builds unless what was built last came from the sources as they are. */
export async function ensureBuilt() {
  const built = await readFile(stampFile, 'utf8').catch(() => null);
  if (built !== null && built === (await sourcesFingerprint())) return;
  say('building Pawtill …');
  await buildProduct();
}
