import { MINUTE_MS, type Instant } from '../../core/kernel/amounts';

/** After this many wrong tries within the window, the next ones are not even looked at (RO-13). */
export const WINDOW_MS = 15 * MINUTE_MS;

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
  readonly #held = new Map<string, Held>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Begins a try; answers how long to wait instead when there were too many, 0 when it may go on. */
  begin(name: string, now: Instant): number {
    const { begunAt, lockedUntil } = this.#held.get(name) ?? { begunAt: [], lockedUntil: 0 };
    if (now < lockedUntil) return lockedUntil - now;
    const recent = [...begunAt.filter((at) => now - at < WINDOW_MS), now];
    this.#hold(name, recent.length < this.#most ? { begunAt: recent, lockedUntil: 0 } : lock(now));
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

/** What is held after the last try that is looked at; being right forgives it. */
function lock(now: Instant): Held {
  return { begunAt: [], lockedUntil: now + WINDOW_MS };
}
