import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { ClusterFolder } from './cluster-folder';
import type { PostgresBinaries } from './postgres-binaries';
import { findPostmaster, send } from './postmaster';

const FAST_MS = 30_000;
const IMMEDIATE_MS = 5_000;

/**
 * Stops PostgreSQL in order: open transactions are rolled back, everything is written, and the next start has nothing
 * to recover. One that does not stop in half a minute is stopped at once, which the next start recovers from.
 */
export async function stopPostgres(folder: ClusterFolder, binaries: PostgresBinaries): Promise<void> {
  const postmaster = await findPostmaster(folder.data);
  if (!postmaster) return;
  if (process.platform === 'win32') {
    await promisify(execFile)(binaries.pgCtl, ['stop', '-D', folder.data, '-m', 'fast', '-W'], { windowsHide: true });
    await hasStopped(folder, postmaster.pid, FAST_MS);
    return;
  }
  send(postmaster.pid, 'SIGINT');
  if (await hasStopped(folder, postmaster.pid, FAST_MS)) return;
  send(postmaster.pid, 'SIGQUIT');
  if (await hasStopped(folder, postmaster.pid, IMMEDIATE_MS)) return;
  send(postmaster.pid, 'SIGKILL');
}

async function hasStopped(folder: ClusterFolder, pid: number, patienceMs: number): Promise<boolean> {
  const giveUpAt = performance.now() + patienceMs;
  while (performance.now() < giveUpAt) {
    if ((await findPostmaster(folder.data))?.pid !== pid) return true;
    await delay(10);
  }
  return false;
}
