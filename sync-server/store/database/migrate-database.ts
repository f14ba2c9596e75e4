import { runner } from 'node-pg-migrate';
import type { ClientBase, Pool } from 'pg';
import { checkedOut } from './checked-out';
import { DatabaseRefusal } from './database-refusal';
import { readMigrations, type Migrations } from './migrations-folder';

export interface MigrateOptions {
  /** Where the SQL files are, if not in their usual place. */
  readonly folder?: string;
  /** Called before the schema of a database that holds data is changed; it copies the old data aside. */
  readonly copyAside?: (schema: readonly string[]) => Promise<void>;
}

const TABLE = 'pgmigrations';

/**
 * Brings the schema up to what this server needs, all in one transaction and under one lock, so that several processes
 * may call it at once. Returns the names of the migrations it ran.
 *
 * @throws DatabaseRefusal `data-newer-than-server` when a newer server has been here, `migrations-differ` when the
 * schema has another history, `database-not-empty` when the database is somebody else's.
 */
export async function migrateDatabase(pool: Pool, options: MigrateOptions = {}): Promise<readonly string[]> {
  const migrations = await readMigrations(options.folder);
  return checkedOut(pool, async (client) => {
    const applied = await appliedMigrations(client);
    checkHistory(applied, migrations.names);
    if (applied.length === migrations.names.length) return [];
    if (applied.length === 0) await checkOurs(client);
    else await options.copyAside?.(applied);
    return runMigrations(client, migrations);
  });
}

/** The migrations a database has had, oldest first; none for an empty one. */
export async function appliedMigrations(client: ClientBase): Promise<readonly string[]> {
  const { rows: tables } = await client.query<{ found: string | null }>('SELECT to_regclass($1) AS found', [TABLE]);
  if (!tables[0]?.found) return [];
  const { rows } = await client.query<{ name: string }>(`SELECT name FROM ${TABLE} ORDER BY run_on, id`);
  return rows.map(({ name }) => name);
}

export interface RunOptions {
  /** How many of the missing ones to run; all if not said. */
  readonly count?: number;
  /** When the caller holds the lock and a transaction of its own. */
  readonly insideTransaction?: boolean;
}

/** Runs the missing migrations on one connection and returns their names. */
export async function runMigrations(
  client: ClientBase,
  { folder }: Migrations,
  { count, insideTransaction = false }: RunOptions = {},
): Promise<readonly string[]> {
  const ran = await runner({
    dbClient: insideTransaction ? nested(client) : client,
    dir: folder,
    ignorePattern: '(?!.*\\.sql$).*',
    migrationsTable: TABLE,
    direction: 'up',
    singleTransaction: true,
    noLock: insideTransaction,
    advisoryLockMode: 'wait',
    logger: SILENT,
    ...(count === undefined ? {} : { count }),
  });
  return ran.map(({ name }) => name);
}

/** A schema change says by its error what is wrong; its SQL does not belong in the log. */
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

const NESTED: Readonly<Record<string, string>> = {
  BEGIN: 'SAVEPOINT migrations',
  COMMIT: 'RELEASE SAVEPOINT migrations',
  ROLLBACK: 'ROLLBACK TO SAVEPOINT migrations',
};

/** The same connection, on which the runner's transaction becomes a part of the caller's. */
function nested(client: ClientBase): ClientBase {
  const query = (text: unknown, values?: unknown[]) =>
    client.query(typeof text === 'string' ? (NESTED[text] ?? text) : String(text), values);
  return Object.create(client, { query: { value: query } }) as ClientBase;
}

/** Refuses a database whose migrations are not the first of ours, in our order. */
function checkHistory(applied: readonly string[], ours: readonly string[]): void {
  const unknown = applied.filter((name) => !ours.includes(name));
  if (unknown.length > 0) {
    throw new DatabaseRefusal(
      'data-newer-than-server',
      `The data was written by a newer version of the server (${unknown.join(', ')}). Install that version or a later one.`,
    );
  }
  if (applied.some((name, index) => name !== ours[index])) {
    throw new DatabaseRefusal('migrations-differ', "The database's schema has another history than this server's.");
  }
}

/** Restoring empties the database, so nobody else's tables may ever be in it. */
async function checkOurs(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class c
      WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND relname <> $1
        AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype = 'e')
      LIMIT 3`,
    [TABLE],
  );
  if (rows.length === 0) return;
  const names = rows.map(({ name }) => name).join(', ');
  throw new DatabaseRefusal(
    'database-not-empty',
    `The database already holds other tables (${names}). Give Pawtill a database of its own.`,
  );
}
