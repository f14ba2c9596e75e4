import { realpath } from 'node:fs/promises';
import { Client, type ClientConfig } from 'pg';

/** Held shared by every server process that uses the cluster; who can have it alone is the last one. */
const PRESENCE_LOCK = 5_061_977_714;
/** Held while the database is looked for and made, so that one process makes it and the others wait for it. */
const MAKING_LOCK = 5_061_977_715;

/**
 * One server process's connection that says "I am using this cluster". PostgreSQL itself forgets it when that process
 * dies, however it dies, so there is no count on disk that could be wrong.
 */
export class Presence {
  readonly #client: Client;
  #left = false;

  private constructor(client: Client) {
    this.#client = client;
  }

  /**
   * Joins the cluster at `address`, and makes `database` there if it is missing; waits while the last user is about to
   * stop the cluster (and then fails with it).
   *
   * @param onLost called once if the connection breaks before `leave`.
   */
  static async join(
    address: ClientConfig,
    dataFolder: string,
    database: string,
    onLost: () => void,
  ): Promise<Presence> {
    const client = new Client({
      ...address,
      database: 'postgres',
      application_name: 'pawtill presence',
      connectionTimeoutMillis: 5_000,
    });
    client.on('error', () => undefined); // 'end' follows
    try {
      await client.connect();
      const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
      const served = await realpath(rows[0]?.data_directory ?? '').catch(() => null);
      if (served !== dataFolder) throw new Error(`Another database answers there: ${served}`);
      await client.query('SELECT pg_advisory_lock_shared($1)', [PRESENCE_LOCK]);
      await makeDatabase(client, database);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    const presence = new Presence(client);
    client.once('end', () => {
      if (!presence.#left) onLost();
    });
    return presence;
  }

  /**
   * Gives up the presence. When nobody else is left, `stopCluster` is called while newcomers still wait for the lock,
   * so that none of them begins to work on a database that is about to stop.
   */
  async leave(stopCluster: () => Promise<void>): Promise<'others-remain' | 'stopped'> {
    this.#left = true;
    try {
      await this.#client.query('SELECT pg_advisory_unlock_shared($1)', [PRESENCE_LOCK]);
      const { rows } = await this.#client.query<{ last: boolean }>('SELECT pg_try_advisory_lock($1) AS last', [
        PRESENCE_LOCK,
      ]);
      if (!rows[0]?.last) return 'others-remain';
      await stopCluster();
      return 'stopped';
    } finally {
      await this.#client.end().catch(() => undefined);
    }
  }
}

async function makeDatabase(client: Client, database: string): Promise<void> {
  const isThere = async () =>
    (await client.query('SELECT FROM pg_database WHERE datname = $1', [database])).rowCount === 1;
  if (await isThere()) return;
  await client.query('SELECT pg_advisory_lock($1)', [MAKING_LOCK]);
  if (!(await isThere())) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
  await client.query('SELECT pg_advisory_unlock($1)', [MAKING_LOCK]);
}
