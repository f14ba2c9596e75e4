import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { ClientConfig } from 'pg';
import { DatabaseRefusal } from '../database-refusal';
import { errorCode, isConnectionLoss } from '../storage-errors';
import { clusterPassword, prepareClusterFolder, type ClusterFolder, type Transport } from './cluster-folder';
import { clusterSettings } from './cluster-settings';
import { CLUSTER_USER, initializeCluster } from './initialize-cluster';
import { launchPostgres } from './launch-postgres';
import { findPostgresBinaries, type BinariesOptions, type PostgresBinaries } from './postgres-binaries';
import { clearStale, findPostmaster, readPostmaster, type Postmaster } from './postmaster';
import { Presence } from './presence';
import { stopPostgres } from './stop-postgres';
import { trimLogs } from './trim-logs';

/** The one database of the cluster that holds the master list. */
export const CLUSTER_DATABASE = 'pawtill';

const POLL_MS = 20;
const LONGEST_BACK_OFF_MS = 5_000;
const TRIM_LOGS_EVERY_MS = 6 * 3_600_000;
/** A start that failed while another process or a dying backend was in the way is worth another one. */
const LAUNCHES = 3;

/** What happens to the cluster, for the log: never anything about its content. */
export type ClusterNotice =
  | { readonly kind: 'data-folder-made'; readonly tookMs: number }
  | { readonly kind: 'started' | 'attached'; readonly pid: number; readonly tookMs: number }
  | { readonly kind: 'lost' }
  | { readonly kind: 'restart-failed'; readonly code: string; readonly message: string; readonly againInMs: number }
  | { readonly kind: 'others-remain' | 'stopped' };

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly onNotice?: (notice: ClusterNotice) => void;
  /** Settings that differ from the product's, for tests and measurements. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly binaries?: BinariesOptions;
  readonly transport?: Transport;
  /** How long a start may take; recovery after a crash is part of it. */
  readonly startPatienceMs?: number;
}

/**
 * Our own PostgreSQL on one data folder, shared by every server process that names this folder.
 *
 * Whoever comes first starts it, who comes later attaches to it, and who leaves last stops it, whoever started it.
 * If it dies, each of them tries to start it again: PostgreSQL's own lock file lets one win, the others attach. If all
 * of them are killed it keeps running, and the next server attaches to it; if the machine dies, it recovers at the next
 * start. Callers see connection errors in between, which `retrying` waits out.
 */
export class EmbeddedPostgres {
  readonly #options: EmbeddedOptions;
  readonly #folder: ClusterFolder;
  readonly #binaries: PostgresBinaries;
  readonly #password: string | null;
  #presence: Presence | null = null;
  #postmaster: Postmaster | null = null;
  #recovery: Promise<void> | null = null;
  readonly #stopping = new AbortController();
  readonly #trimmer: NodeJS.Timeout;

  private constructor(
    options: EmbeddedOptions,
    folder: ClusterFolder,
    binaries: PostgresBinaries,
    password: string | null,
  ) {
    this.#options = options;
    this.#folder = folder;
    this.#binaries = binaries;
    this.#password = password;
    this.#trimmer = setInterval(() => void trimLogs(folder.logs).catch(() => undefined), TRIM_LOGS_EVERY_MS).unref();
  }

  /**
   * Returns when the database can be used.
   *
   * @throws DatabaseRefusal when it cannot be.
   */
  static async start(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
    const transport = options.transport ?? (process.platform === 'win32' ? 'loopback' : 'socket');
    const folder = await prepareClusterFolder(options.dataDir, transport);
    const binaries = await findPostgresBinaries(folder.account, options.binaries);
    const begunAt = performance.now();
    if (await initializeCluster(folder, binaries)) {
      options.onNotice?.({ kind: 'data-folder-made', tookMs: Math.round(performance.now() - begunAt) });
    }
    const postgres = new EmbeddedPostgres(options, folder, binaries, await clusterPassword(folder));
    try {
      await postgres.#attend();
      await trimLogs(folder.logs);
      return postgres;
    } catch (error) {
      await postgres.stop();
      throw error;
    }
  }

