import { expect, test } from 'vitest';
import { runSeed } from './run-seed';

test('a seed tells the same story every time, to the millisecond and the last id', async () => {
  for (const seed of [2, 5, 12]) {
    const first = await runSeed(seed);
    const again = await runSeed(seed);
    expect(first.story.length).toBeGreaterThan(1000);
    expect(again.story).toBe(first.story);
  }
});

test('another seed tells another story', async () => {
  expect((await runSeed(2)).story).not.toBe((await runSeed(3)).story);
});
