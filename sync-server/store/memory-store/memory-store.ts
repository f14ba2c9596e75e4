import type { StoreReads, StoreTransaction } from '../store';
import { RepeatWork } from '../store';
import type { MemorySnapshot, MemoryStore, MemoryStoreOptions } from './memory-store-options';
import { memoryReads } from './memory-reads';
import { memoryTransaction } from './memory-transaction';
import { committedView, WriteSet, type Tables } from './memory-view';
import { RowLocks } from './row-locks';

/** More repetitions than this are a bug, not a crowd. */
const MOST_REPETITIONS = 100;

/**
 * The in-memory twin of the SQL store, for the simulation: row locks that are really waited for, commits that are all
 * or nothing, planned failures, and no clock or chance of its own, so that a seed replays.
 */
export function createMemoryStore(options: MemoryStoreOptions = {}): MemoryStore {
  const tables: Tables = new Map();
  const locks = new RowLocks();
  const pause = options.pause ?? (() => Promise.resolve());
  const fault = options.fault ?? (() => undefined);
  let restores = 0;

  async function once<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T> {
    const owner = {};
    const heads = new Map<string, number>();
    const begunAfter = restores;
    try {
      const writes = new WriteSet(committedView(tables));
      const tx = memoryTransaction({ writes, lock: (row) => locks.acquire(owner, row), fault, heads });
      const answer = await work(paused(tx, pause));
      await fault('commit');
      if (restores !== begunAfter) throw new Error('The database was restored meanwhile; its connections are gone.');
      writes.applyTo(tables);
      if (heads.size > 0) options.onCommitted?.(Object.fromEntries(heads));
      return answer;
    } finally {
      locks.releaseAll(owner);
    }
  }

  return {
    ...paused<StoreReads>(memoryReads(committedView(tables)), pause),
    async transact(work) {
      for (let repetition = 0; ; repetition += 1) {
        try {
          const answer = await once(work);
          await fault('committed');
          return answer;
        } catch (error) {
          if (!(error instanceof RepeatWork) || repetition >= MOST_REPETITIONS) throw error;
        }
      }
    },
    close: async () => undefined,

    snapshot: () => ({ tables: new Map([...tables].map(([name, rows]) => [name, new Map(rows)])) }),
    restore(snapshot: MemorySnapshot) {
      restores += 1;
      tables.clear();
      for (const [name, rows] of snapshot.tables) tables.set(name, new Map(rows));
    },
  };
}

/** The same methods, each awaiting `pause` first, as a statement would await its connection. */
function paused<Methods extends object>(methods: Methods, pause: () => Promise<void>): Methods {
  const entries = Object.entries(methods) as [string, (...values: unknown[]) => Promise<unknown>][];
  const wrapped = entries.map(([name, method]) => [
    name,
    async (...values: unknown[]) => {
      await pause();
      return method(...values);
    },
  ]);
  return Object.fromEntries(wrapped) as Methods;
}
