import type { Bench } from '../bench';
import { BusyDay } from './busy-day';

/** Entries of a busy day, batch after batch, until it is ended. */
export class Flood {
  sent = 0;
  #isEnded = false;
  #flowing: Promise<void> = Promise.resolve();

  static async begin(bench: Bench): Promise<Flood> {
    const flood = new Flood();
    const wire = await bench.wire();
    const day = new BusyDay(await bench.people());
    const flow = async () => {
      while (!flood.#isEnded) {
        const entries = wire.place(day.entries(50));
        await wire.send(entries);
        flood.sent += entries.length;
      }
    };
    flood.#flowing = flow();
    flood.#flowing.catch(() => undefined);
    return flood;
  }

  async end(): Promise<void> {
    this.#isEnded = true;
    await this.#flowing;
  }
}
