import { open } from 'node:fs/promises';
import { join } from 'node:path';

const RECORD_BYTES = 2_048;
const PREALLOCATED_BYTES = 4 * 2 ** 20;

/** What the disk needs to keep a record of a sale's size in a file that has its length already. Milliseconds each. */
export async function flushTimes(folder: string, flushes: number): Promise<readonly number[]> {
  const file = await open(join(folder, 'flushes'), 'w');
  try {
    await file.write(Buffer.alloc(PREALLOCATED_BYTES));
    await file.sync();
    const record = Buffer.alloc(RECORD_BYTES, 7);
    const times: number[] = [];
    for (let flush = 0; flush < flushes; flush += 1) {
      const begunAt = performance.now();
      await file.write(record, 0, RECORD_BYTES, (flush * RECORD_BYTES) % PREALLOCATED_BYTES);
      await file.datasync();
      times.push(performance.now() - begunAt);
    }
    return times;
  } finally {
    await file.close();
  }
}
