import { expect, test } from 'vitest';
import { timeLeftWords } from './time-left';

test('how long something goes on is said as soon as it can be known, and not to the second', () => {
  expect(timeLeftWords({ done: 10, total: 100 }, 1000)).toBe('');
  expect(timeLeftWords({ done: 1, total: 100 }, 9000)).toBe('');
  expect(timeLeftWords({ done: 25, total: 100 }, 10_000)).toBe('about 30 seconds left');
  expect(timeLeftWords({ done: 99, total: 100 }, 60_000)).toBe('about 5 seconds left');
  expect(timeLeftWords({ done: 10, total: 100 }, 30_000)).toBe('about 5 minutes left');
  expect(timeLeftWords({ done: 100, total: 100 }, 60_000)).toBe('');
});
