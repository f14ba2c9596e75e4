import type { PersonFirst } from '../../person-first';
import type { Random, Timers } from './ports';

/** The register is stopping, or the connection is being given up: nobody waits for the result any more. */
export class Stopped extends Error {
  constructor() {
    super('stopped');
    this.name = 'Stopped';
  }
}

/** Rejects with `Stopped` when the signal is, or becomes, aborted; otherwise settles as `work` does. */
export function unlessStopped<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new Stopped());
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** What a loop waits for between two rounds. A ring while nobody waits is remembered. */
export class Bell {
  private rung = false;
  private wake: (() => void) | null = null;

  constructor(private readonly timers: Timers) {}

  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  /** Waits for a ring, at most `ms`. Rejects with `Stopped`. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.rung) {
      let cancel = () => {};
      const waited = new Promise<void>((resolve) => {
        this.wake = resolve;
        cancel = this.timers.after(ms, resolve);
      });
      try {
        await unlessStopped(waited, signal);
      } finally {
        cancel();
        this.wake = null;
      }
    }
    this.rung = false;
  }
}

/**
 * How long to wait before trying again after `failures` failures in a row, milliseconds: doubled each time up to
 * `longestMs`, at random below that, so that the registers of an account do not return all at once.
 */
export function backOffMs(failures: number, firstMs: number, longestMs: number, random: Random): number {
  const limit = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 20));
  return Math.ceil(limit * (0.1 + 0.9 * random()));
}

/** `ms`, at random up to a quarter more or less. */
export function spread(ms: number, random: Random): number {
  return Math.ceil(ms * (0.75 + random() * 0.5));
}

/** Settles when work that nobody waits for may go on: at once unless somebody is typing. Rejects with `Stopped`. */
export async function stepAside(person: PersonFirst, timers: Timers, signal: AbortSignal): Promise<void> {
  const since = person.now();
  for (let ms = person.holdsMs(since); ms > 0; ms = person.holdsMs(since)) await new Bell(timers).wait(ms, signal);
}
