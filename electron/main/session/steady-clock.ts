import { Type, type Static } from 'typebox';
import type { Clock } from '../../../core/kernel/ports';

export const SteadyReadingSchema = Type.Object({ steadyMs: Type.Number(), wallAt: Type.Number() });
/** A reading of the steady clock and of the shown one, to go on from after a restart. */
export type SteadyReading = Static<typeof SteadyReadingSchema>;

/**
 * A time that never goes back and that nobody moves by setting the computer's clock: it goes with the process's own
 * counter, and over a restart with the shown clock, if that went forward.
 *
 * A lock-out measured with it lasts as long as it should, and not a year because a clock was wrong when it began.
 */
export class SteadyClock {
  readonly #startMs: number;
  readonly #startCount: number;

  /**
   * @param wall the shown clock
   * @param countMs milliseconds since some moment of this process, never going back
   * @param last the last reading before the restart; null when there is none
   */
  constructor(
    private readonly wall: Clock,
    private readonly countMs: () => number,
    last: SteadyReading | null,
  ) {
    this.#startCount = countMs();
    this.#startMs = last === null ? 0 : last.steadyMs + Math.max(0, wall.now() - last.wallAt);
  }

  /** Milliseconds; comparable with those of other lives of this register only. */
  now(): number {
    return this.#startMs + Math.max(0, this.countMs() - this.#startCount);
  }

  reading(): SteadyReading {
    return { steadyMs: this.now(), wallAt: this.wall.now() };
  }
}
