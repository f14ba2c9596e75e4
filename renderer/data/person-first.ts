/** Nobody did anything for this long: the person reads, or has gone. Milliseconds. */
const QUIET_MS = 400;
/** What has waited this long goes on in the next gap between two keys. */
const PATIENCE_MS = 1000;
/** The answer to a key is on the screen after this long, and the next key not yet there. */
const GAP_MS = 60;
/** Without any gap (a key held down) nothing waits longer than this. */
const LONGEST_MS = 3000;
/** Whoever did something this lately may go on any moment. */
const LATELY_MS = 3000;

/**
 * The person at the register goes first: while somebody types, scans or pages, what nobody waits for (pages of a feed,
 * upkeep of the search index, a list drawn again) holds back until they pause. It is never kept from its work: after a
 * second it takes its turn in the gap between two keys, a small piece at a time.
 */
export class PersonFirst {
  #actedAt: number | null = null;

  /** `now`: milliseconds that only go forward. */
  constructor(readonly now: () => number) {}

  /** Somebody pressed, scanned, clicked or scrolled. */
  acted(): void {
    this.#actedAt = this.now();
  }

  /** Whether somebody did something within the last seconds: work is then done in small pieces. */
  get isLately(): boolean {
    return this.sinceActed() < LATELY_MS;
  }

  /**
   * How much longer work is to wait that has been waiting since `since`, milliseconds; 0 when it may begin. To be asked
   * again after that time: somebody may have gone on.
   */
  holdsMs(since: number): number {
    const waitedMs = this.now() - since;
    if (waitedMs >= LONGEST_MS) return 0;
    return waitedMs >= PATIENCE_MS ? this.untilGapMs() : Math.max(0, QUIET_MS - this.sinceActed());
  }

  /** How long until the answer to the last key is on the screen. */
  untilGapMs(): number {
    return Math.max(0, GAP_MS - this.sinceActed());
  }

  private sinceActed(): number {
    return this.#actedAt === null ? Infinity : this.now() - this.#actedAt;
  }
}
