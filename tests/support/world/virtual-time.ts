import { HOUR_MS } from '../../../core/kernel/amounts';
import type { Timers } from '../../../renderer/data/data-worker/register/ports';

interface Due {
  readonly at: number;
  readonly order: number;
  work: (() => void) | null;
}

/**
 * Time that passes only when a test lets it. Everything that waits in a simulated world waits here, so that what
 * happens, and in which order, follows from the seed alone.
 */
export class VirtualTime implements Timers {
  readonly #heap: Due[] = [];
  #now = 0;
  #order = 0;
  #outside = 0;
  #outsideDone: () => void = () => undefined;

  /** Milliseconds since this world began. */
  get now(): number {
    return this.#now;
  }

  after(ms: number, work: () => void): () => void {
    const due: Due = { at: this.#now + Math.max(0, Math.ceil(ms)), order: (this.#order += 1), work };
    push(this.#heap, due);
    return () => {
      due.work = null;
    };
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** Lets `ms` pass. What is due goes off at its time, and all it starts has ended before the next. */
  async pass(ms: number): Promise<void> {
    await this.until(() => false, ms);
  }

  /** Lets time pass until `isDone`, at most `withinMs`; answers whether it was. Asked after everything that happens. */
  async until(isDone: () => boolean, withinMs: number): Promise<boolean> {
    const end = this.#now + withinMs;
    await this.drained();
    for (;;) {
      if (isDone()) return true;
      const next = this.#heap[0];
      if (next === undefined || next.at > end) break;
      pop(this.#heap);
      if (next.work === null) continue;
      this.#now = next.at;
      next.work();
      await this.drained();
    }
    this.#now = end;
    return isDone();
  }

  /** Lets time pass until `work` has settled; throws when that takes longer than `withinMs`. */
  async finish<Value>(work: Promise<Value>, withinMs = HOUR_MS): Promise<Value> {
    let isSettled = false;
    const settled = () => {
      isSettled = true;
    };
    work.then(settled, settled);
    if (!(await this.until(() => isSettled, withinMs))) throw new Error('Something never ended.');
    return work;
  }

  /** Settles when everything that needs no time has ended; real work outside (`outside`) is waited for. */
  async drained(): Promise<void> {
    do {
      // All microtasks, however many they start, come before this.
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#outside > 0) await new Promise<void>((resolve) => (this.#outsideDone = resolve));
    } while (this.#outside > 0);
  }

  /** Real work (a real database) that virtual time has to wait for. */
  async outside<Value>(work: () => Promise<Value>): Promise<Value> {
    this.#outside += 1;
    try {
      return await work();
    } finally {
      this.#outside -= 1;
      // Whatever the answer starts comes first.
      setImmediate(() => {
        if (this.#outside === 0) this.#outsideDone();
      });
    }
  }
}

function isBefore(one: Due, other: Due): boolean {
  return one.at === other.at ? one.order < other.order : one.at < other.at;
}

function push(heap: Due[], due: Due): void {
  let place = heap.push(due) - 1;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || !isBefore(due, above)) break;
    heap[place] = above;
    place = parent;
  }
  heap[place] = due;
}

function pop(heap: Due[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let place = 0;
  for (;;) {
    let child = place * 2 + 1;
    const [left, right] = [heap[child], heap[child + 1]];
    if (left === undefined) break;
    if (right !== undefined && isBefore(right, left)) child += 1;
    const least = heap[child];
    if (least === undefined || !isBefore(least, last)) break;
    heap[place] = least;
    place = child;
  }
  heap[place] = last;
}
