import { RepeatWork } from '../store';

/** A unit of work as the lock table knows it. */
export type LockOwner = object;

interface RowLock {
  owner: LockOwner;
  readonly waiting: { readonly owner: LockOwner; readonly wake: () => void }[];
}

/**
 * Row locks as a database has them: held until the end of the unit of work, first come first served. A wait that would
 * close a circle throws `RepeatWork`, as PostgreSQL answers 40P01.
 */
export class RowLocks {
  readonly #locks = new Map<string, RowLock>();
  readonly #waitsFor = new Map<LockOwner, string>();
  readonly #held = new Map<LockOwner, Set<string>>();

  async acquire(owner: LockOwner, row: string): Promise<void> {
    const lock = this.#locks.get(row);
    if (lock === undefined) this.#locks.set(row, { owner, waiting: [] });
    else if (lock.owner !== owner) {
      if (this.#closesCircle(owner, row)) throw new RepeatWork('deadlock');
      this.#waitsFor.set(owner, row);
      await new Promise<void>((wake) => lock.waiting.push({ owner, wake }));
      this.#waitsFor.delete(owner);
    }
    const held = this.#held.get(owner) ?? new Set();
    this.#held.set(owner, held.add(row));
  }

  /** Lets go of everything; each row goes to whoever waited longest. */
  releaseAll(owner: LockOwner): void {
    for (const row of this.#held.get(owner) ?? []) {
      const lock = this.#locks.get(row);
      const next = lock?.waiting.shift();
      if (lock === undefined || next === undefined) this.#locks.delete(row);
      else {
        lock.owner = next.owner;
        next.wake();
      }
    }
    this.#held.delete(owner);
  }

  #closesCircle(owner: LockOwner, row: string): boolean {
    for (let next: string | undefined = row; next !== undefined;) {
      const holder: LockOwner | undefined = this.#locks.get(next)?.owner;
      if (holder === owner) return true;
      next = holder === undefined ? undefined : this.#waitsFor.get(holder);
    }
    return false;
  }
}
