import type { Measurement } from '../measurement';
import { commitsPerSecond } from '../raw/commits';
import { BusyDay } from '../stage/busy-day';
import { spread } from '../statistics';

const BATCH = 50;
const WARM_UP = 4;
const BATCHES = 40;
const COMMITS_FOR_MS = 2_000;

/** Entries of a busy day, one register's batch after the other; beside small commits before and after. */
export const entries: Measurement = {
  names: ['entries'],
  async measure(bench) {
    const { database } = await bench.filled();
    const wire = await bench.wire();
    const day = new BusyDay(await bench.people());
    const batches = Array.from({ length: WARM_UP + BATCHES }, () => wire.place(day.entries(BATCH)));
    for (const batch of batches.slice(0, WARM_UP)) await wire.send(batch);

    const before = await commitsPerSecond(database, COMMITS_FOR_MS);
    const times: number[] = [];
    for (const batch of batches.slice(WARM_UP)) {
      const begunAt = performance.now();
      await wire.send(batch);
      times.push(performance.now() - begunAt);
    }
    const after = await commitsPerSecond(database, COMMITS_FOR_MS);
    const seconds = times.reduce((sum, ms) => sum + ms, 0) / 1000;
    return [
      {
        ...{ name: 'entries', value: (BATCHES * BATCH) / seconds, limit: (before + after) / 2 },
        note: `${String(BATCHES)} batches of ${String(BATCH)} over HTTP, ${spread(times)} each; limit: single-row commits a second, ${before.toFixed(0)} before and ${after.toFixed(0)} after`,
      },
    ];
  },
};
