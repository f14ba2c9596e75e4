import { expect, test } from 'vitest';
import { findBug, plantedBugs, runWith } from './planted/find-bug';

/** However the world changes: this many seeds are enough for every bug. */
const MOST_SEEDS = 200;

/** Bugs whose seed is known; for the others of the list it is still being looked for. */
const foundBugs = plantedBugs.filter(({ breaks }) => breaks !== '');

test.each(foundBugs.map((bug) => [bug.name, bug] as const))('the simulation finds %s', async (_, bug) => {
  const known = await runWith(bug, bug.foundBy);
  const report = known.broken === null ? await findBug(bug, MOST_SEEDS) : known;
  expect(report?.broken).toMatchObject({ invariant: bug.breaks });
});

test('every planted bug is taken out again', async () => {
  const seeds = new Set(foundBugs.map(({ foundBy }) => foundBy));
  expect(seeds.size).toBeGreaterThan(0);
  const honest = { name: '', what: '', foundBy: 0, breaks: '' };
  for (const seed of seeds) expect((await runWith(honest, seed)).broken).toBeNull();
});
