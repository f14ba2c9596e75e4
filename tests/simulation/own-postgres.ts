import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Pool } from 'pg';
import { EmbeddedPostgres } from '../../sync-server/store/database/embedded/embedded-postgres';
import { migrateDatabase } from '../../sync-server/store/database/migrate-database';
import type { PlaceDatabase } from '../support/world/postgres-place';

/** A PostgreSQL for one run outside of the test runner: started when the first seed needs it. */
export class OwnPostgres {
  #running: Promise<{ readonly postgres: EmbeddedPostgres; readonly dataDir: string }> | null = null;

  /** A fresh database, up to date. */
  newDatabase = async (): Promise<PlaceDatabase> => {
    const { postgres } = await (this.#running ??= start());
    const name = `sim_${randomBytes(6).toString('hex')}`;
    await administer(postgres, `CREATE DATABASE ${name}`);
    const pool = new Pool({ ...postgres.address, database: name, max: 20 });
    pool.on('error', () => undefined);
    await migrateDatabase(pool);
    return {
      pool,
      async stop() {
        await pool.end();
        await administer(postgres, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      },
    };
  };

  async stop(): Promise<void> {
    const running = await this.#running;
    if (running === null) return;
    await running.postgres.stop();
    await rm(running.dataDir, { recursive: true, force: true });
  }
}

async function start() {
  const dataDir = await mkdtemp(join(tmpdir(), 'pawtill-sim-'));
  const settings = { fsync: 'off', max_connections: '100' };
  return { postgres: await EmbeddedPostgres.start({ dataDir, settings, startPatienceMs: 60_000 }), dataDir };
}

async function administer(postgres: EmbeddedPostgres, statement: string): Promise<void> {
  const client = new Client({ ...postgres.address, database: 'postgres' });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
