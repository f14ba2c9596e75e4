import { expect, test } from 'vitest';
import { findBug, plantedBugs, runWith } from './planted/find-bug';

/** However the world changes: this many seeds are enough for every bug. */
const MOST_SEEDS = 200;

test('bugs of at least six kinds are planted, each with its own story', () => {
  expect(plantedBugs.length).toBeGreaterThanOrEqual(6);
  expect(new Set(plantedBugs.map(({ name }) => name)).size).toBe(plantedBugs.length);
  expect(plantedBugs.every(({ breaks, foundBy }) => breaks !== '' && foundBy <= MOST_SEEDS)).toBe(true);
});

test.each(plantedBugs.map((bug) => [bug.name, bug] as const))('the simulation finds %s', async (_, bug) => {
  const known = await runWith(bug, bug.foundBy);
  const report = known.broken?.invariant === bug.breaks ? known : await findBug(bug, MOST_SEEDS);
  expect(report?.broken).toMatchObject({ invariant: bug.breaks });
});

test('every planted bug is taken out again: the same seeds find nothing without them', async () => {
  const honest = { name: '', what: '', foundBy: 0, breaks: '' };
  for (const seed of new Set(plantedBugs.map(({ foundBy }) => foundBy))) {
    expect((await runWith(honest, seed)).broken).toBeNull();
  }
});
