import { join } from 'node:path';
import { EmbeddedPostgres } from '../../../sync-server/store/database/embedded/embedded-postgres';
import { startSyncServer } from '../../e2e/support/sync-server';
import type { Measurement } from '../measurement';
import { median } from '../statistics';

const ROUNDS = 3;

/** From `npm run server` to listening, on an empty folder and on one that is there; beside PostgreSQL alone. */
export const serverStart: Measurement = {
  names: ['server-start-first', 'server-start-later'],
  async measure(bench) {
    const server = { first: [] as number[], later: [] as number[] };
    const postgres = { first: [] as number[], later: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      const folder = await bench.folder(`start-${String(round)}`);
      for (const which of ['first', 'later'] as const) {
        server[which].push(await startsServer(join(folder, 'server')));
        postgres[which].push(await startsPostgres(join(folder, 'postgres')));
      }
    }
    const note = (which: 'first' | 'later') =>
      `median of ${String(ROUNDS)}: ${server[which].map((s) => s.toFixed(2)).join(', ')} s; limit: PostgreSQL alone`;
    return [
      { name: 'server-start-first', value: median(server.first), limit: median(postgres.first), note: note('first') },
      { name: 'server-start-later', value: median(server.later), limit: median(postgres.later), note: note('later') },
    ];
  },
};

/** Seconds. */
async function startsServer(dataFolder: string): Promise<number> {
  const begunAt = performance.now();
  const server = await startSyncServer({ dataFolder });
  const seconds = (performance.now() - begunAt) / 1000;
  await server.stop();
  return seconds;
}

async function startsPostgres(dataDir: string): Promise<number> {
  const begunAt = performance.now();
  const postgres = await EmbeddedPostgres.start({ dataDir });
  const seconds = (performance.now() - begunAt) / 1000;
  await postgres.stop();
  return seconds;
}
