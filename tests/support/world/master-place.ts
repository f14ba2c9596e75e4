import { createMemoryStore } from '../../../sync-server/store/memory-store/memory-store';
import { memoryReads } from '../../../sync-server/store/memory-store/memory-reads';
import type { FaultPoint } from '../../../sync-server/store/memory-store/memory-store-options';
import { committedView, type Tables } from '../../../sync-server/store/memory-store/memory-view';
import type { OnCommitted, Store, StoreReads } from '../../../sync-server/store/store';

/** What a place calls back for. */
export interface PlaceHooks {
  readonly onCommitted: OnCommitted;
  /** Asked before a write, before a commit and after one; what it throws is what the database "throws". */
  readonly fault: (point: FaultPoint) => void | Promise<void>;
  /** Awaited before a statement, so that units of work really run into one another. */
  readonly pause: () => Promise<void>;
}

/** Where a simulated master list lies, and how it is backed up. */
export interface MasterPlace {
  readonly store: Store;
  /** The books as committed, for looking at them: never delayed, never failing. */
  look(): Promise<StoreReads>;
  /** Every table as committed, where they are in this process; null on a real database. */
  tables(): Tables | null;
  /** Everything in it as one text, for finding what should not be there any more. */
  text(): Promise<string>;
  /** Does work at the place; on a real database virtual time waits for it. */
  run<Value>(work: () => Promise<Value>): Promise<Value>;
  /** Copies everything; call the answer to put it back in place of what is there then. */
  backup(): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** Makes the place of one world. */
export type OpenPlace = (hooks: PlaceHooks) => Promise<MasterPlace>;

/** The in-memory twin: everything that happens in it follows from the seed. */
export const memoryPlace: OpenPlace = async (hooks) => {
  const store = createMemoryStore(hooks);
  const tables = () => store.snapshot().tables as Tables;
  return {
    store,
    look: async () => memoryReads(committedView(tables())),
    tables,
    text: async () => textOf(tables()),
    run: (work) => work(),
    async backup() {
      const snapshot = store.snapshot();
      return async () => store.restore(snapshot);
    },
    close: () => store.close(),
  };
};

/** JSON of a value, maps included. */
export function textOf(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (inner instanceof Map ? [...inner.entries()] : inner)) ?? '';
}
