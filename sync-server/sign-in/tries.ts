import { MINUTE_MS, type Instant } from '../../core/kernel/amounts';

/** Tries are counted over this long, and after too many the next are not looked at for as long (RO-13). */
const WINDOW_MS = 15 * MINUTE_MS;

/** More names than this are never remembered at once; the ones tried longest ago go first. */
const MOST_NAMES = 10_000;

interface Held {
  readonly begunAt: readonly Instant[];
  readonly lockedUntil: Instant;
}

/**
 * Counts wrong tries by name over a sliding window, in this process.
 *
 * A try is counted when it begins and forgiven when it was right, so that many at once are not one.
 */
export class Tries {
  readonly #most: number;
  readonly #windowMs: number;
  readonly #held = new Map<string, Held>();

  constructor(most: number, windowMs = WINDOW_MS) {
    this.#most = most;
    this.#windowMs = windowMs;
  }

  /** Begins a try; answers how long to wait instead when there were too many, 0 when it may go on. */
  begin(name: string, now: Instant): number {
    const { begunAt, lockedUntil } = this.#held.get(name) ?? { begunAt: [], lockedUntil: 0 };
    if (now < lockedUntil) return lockedUntil - now;
    const recent = [...begunAt.filter((at) => now - at < this.#windowMs), now];
    this.#hold(
      name,
      recent.length < this.#most
        ? { begunAt: recent, lockedUntil: 0 }
        : { begunAt: [], lockedUntil: now + this.#windowMs },
    );
    return 0;
  }

  /** The try was right: nothing of this name is held against it. */
  forgive(name: string): void {
    this.#held.delete(name);
  }

  #hold(name: string, held: Held): void {
    this.#held.delete(name);
    this.#held.set(name, held);
    for (const [oldest] of this.#held) {
      if (this.#held.size <= MOST_NAMES) break;
      this.#held.delete(oldest);
    }
  }
}
