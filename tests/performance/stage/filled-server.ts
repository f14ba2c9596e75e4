import { join } from 'node:path';
import { openDatabase, type Database } from '../../../sync-server/store/database/open-database';
import { startSyncServer, type RunningSyncServer } from '../../e2e/support/sync-server';

/** A real sync server with the demo's business of so many customers. */
export interface FilledServer {
  readonly server: RunningSyncServer;
  /** Its database, for what the bare machine can do. */
  readonly database: Database;
  close(): Promise<void>;
}

/** Fills an empty server and leaves it running. */
export async function startFilledServer(folder: string, customers: number): Promise<FilledServer> {
  const dataFolder = join(folder, 'server');
  // Below a server that is up already, so that only the filling takes time.
  const server = await startSyncServer({ dataFolder });
  try {
    await server.command('demo', '--customers', String(customers), '--seed', '1');
    const database = await openDatabase({ dataDir: dataFolder });
    const close = async () => {
      await database.stop();
      await server.stop();
    };
    return { server, database, close };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
