import { describe } from 'vitest';
import { createMemoryStore } from '../../../sync-server/store/memory-store/memory-store';
import { createSqlStore } from '../../../sync-server/store/sql-store/sql-store';
import type { OnCommitted, Store } from '../../../sync-server/store/store';
import { aDatabase } from '../../support/postgres';

/** One database, and as many server processes over it as a test opens. */
export interface StorePlace {
  /** A store as one more server process would open it. */
  open(onCommitted?: OnCommitted): Store;
}

/** Runs the same assertions over both forms of the store; `place` gives an empty one. */
export function eachStore(tests: (place: () => Promise<StorePlace>) => void): void {
  describe('in memory', () => tests(memoryPlace));
  describe('on PostgreSQL', () => tests(postgresPlace));
}

async function memoryPlace(): Promise<StorePlace> {
  const listeners: OnCommitted[] = [];
  const store = createMemoryStore({ onCommitted: (heads) => listeners.forEach((listener) => listener(heads)) });
  return {
    open(onCommitted) {
      if (onCommitted !== undefined) listeners.push(onCommitted);
      return store;
    },
  };
}

async function postgresPlace(): Promise<StorePlace> {
  const database = await aDatabase({ poolSize: 20 });
  return {
    open: (onCommitted) =>
      createSqlStore({ pool: database.pool, ...(onCommitted === undefined ? {} : { onCommitted }) }),
  };
}
