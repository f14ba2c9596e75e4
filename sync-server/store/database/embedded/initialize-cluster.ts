import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DatabaseRefusal } from '../database-refusal';
import { clusterPassword, type ClusterFolder } from './cluster-folder';
import type { PostgresBinaries } from './postgres-binaries';
import { postgresEnvironment } from './postgres-environment';

/** PostgreSQL's own name for the one user we have there. */
export const CLUSTER_USER = 'pawtill';

/**
 * Makes sure that there is a data folder of the right version; true when it was made now. It is made aside and renamed
 * into place, so that a crash leaves a whole one or none, and of two processes that do it at once one wins.
 *
 * @throws DatabaseRefusal `data-of-another-postgres` for a folder of another major version.
 */
export async function initializeCluster(folder: ClusterFolder, binaries: PostgresBinaries): Promise<boolean> {
  const found = await readFile(join(folder.data, 'PG_VERSION'), 'utf8').catch(() => null);
  if (found !== null) {
    if (Number.parseInt(found, 10) === binaries.major) return false;
    throw new DatabaseRefusal(
      'data-of-another-postgres',
      `The data folder was written by PostgreSQL ${found.trim()}; this version brings ${binaries.major}. ` +
        'Back up with the version that wrote it, and restore that backup into a new data folder.',
    );
  }
  await clearAway(folder);

  const aside = join(folder.root, `new-${randomUUID()}`);
  try {
    await runInitdb(folder, binaries, aside);
    await rename(aside, folder.data);
    await syncFolder(folder.root);
    return true;
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'EPERM') {
      if (await readFile(join(folder.data, 'PG_VERSION')).catch(() => null)) return false; // another process was faster
    }
    throw error;
  }
}

async function runInitdb(folder: ClusterFolder, binaries: PostgresBinaries, target: string): Promise<void> {
  const password = await clusterPassword(folder);
  const options = [
    ['--pgdata', target],
    ['--username', CLUSTER_USER],
    ['--encoding', 'UTF8'],
    ['--locale', 'C'],
    ['--locale-provider', 'builtin'],
    ['--builtin-locale', 'C.UTF-8'],
    ['--auth-local', 'trust'], // the socket's folder lets nobody else in
    ['--auth-host', 'scram-sha-256'],
    ['--no-instructions'],
    password === null ? [] : ['--pwfile', join(folder.root, 'password')],
  ].flat();
  try {
    await promisify(execFile)(binaries.initdb, options, {
      ...folder.account,
      cwd: folder.root,
      env: postgresEnvironment(),
      windowsHide: true,
    });
  } catch (cause) {
    const lines = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause);
    throw new DatabaseRefusal('postgres-did-not-start', `PostgreSQL could not make its data folder: ${lines}`, {
      cause,
    });
  }
}

/** Removes what a crash left behind while the folder was being made, once it is surely nobody's any more. */
async function clearAway(folder: ClusterFolder): Promise<void> {
  for (const name of await readdir(folder.root)) {
    if (!name.startsWith('new-')) continue;
    const path = join(folder.root, name);
    const { birthtimeMs } = await open(path, 'r').then((file) => file.stat().finally(() => file.close()));
    if (Date.now() - birthtimeMs > 10 * 60_000) await rm(path, { recursive: true, force: true });
  }
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}
