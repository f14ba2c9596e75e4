import { expect, test } from 'vitest';
import { aDatabase } from '../support/postgres';
import { postgresPlace } from '../support/world/postgres-place';
import { runSeed } from './run-seed';

/** Seeds that run on every change; `npm run sim` tries as many more as there is time for. */
const SEEDS = 60;
const FILES = 4;

/** Seeds beyond those that once found something; each joined with its repair. */
export const formerlyFailing: readonly number[] = [];

/** Tests for every fourth seed, so that the machine's processors share the work. */
export function simulate(file: number): void {
  const seeds = Array.from({ length: SEEDS }, (_, index) => index + 1);
  const own = [...seeds, ...formerlyFailing].filter((seed) => seed % FILES === file);
  const place = postgresPlace(async () => {
    const database = await aDatabase({ poolSize: 20 });
    return { pool: database.pool, stop: () => database.stop() };
  });
  test.each(own)('seed %i: what was finished counts once, and everybody agrees (OX-1, OX-2, OX-4)', async (seed) => {
    const { broken, lastLines } = await runSeed(seed, { postgresPlace: place });
    expect(broken, lastLines.join('\n')).toBeNull();
  });
}
