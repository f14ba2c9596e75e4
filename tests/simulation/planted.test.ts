import { expect, test } from 'vitest';
import { findBug, plantedBugs, runWith } from './planted/find-bug';

/** However the world changes: this many seeds are enough for every bug. */
const MOST_SEEDS = 200;

test.each(plantedBugs.map((bug) => [bug.name, bug] as const))('the simulation finds %s', async (_, bug) => {
  const known = await runWith(bug, bug.foundBy);
  const report = known.broken === null ? await findBug(bug, MOST_SEEDS) : known;
  expect(report?.broken).toMatchObject({ invariant: bug.breaks });
});

test('bugs of at least six kinds are planted, and every one is taken out again', async () => {
  expect(new Set(plantedBugs.map(({ name }) => name)).size).toBeGreaterThanOrEqual(6);
  const seeds = new Set(plantedBugs.map(({ foundBy }) => foundBy));
  const honest = { name: '', what: '', foundBy: 0, breaks: '' };
  for (const seed of seeds) expect((await runWith(honest, seed)).broken).toBeNull();
});
