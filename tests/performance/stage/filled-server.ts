import { join } from 'node:path';
import pino from 'pino';
import { serverSecret } from '../../../sync-server/cli/server-secret';
import { openBooks } from '../../../sync-server/open-books';
import type { Database } from '../../../sync-server/store/database/open-database';
import { startSyncServer, type RunningSyncServer } from '../../e2e/support/sync-server';
import { fillBigShop } from './big-shop';

/** A real sync server with one shop of so many customers. */
export interface FilledServer {
  readonly server: RunningSyncServer;
  /** Its database, for what the bare machine can do. */
  readonly database: Database;
  close(): Promise<void>;
}

/** Starts an empty server and fills its books beside it, as its own commands do. */
export async function startFilledServer(folder: string, customers: number): Promise<FilledServer> {
  const dataFolder = join(folder, 'server');
  const server = await startSyncServer({ dataFolder });
  try {
    const secret = await serverSecret(join(dataFolder, 'server-secret'));
    const logger = pino({ level: 'error' }, pino.destination(2));
    const place = { data: dataFolder, databaseUrl: null, secret };
    const opened = await openBooks({ ...place, poolSize: 3, appVersion: '0.0.0', logger });
    const close = async () => {
      await opened.close();
      await server.stop();
    };
    await fillBigShop(opened, customers);
    // As autovacuum would have left it by the next day.
    await opened.database.pool.query('VACUUM ANALYZE');
    return { server, database: opened.database, close };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
