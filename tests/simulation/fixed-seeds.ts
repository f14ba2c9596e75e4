import { expect, test } from 'vitest';
import { aDatabase } from '../support/postgres';
import { planOf } from '../support/world/plan';
import { postgresPlace } from '../support/world/postgres-place';
import { runSeed } from './run-seed';

/** Seeds that run on every change; `npm run sim` tries as many more as there is time for. */
const SEEDS = 160;
/** Test files that share them, so that the machine's processors share the work. */
const FILES = 6;

/** Seeds beyond those that once found something; each joined with its repair. */
const formerlyFailing: readonly number[] = [726, 5084];

const fixedSeeds = [...Array.from({ length: SEEDS }, (_, index) => index + 1), ...formerlyFailing];

/** Tests for every sixth seed, those on a real PostgreSQL aside. */
export function simulate(file: number): void {
  test.each(fixedSeeds.filter((seed) => seed % FILES === file && planOf(seed).master === 'memory'))(
    SENTENCE,
    async (seed) => {
      const { broken, lastLines } = await runSeed(seed);
      expect(broken, lastLines.join('\n')).toBeNull();
    },
  );
}

/** Tests for the seeds whose master list lies in a real PostgreSQL. */
export function simulateOnPostgres(): void {
  const place = postgresPlace(async () => {
    const database = await aDatabase({ poolSize: 20 });
    return { pool: database.pool, stop: () => database.stop() };
  });
  test.each(fixedSeeds.filter((seed) => planOf(seed).master === 'postgres'))(SENTENCE, async (seed) => {
    const { broken, lastLines } = await runSeed(seed, { postgresPlace: place });
    expect(broken, lastLines.join('\n')).toBeNull();
  });
}

const SENTENCE = 'seed %i: what was finished counts once, and everybody agrees (OX-1, OX-2, OX-4)';
