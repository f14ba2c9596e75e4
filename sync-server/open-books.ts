import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Clock, IdSource } from '../core/kernel/ports';
import type { Books } from './books/books';
import { createBooks } from './books/create-books';
import { createSigning } from './books/signing';
import { LiveHeads } from './live/live-heads';
import { PostgresSignal } from './live/postgres-signal';
import { safeError } from './logging/safe-error';
import { backupDatabase } from './store/database/backup/backup-database';
import { migrateDatabase } from './store/database/migrate-database';
import { openDatabase, type Database } from './store/database/open-database';
import { createSqlStore } from './store/sql-store/sql-store';
import type { Store } from './store/store';
import { systemClock, systemIds } from './system-ports';

export interface OpenBooksOptions {
  /** The server's folder; holds the embedded database unless there is a `databaseUrl`. */
  readonly data: string;
  readonly databaseUrl: string | null;
  readonly secret: string;
  readonly poolSize: number;
  readonly appVersion: string;
  readonly logger: Logger;
}

/** The books of one process, over an open database that is up to date. */
export interface OpenBooks {
  readonly books: Books;
  readonly store: Store;
  readonly database: Database;
  readonly live: LiveHeads;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Names of the migrations that were run to get here. */
  readonly migrated: readonly string[];
  close(): Promise<void>;
}

/** Opens the database, brings it up to date and lays the books over it. Throws `DatabaseRefusal` when it cannot. */
export async function openBooks(options: OpenBooksOptions): Promise<OpenBooks> {
  const { data, databaseUrl, secret, poolSize, logger } = options;
  const database = await openDatabase(databaseUrl === null ? { dataDir: data } : { databaseUrl }, {
    poolSize,
    onNotice: (notice) => logger.info({ database: notice }, 'database'),
  });
  try {
    const migrated = await migrateDatabase(database.pool, {
      copyAside: async (schema) => {
        await copyAside(database, options, `before-migration-${String(schema.length + 1)}`);
      },
    });
    const opened = layBooks(database, secret, logger);
    await opened.books.prepare();
    return { ...opened, migrated };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/** Lays books over a database that is up to date; also for tests that have one. */
export function layBooks(database: Database, secret: string, logger: Logger): Omit<OpenBooks, 'migrated'> {
  const live: LiveHeads = new LiveHeads({ readHeads: (feeds) => store.feedHeads(feeds), logger });
  const store = createSqlStore({ pool: database.pool, onCommitted: (heads) => live.announce(heads) });
  live.useSignal(
    new PostgresSignal({
      pool: database.pool,
      newClient: () => database.newClient(),
      onHeads: (heads) => live.hear(heads),
      logger,
    }),
  );
  const books = createBooks({
    ...{ store, clock: systemClock, ids: systemIds, signing: createSigning(secret) },
    onTrouble: ({ code, kind, error }) => logger.error({ code, kind, err: safeError(error) }, 'trouble'),
  });
  const close = async () => {
    await live.close();
    await store.close();
    await database.stop();
  };
  return { books, store, database, live, clock: systemClock, ids: systemIds, close };
}

/** Copies the whole database into the data folder, before something changes all of it. Answers the file. */
export async function copyAside(
  { pool }: Database,
  { data, appVersion }: Pick<OpenBooksOptions, 'data' | 'appVersion'>,
  why: string,
): Promise<string> {
  const folder = join(data, 'backups');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const stamp = new Date(systemClock.now()).toISOString().replaceAll(/[:.]/g, '-');
  const { file } = await backupDatabase(pool, join(folder, `${why}-${stamp}.pawtill-backup`), { appVersion });
  return file;
}
