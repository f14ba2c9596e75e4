import type { Timers } from '../../../renderer/data/data-worker/register/ports';
import type { HandClock } from '../seeded';

interface Waiting {
  readonly at: number;
  readonly work: () => void;
}

/** Timers that go off only when the hand-driven clock is moved past them. */
export class HandTimers implements Timers {
  private waiting: Waiting[] = [];
  private elapsed = 0;

  constructor(private readonly clock: HandClock) {}

  after(ms: number, work: () => void): () => void {
    const waiting: Waiting = { at: this.elapsed + Math.max(0, ms), work };
    this.waiting.push(waiting);
    return () => {
      this.waiting = this.waiting.filter((one) => one !== waiting);
    };
  }

  /** Lets `ms` pass: each timer goes off at its time, and everything it starts ends before the next. */
  async pass(ms: number): Promise<void> {
    const until = this.elapsed + ms;
    await drained();
    for (let next = this.next(until); next !== undefined; next = this.next(until)) {
      this.moveTo(next.at);
      this.waiting = this.waiting.filter((one) => one !== next);
      next.work();
      await drained();
    }
    this.moveTo(until);
  }

  private next(until: number): Waiting | undefined {
    return this.waiting.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  }

  private moveTo(elapsed: number): void {
    this.clock.advance(elapsed - this.elapsed);
    this.elapsed = elapsed;
  }
}

/** Everything that needs no time has ended. */
export async function drained(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
