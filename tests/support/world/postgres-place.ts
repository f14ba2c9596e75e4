import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { backupDatabase } from '../../../sync-server/store/database/backup/backup-database';
import { restoreDatabase } from '../../../sync-server/store/database/backup/restore-database';
import { createSqlStore } from '../../../sync-server/store/sql-store/sql-store';
import type { Store } from '../../../sync-server/store/store';
import type { OpenPlace } from './master-place';
import type { VirtualTime } from './virtual-time';

/** A database of this world's own, up to date. */
export interface PlaceDatabase {
  readonly pool: Pool;
  stop(): Promise<void>;
}

/**
 * The SQL store on a real PostgreSQL, with the server's own backup and restore. Virtual time stands still while the
 * database works; in which order its transactions meet is its own affair.
 */
export function postgresPlace(newDatabase: () => Promise<PlaceDatabase>): (time: VirtualTime) => OpenPlace {
  return (time) => async (hooks) => {
    const database = await newDatabase();
    const { pool } = database;
    const folder = await mkdtemp(join(tmpdir(), 'pawtill-simulation-'));
    const store = failing(createSqlStore({ pool, onCommitted: hooks.onCommitted }), hooks.fault);
    const looking = createSqlStore({ pool });
    let backups = 0;
    return {
      store,
      look: async () => looking,
      tables: () => null,
      text: () => time.outside(() => everyRow(pool)),
      run: (work) => time.outside(work),
      async backup() {
        backups += 1;
        const { file } = await backupDatabase(pool, join(folder, String(backups)), { appVersion: 'simulation' });
        return async () => {
          const restored = await restoreDatabase(pool, file);
          if (!restored.ok) throw new Error(restored.refusal.message);
        };
      },
      async close() {
        await store.close();
        await database.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  };
}

/** Every row of every table. */
async function everyRow(pool: Pool): Promise<string> {
  const tables = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  );
  const texts: string[] = [];
  for (const { name } of tables.rows) texts.push(JSON.stringify((await pool.query(`SELECT * FROM "${name}"`)).rows));
  return texts.join('\n');
}

/** The same store; the process over it may die before a commit, or after it and before the answer. */
function failing(store: Store, fault: (point: 'insert' | 'commit' | 'committed') => void | Promise<void>): Store {
  return {
    ...store,
    async transact(work) {
      const answer = await store.transact(async (tx) => {
        await fault('insert');
        const value = await work(tx);
        await fault('commit');
        return value;
      });
      await fault('committed');
      return answer;
    },
  };
}
