import { MINUTE_MS } from '../../../core/kernel/amounts';

/** Pages that end more often than this within a minute are not helped by loading them again. */
const MOST_PER_MINUTE = 3;

/** Counts how often the page's process ended by itself. */
export class CrashLimit {
  #at: readonly number[] = [];

  /** It ended once more; true while the page is worth being loaded again. `nowMs`: any steady count of milliseconds. */
  mayLoadAgain(nowMs: number): boolean {
    this.#at = [...this.#at.filter((at) => nowMs - at < MINUTE_MS), nowMs];
    return this.#at.length <= MOST_PER_MINUTE;
  }
}
