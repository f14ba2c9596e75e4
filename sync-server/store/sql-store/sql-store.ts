import type { Pool } from 'pg';
import { retrying } from '../database/retrying';
import { RepeatWork, type OnCommitted, type Store, type StoreReads, type StoreTransaction } from '../store';
import { accountReads, accountWrites } from './account-statements';
import { customerReads, customerWrites } from './customer-statements';
import { documentReads, documentWrites } from './document-statements';
import { eraseWrites } from './erase-statements';
import { feedReads } from './feed-reads';
import { feedWrites } from './feed-writes';
import { importReads, importWrites } from './import-statements';
import { logReads, logWrites } from './log-statements';
import { rollUpReads, rollUpWrites } from './roll-up-statements';
import { runOn, type Run } from './statement';

export interface SqlStoreOptions {
  /** Of a database whose schema is up to date. Closing it is its owner's business. */
  readonly pool: Pool;
  readonly onCommitted?: OnCommitted;
}

/** More repetitions than this are a bug, not a crowd. */
const MOST_REPETITIONS = 100;

/**
 * The master list on PostgreSQL: plain SQL and row locks, prepared once per connection, many rows per statement. Any
 * number of processes may work on one database.
 */
export function createSqlStore({ pool, onCommitted }: SqlStoreOptions): Store {
  return {
    ...reads(runOn(pool)),
    async transact(work) {
      for (let repetition = 0; ; repetition += 1) {
        const heads = new Map<string, number>();
        try {
          const answer = await retrying(pool, (client) => {
            heads.clear();
            return work(transaction(runOn(client), heads));
          });
          if (heads.size > 0) onCommitted?.(Object.fromEntries(heads));
          return answer;
        } catch (error) {
          if (!(error instanceof RepeatWork) || repetition >= MOST_REPETITIONS) throw error;
        }
      }
    },
    close: async () => undefined,
  };
}

function reads(run: Run): StoreReads {
  return {
    ...accountReads(run),
    ...documentReads(run),
    ...logReads(run),
    ...customerReads(run),
    ...rollUpReads(run),
    ...feedReads(run),
    ...importReads(run),
  };
}

function transaction(run: Run, heads: Map<string, number>): StoreTransaction {
  return {
    ...reads(run),
    ...accountWrites(run),
    ...logWrites(run),
    ...documentWrites(run),
    ...customerWrites(run),
    ...rollUpWrites(run),
    ...eraseWrites(run),
    ...feedWrites(run, heads),
    ...importWrites(run),
  };
}
