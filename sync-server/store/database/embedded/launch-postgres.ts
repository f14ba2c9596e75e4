import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseRefusal } from '../database-refusal';
import type { ClusterFolder } from './cluster-folder';
import type { PostgresBinaries } from './postgres-binaries';
import { postgresEnvironment } from './postgres-environment';
import { findPostmaster } from './postmaster';

const POLL_MS = 10;

/**
 * Starts PostgreSQL and returns true when it is ready for connections; false when another process of ours has started
 * one on the same folder in the meantime. It runs apart from us: it gets no signal meant for our terminal, and keeps
 * serving other server processes when this one is killed.
 *
 * @throws DatabaseRefusal `postgres-did-not-start` with PostgreSQL's own words.
 */
export async function launchPostgres(
  folder: ClusterFolder,
  binaries: PostgresBinaries,
  settings: readonly string[],
  patienceMs: number,
): Promise<boolean> {
  const child = spawn(binaries.postgres, ['-D', folder.data, ...settings], {
    ...folder.account,
    cwd: folder.root,
    env: postgresEnvironment(),
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  let ended: string | null = null;
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4_000)));
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended = `it ended with ${signal ?? `code ${code}`}`));

  try {
    const giveUpAt = performance.now() + patienceMs;
    while (performance.now() < giveUpAt) {
      const postmaster = await findPostmaster(folder.data);
      if (postmaster && postmaster.pid === child.pid && postmaster.status === 'ready') return true;
      if (ended !== null) {
        if (postmaster && postmaster.pid !== child.pid) return false;
        throw new DatabaseRefusal('postgres-did-not-start', `PostgreSQL did not start: ${said.trim() || ended}`);
      }
      await delay(POLL_MS);
    }
    throw new DatabaseRefusal('postgres-did-not-start', `PostgreSQL was not ready in time: ${said.trim()}`);
  } finally {
    child.stderr.destroy(); // by now it writes to its own log file
    child.unref();
  }
}
