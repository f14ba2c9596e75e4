import { expect, test } from 'vitest';
import { invariants } from '../support/world/invariants';
import { findBug, plantedBugs, runWith } from './planted/find-bug';
import { runSeed } from './run-seed';

/** However the world changes: this many seeds are enough for every bug. */
const MOST_SEEDS = 200;

test('every invariant has a bug that breaks it, each with its own story', () => {
  expect(new Set(plantedBugs.map(({ breaks }) => breaks))).toEqual(new Set(invariants));
  expect(new Set(plantedBugs.map(({ name }) => name)).size).toBe(plantedBugs.length);
  expect(plantedBugs.every(({ foundBy }) => foundBy <= MOST_SEEDS)).toBe(true);
});

test.each(plantedBugs.map((bug) => [bug.name, bug] as const))('the simulation finds %s', async (_, bug) => {
  const known = await runWith(bug, bug.foundBy);
  const report = known.broken?.invariant === bug.breaks ? known : await findBug(bug, MOST_SEEDS);
  expect(report?.broken).toMatchObject({ invariant: bug.breaks });
});

test('what was planted into the product is taken out again: the same seeds find nothing without it', async () => {
  const dug = plantedBugs.filter(({ plant }) => plant !== undefined);
  for (const seed of new Set(dug.map(({ foundBy }) => foundBy))) expect((await runSeed(seed)).broken).toBeNull();
});
