import { pipeline } from 'node:stream/promises';
import { PG_MIGRATE_LOCK_ID } from 'node-pg-migrate';
import type { Pool, PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { ok, refuse, type Result } from '../../../../core/kernel/result';
import { checkedOut } from '../checked-out';
import { runMigrations } from '../migrate-database';
import { readMigrations, type Migrations } from '../migrations-folder';
import { CommitUnknown } from '../retrying';
import { errorCode, isConnectionLoss } from '../storage-errors';
import { rowsIn, TEXT_SETTINGS, type BackupProgress, type BackupRefusal, type BackupSummary } from './backup-format';
import { openBackup, tooNew, type OpenBackup } from './read-backup';
import { dropEverything, suspendRules } from './schema-catalogue';

/** Why the database is as it was before. */
export type RestoreRefusal =
  | BackupRefusal
  | { readonly kind: 'database-in-use'; readonly message: string }
  | { readonly kind: 'restore-failed'; readonly code: string; readonly message: string };

export interface RestoreOptions {
  /** Where the SQL files are, if not in their usual place. */
  readonly migrationsFolder?: string;
  /** How long to wait for others to let go of the tables. */
  readonly lockPatienceMs?: number;
  readonly onProgress?: (progress: BackupProgress) => void;
}

/**
 * Replaces everything in the database by the backup, all or nothing: the file is read through first, and the rest is one
 * transaction, in which the schema of that time is made, filled, and then brought up to this server's. No other server
 * process should be at work on the database; the caller begins a new epoch afterwards.
 */
export async function restoreDatabase(
  pool: Pool,
  file: string,
  options: RestoreOptions = {},
): Promise<Result<BackupSummary, RestoreRefusal>> {
  const opened = await openBackup(file);
  if (!opened.ok) return opened;
  const backup = opened.value;
  try {
    const migrations = await readMigrations(options.migrationsFolder);
    const { schema, appVersion } = backup.summary.header;
    if (schema.some((name, index) => name !== migrations.names[index])) return refuse(tooNew(appVersion));
    await inOneTransaction(pool, (client) => restore(client, backup, migrations, options));
    await pool.query('ANALYZE').catch(() => undefined); // only makes the first queries faster
    return ok(backup.summary);
  } catch (error) {
    return refuse(refusalOf(error));
  } finally {
    await backup.close();
  }
}

async function restore(
  client: PoolClient,
  backup: OpenBackup,
  migrations: Migrations,
  { lockPatienceMs = 30_000, onProgress }: RestoreOptions,
): Promise<void> {
  const { header } = backup.summary;
  await client.query(`SET LOCAL lock_timeout = ${Math.round(lockPatienceMs)}`);
  await client.query(TEXT_SETTINGS);
  await client.query('SELECT pg_advisory_xact_lock($1)', [PG_MIGRATE_LOCK_ID]);
  await dropEverything(client);
  if (header.schema.length > 0) {
    await runMigrations(client, migrations, { count: header.schema.length, insideTransaction: true });
  }

  const back = await suspendRules(client);
  const rowsTotal = header.tables.reduce((sum, { rows }) => sum + rows, 0);
  let rowsDone = 0;
  for await (const { name, chunks } of backup.tables()) {
    await fill(client, name, columnsOf(backup, name), chunks, (rows) => {
      rowsDone += rows;
      onProgress?.({ table: name, rowsDone, rowsTotal });
    });
  }
  for (const statement of back) await client.query(statement);
  for (const { name, lastValue, isCalled } of header.sequences) {
    await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [
      client.escapeIdentifier(name),
      lastValue,
      isCalled,
    ]);
  }
  await runMigrations(client, migrations, { insideTransaction: true });
}

function columnsOf(backup: OpenBackup, name: string): readonly string[] {
  return backup.summary.header.tables.find((table) => table.name === name)?.columns ?? [];
}

async function fill(
  client: PoolClient,
  table: string,
  columns: readonly string[],
  chunks: AsyncGenerator<Buffer>,
  onRows: (rows: number) => void,
): Promise<void> {
  const target = client.escapeIdentifier(table);
  // A migration may put first rows into a table; the backup has them too, as they were later.
  await client.query(`DELETE FROM ${target}`);
  const list = columns.map((column) => client.escapeIdentifier(column)).join(', ');
  const counted = async function* () {
    for await (const chunk of chunks) {
      yield chunk;
      onRows(rowsIn(chunk));
    }
  };
  await pipeline(counted(), client.query(copyFrom(`COPY ${target} (${list}) FROM STDIN`)));
}

function inOneTransaction(pool: Pool, work: (client: PoolClient) => Promise<void>): Promise<void> {
  return checkedOut(pool, async (client) => {
    await client.query('BEGIN');
    await work(client);
    await client.query('COMMIT').catch((error: unknown) => {
      throw isConnectionLoss(error) ? new CommitUnknown(error) : error;
    });
  });
}

function refusalOf(error: unknown): RestoreRefusal {
  const code = errorCode(error) || 'unknown';
  if (code === '55P03') {
    const message = 'The database is in use. Stop the other server processes and try again. Nothing was changed.';
    return { kind: 'database-in-use', message };
  }
  if (error instanceof CommitUnknown) {
    return { kind: 'restore-failed', code, message: `${error.message} Restore again.` };
  }
  // PostgreSQL's message may quote a value of a row, so only its code is passed on.
  return { kind: 'restore-failed', code, message: `The backup could not be restored (${code}). Nothing was changed.` };
}