  /** Where clients connect now. It may change with a restart, so it is read for every new connection. */
  get address(): ClientConfig {
    const socket = this.#folder.transport === 'socket';
    return {
      host: socket ? (this.#postmaster?.socketFolder ?? this.#folder.sockets) : '127.0.0.1',
      port: this.#postmaster?.port,
      user: CLUSTER_USER,
      database: CLUSTER_DATABASE,
      password: this.#password ?? '',
      ssl: false,
    };
  }

  /** The number of PostgreSQL's main process, while we know it. */
  get pid(): number | null {
    return this.#postmaster?.pid ?? null;
  }

  /** Leaves the cluster, and stops it when nobody else uses it. Connections of our own must be closed before. */
  async stop(): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    this.#stopping.abort();
    clearInterval(this.#trimmer);
    await this.#recovery;
    const presence = this.#presence;
    this.#presence = null;
    if (!presence) return;
    const outcome = await presence
      .leave(() => stopPostgres(this.#folder, this.#binaries))
      .catch((error: unknown) => {
        if (isConnectionLoss(error)) return 'stopped' as const;
        throw error;
      });
    this.#notice({ kind: outcome });
  }

  /** Joins the running cluster, or starts it and joins it. */
  async #attend(): Promise<void> {
    const patienceMs = this.#options.startPatienceMs ?? 120_000;
    const begunAt = performance.now();
    let launched = false;
    let failures = 0;
    let reason: unknown;
    while (performance.now() - begunAt < patienceMs) {
      const postmaster = await readPostmaster(this.#folder.data);
      const seen = await findPostmaster(this.#folder.data);
      // A socket that answers is in use even if its process cannot be seen from here (another container).
      if (postmaster?.status === 'ready' && (seen || this.#folder.transport === 'socket')) {
        this.#postmaster = postmaster;
        reason = await this.#join();
        if (reason === null) {
          const tookMs = Math.round(performance.now() - begunAt);
          return this.#notice({ kind: launched ? 'started' : 'attached', pid: postmaster.pid, tookMs });
        }
      }
      if (seen) {
        await delay(POLL_MS);
        continue;
      }
      try {
        await clearStale(this.#folder);
        launched = await launchPostgres(this.#folder, this.#binaries, await this.#settings(), patienceMs);
      } catch (error) {
        if ((failures += 1) >= LAUNCHES) throw error;
        await delay(POLL_MS);
      }
    }
    throw new DatabaseRefusal('postgres-did-not-start', 'PostgreSQL runs but did not answer in time.', {
      cause: reason,
    });
  }

  /** Null, or why it could not. */
  async #join(): Promise<unknown> {
    try {
      const presence = await Presence.join(this.address, this.#folder.data, CLUSTER_DATABASE, () =>
        this.#onLost(presence),
      );
      this.#presence = presence;
      return null;
    } catch (error) {
      return error;
    }
  }

  #onLost(presence: Presence): void {
    if (this.#presence !== presence) return;
    this.#presence = null;
    this.#notice({ kind: 'lost' });
    this.#recovery ??= this.#recover().finally(() => (this.#recovery = null));
  }

  async #recover(): Promise<void> {
    for (let backOffMs = 50; !this.#stopping.signal.aborted; backOffMs = Math.min(backOffMs * 2, LONGEST_BACK_OFF_MS)) {
      try {
        return await this.#attend();
      } catch (error) {
        const message = error instanceof Error ? error.message : 'unknown';
        this.#notice({ kind: 'restart-failed', code: errorCode(error), message, againInMs: backOffMs });
        await delay(backOffMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      }
    }
  }

  async #settings(): Promise<readonly string[]> {
    const port = this.#folder.transport === 'loopback' ? await freePort() : 0;
    return clusterSettings(this.#folder, port, this.#options.settings);
  }

  #notice(notice: ClusterNotice): void {
    this.#options.onNotice?.(notice);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
