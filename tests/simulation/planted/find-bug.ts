import { runSeed, type SeedReport } from '../run-seed';
import { planOf } from '../../support/world/plan';
import { registerBugs } from './at-the-register';
import { bookBugs } from './in-the-books';
import { rowBugs } from './in-the-rows';
import { screenBugs } from './on-the-screen';
import { serverBugs } from './on-the-server';
import type { PlantedBug } from './planted-bug';

export const plantedBugs: readonly PlantedBug[] = [
  ...serverBugs,
  ...bookBugs,
  ...rowBugs,
  ...registerBugs,
  ...screenBugs,
];

/** What came of one seed with a bug planted. */
export async function runWith(bug: PlantedBug, seed: number): Promise<SeedReport> {
  const takeOut = bug.plant?.() ?? (() => undefined);
  try {
    return await runSeed(seed, bug.changes === undefined ? {} : { changes: bug.changes() });
  } finally {
    takeOut();
  }
}

/** The first of the seeds 1 to `most` that finds a bug as stated; null when none does. Real databases are left out. */
export async function findBug(bug: PlantedBug, most: number): Promise<SeedReport | null> {
  for (let seed = 1; seed <= most; seed += 1) {
    if (planOf(seed).master !== 'memory' || planOf(seed).browser !== 'memory') continue;
    const report = await runWith(bug, seed);
    if (report.broken?.invariant === bug.breaks) return report;
  }
  return null;
}
