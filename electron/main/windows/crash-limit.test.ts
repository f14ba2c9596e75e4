import { expect, test } from 'vitest';
import { CrashLimit } from './crash-limit';

test('a page that ends now and then is loaded again; one that ends all the time is not', () => {
  const limit = new CrashLimit();
  expect([0, 1_000, 2_000, 3_000].map((at) => limit.mayLoadAgain(at))).toEqual([true, true, true, false]);
  expect(limit.mayLoadAgain(120_000)).toBe(true);
});
