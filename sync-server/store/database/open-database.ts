import { setTimeout as delay } from 'node:timers/promises';
import { Client, Pool, type ClientConfig } from 'pg';
import { DatabaseRefusal } from './database-refusal';
import { EmbeddedPostgres, type ClusterNotice, type EmbeddedOptions } from './embedded/embedded-postgres';
import { errorCode, isConnectionLoss } from './storage-errors';

/** Which PostgreSQL: our own on a data folder, or one that somebody else runs. */
export type DatabaseTarget = EmbeddedOptions | { readonly databaseUrl: string };

/** What happens to the database, for the log. */
export type DatabaseNotice = ClusterNotice | { readonly kind: 'idle-connection-lost'; readonly code: string };

export interface OpenOptions {
  /** Connections this process may hold at most, besides the ones made with `newClient`. */
  readonly poolSize?: number;
  /** How long to wait for a PostgreSQL that somebody else runs and that is not up yet. */
  readonly patienceMs?: number;
  readonly onNotice?: (notice: DatabaseNotice) => void;
}

/** The open database of one server process. */
export interface Database {
  readonly kind: 'embedded' | 'external';
  readonly pool: Pool;
  /** How to connect now; read it anew for every connection, because a restart may change it. */
  readonly options: ClientConfig;
  /** A connection of its own, not yet connected, for LISTEN and other long stays. Its owner handles 'error' and 'end'. */
  newClient(): Client;
  /** Closes every pooled connection and leaves the database; the last one to leave an embedded one stops it. */
  stop(): Promise<void>;
}

const OLDEST_VERSION = 15;

/**
 * Opens the database, and returns once it answers.
 *
 * @throws DatabaseRefusal when it cannot be used.
 */
export async function openDatabase(target: DatabaseTarget, options: OpenOptions = {}): Promise<Database> {
  const onNotice = options.onNotice ?? (() => undefined);
  if ('databaseUrl' in target) {
    const config: ClientConfig = { connectionString: target.databaseUrl, keepAlive: true };
    const database = opened(
      'external',
      () => config,
      async () => undefined,
      options,
    );
    await checkVersion(database, options.patienceMs ?? 15_000);
    return database;
  }
  const postgres = await EmbeddedPostgres.start({ onNotice, ...target });
  return opened(
    'embedded',
    () => postgres.address,
    () => postgres.stop(),
    options,
  );
}

function opened(
  kind: Database['kind'],
  address: () => ClientConfig,
  leave: () => Promise<void>,
  { poolSize = 10, onNotice }: OpenOptions,
): Database {
  /** Asks for the address at every connection: a restarted PostgreSQL may have another one. */
  class CurrentClient extends Client {
    constructor(config: ClientConfig = {}) {
      super({ ...config, ...address() });
    }
  }
  const pool = new Pool({
    Client: CurrentClient,
    application_name: 'pawtill',
    max: poolSize,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  // Without a listener, an idle connection that breaks would end the process.
  pool.on('error', (error) => onNotice?.({ kind: 'idle-connection-lost', code: errorCode(error) }));

  let stopped: Promise<void> | null = null;
  return {
    kind,
    pool,
    get options() {
      return address();
    },
    newClient: () => new CurrentClient({ application_name: 'pawtill' }),
    stop: () => (stopped ??= pool.end().then(leave)),
  };
}

async function checkVersion(database: Database, patienceMs: number): Promise<void> {
  try {
    const { version, encoding } = await firstAnswer(database.pool, performance.now() + patienceMs);
    if (version < OLDEST_VERSION * 10_000) {
      throw new DatabaseRefusal(
        'database-too-old',
        `The database is PostgreSQL ${Math.floor(version / 10_000)}; ${OLDEST_VERSION} or newer is needed.`,
      );
    }
    if (encoding !== 'UTF8') {
      throw new DatabaseRefusal('database-not-utf8', `The database is encoded in ${encoding}; it has to be UTF8.`);
    }
  } catch (error) {
    await database.stop();
    throw error;
  }
}

async function firstAnswer(pool: Pool, giveUpAt: number): Promise<{ version: number; encoding: string }> {
  for (;;) {
    try {
      const { rows } = await pool.query<{ version: number; encoding: string }>(
        `SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding`,
      );
      if (rows[0]) return rows[0];
    } catch (cause) {
      if (!isConnectionLoss(cause) || performance.now() > giveUpAt) {
        // The address may carry a password, so it is not repeated here.
        const code = errorCode(cause) || 'no answer';
        throw new DatabaseRefusal('database-unreachable', `The database of DATABASE_URL did not answer (${code}).`, {
          cause,
        });
      }
      await delay(250);
    }
  }
}
