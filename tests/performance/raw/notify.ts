import type { Database } from '../../../sync-server/store/database/open-database';

/** From a commit with NOTIFY on one connection to its arrival at another. Milliseconds each. */
export async function notifyTimes(database: Database, rounds: number): Promise<readonly number[]> {
  const listener = database.newClient();
  await listener.connect();
  try {
    await listener.query('LISTEN bench');
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const heard = new Promise((resolve) => listener.once('notification', resolve));
      const begunAt = performance.now();
      await database.pool.query("SELECT pg_notify('bench', $1)", [String(round)]);
      await heard;
      times.push(performance.now() - begunAt);
    }
    return times;
  } finally {
    await listener.end();
  }
}
