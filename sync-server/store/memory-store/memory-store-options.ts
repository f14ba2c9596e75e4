import type { OnCommitted, Store } from '../store';

/** Where a planned failure strikes: before a write is taken, before the commit, or after it (the reply is lost). */
export type FaultPoint = 'insert' | 'commit' | 'committed';

/** How the in-memory master list is run in a test. */
export interface MemoryStoreOptions {
  readonly onCommitted?: OnCommitted;
  /** Called at each point; what it throws is what the database "throws". It may also wait, to interleave two processes. */
  readonly fault?: (point: FaultPoint) => void | Promise<void>;
  /** Awaited before every statement, so that a test decides who runs next. */
  readonly pause?: () => Promise<void>;
}

/** A copy of everything committed; unaffected by what happens later. */
export interface MemorySnapshot {
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, unknown>>;
}

/** The in-memory twin of the SQL store. Two "server processes" are two books over one of these. */
export interface MemoryStore extends Store {
  /** A backup. */
  snapshot(): MemorySnapshot;
  /** Puts a backup in place of everything. The epoch is moved on by the books (`beginNextEpoch`), as after the real command. */
  restore(snapshot: MemorySnapshot): void;
}
