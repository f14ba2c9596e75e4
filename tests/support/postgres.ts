import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Pool, type ClientConfig } from 'pg';
import { afterAll } from 'vitest';
import { EmbeddedPostgres } from '../../sync-server/store/database/embedded/embedded-postgres';
import { migrateDatabase } from '../../sync-server/store/database/migrate-database';
import { readMigrations } from '../../sync-server/store/database/migrations-folder';
import { errorCode } from '../../sync-server/store/database/storage-errors';
import type { Database } from '../../sync-server/store/database/open-database';

/** A real database of one test's own. */
export interface TestDatabase extends Database {
  readonly name: string;
  /** For whatever wants `DATABASE_URL`. */
  readonly url: string;
}

export interface TestDatabaseOptions {
  /** false: without any table. */
  readonly migrated?: boolean;
  readonly poolSize?: number;
}

/**
 * Gives a fresh PostgreSQL database, migrated like a server's own, in a few hundredths of a second; it is dropped when
 * the test file ends. All test files share one cluster: whoever comes first starts it, who leaves last stops it.
 */
export async function aDatabase({ migrated = true, poolSize = 10 }: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const cluster = await sharedCluster();
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await administer(cluster, async (client) => {
    await client.query('SELECT pg_advisory_lock(1)'); // until this connection ends
    const template = migrated ? await migratedTemplate(cluster, client) : 'template1';
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });

  const options: ClientConfig = { ...cluster.address, database: name };
  const pool = new Pool({ ...options, max: poolSize });
  pool.on('error', () => undefined); // a test that stops the database sees it by its next query
  let stopped: Promise<void> | null = null;
  const database: TestDatabase = {
    kind: 'embedded',
    name,
    pool,
    options,
    url: urlOf(options),
    newClient: () => new Client(options),
    stop: () => (stopped ??= pool.end()),
  };
  open.push(database);
  return database;
}

const open: TestDatabase[] = [];
let cluster: Promise<EmbeddedPostgres> | null = null;

afterAll(async () => {
  const running = await cluster?.catch(() => null);
  if (!running) return;
  await Promise.all(open.map((database) => database.stop()));
  await administer(running, async (client) => {
    for (const { name } of open.splice(0)) await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
  await running.stop();
  cluster = null;
});

/** Unflushed when the machine went down, or made by another version: nothing in it is worth keeping. */
const unusable = ['postgres-did-not-start', 'data-of-another-postgres'];

function sharedCluster(): Promise<EmbeddedPostgres> {
  return (cluster ??= startCluster());
}

async function startCluster(): Promise<EmbeddedPostgres> {
  const user = String(process.getuid?.() ?? 'user');
  const project = createHash('sha256')
    .update(import.meta.dirname)
    .digest('hex')
    .slice(0, 8);
  const dataDir = join(tmpdir(), `pawtill-tests-${user}-${project}`);
  await mkdir(dataDir, { recursive: true });
  if (process.platform !== 'win32') await chmod(dataDir, 0o711);
  // Tests of what a power cut leaves have a cluster of their own; here nothing is worth a flush.
  const settings = { fsync: 'off', max_connections: '300' };
  const start = () => EmbeddedPostgres.start({ dataDir, settings, startPatienceMs: 30_000 });
  const running = await start().catch(async (error: unknown) => {
    if (!unusable.includes(errorCode(error))) throw error;
    await rm(dataDir, { recursive: true, force: true });
    return start();
  });
  await administer(running, dropForgotten);
  return running;
}

/** Databases of test processes that were killed. */
async function dropForgotten(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database WHERE datname ~ '^test_\\d+_'`,
  );
  for (const { name } of rows) {
    if (isRunning(Number(name.split('_')[1]))) continue;
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A database with the schema as the files are now; the caller holds the lock. Those of older files are dropped. */
async function migratedTemplate(running: EmbeddedPostgres, client: Client): Promise<string> {
  const { folder, names } = await readMigrations();
  const hash = createHash('sha256');
  for (const name of names) hash.update(name).update(await readFile(join(folder, `${name}.sql`)));
  const template = `template_${hash.digest('hex').slice(0, 12)}`;

  const isReady = await client.query('SELECT FROM pg_database WHERE datname = $1', [template]);
  if (isReady.rowCount === 0) {
    const { rows: old } = await client.query<{ name: string }>(
      `SELECT datname AS name FROM pg_database WHERE datname ~ '^template_'`,
    );
    for (const { name } of old) await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    const draft = `${template}_draft`;
    await client.query(`CREATE DATABASE ${draft}`);
    const pool = new Pool({ ...running.address, database: draft });
    await migrateDatabase(pool).finally(() => pool.end());
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
  }
  return template;
}

async function administer<Value>(running: EmbeddedPostgres, work: (client: Client) => Promise<Value>): Promise<Value> {
  const client = new Client({ ...running.address, database: 'postgres' });
  await client.connect();
  return work(client).finally(() => client.end());
}

function urlOf({ host, port, user, password, database }: ClientConfig): string {
  const login = `${user}:${encodeURIComponent(String(password))}`;
  return host?.startsWith('/')
    ? `postgres://${login}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
    : `postgres://${login}@${host}:${port}/${database}`;
}
