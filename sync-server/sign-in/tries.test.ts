import { expect, test } from 'vitest';
import { MINUTE_MS } from '../../core/kernel/amounts';
import { Tries } from './tries';

test('the eleventh wrong try within 15 minutes has to wait until 15 minutes after the last one (RO-13)', () => {
  const tries = new Tries(10);
  for (let minute = 0; minute < 10; minute += 1) expect(tries.begin('casey', minute * MINUTE_MS)).toBe(0);

  expect(tries.begin('casey', 10 * MINUTE_MS)).toBe(14 * MINUTE_MS);
  expect(tries.begin('casey', 23 * MINUTE_MS)).toBe(MINUTE_MS);
  expect(tries.begin('olivia', 10 * MINUTE_MS)).toBe(0);
});

test('a locked user is free again after 15 minutes, and tries while locked do not make it longer (RO-13)', () => {
  const tries = new Tries(3);
  for (const at of [0, 1, 2]) tries.begin('casey', at);

  expect(tries.begin('casey', 5 * MINUTE_MS)).toBeGreaterThan(0);
  expect(tries.begin('casey', 2 + 15 * MINUTE_MS)).toBe(0);
});

test('a right PIN forgives the wrong ones before it', () => {
  const tries = new Tries(2);
  tries.begin('casey', 0);
  tries.forgive('casey');

  expect(tries.begin('casey', 1)).toBe(0);
  expect(tries.begin('casey', 2)).toBe(0);
  expect(tries.begin('casey', 3)).toBeGreaterThan(0);
});

test('ten wrong tries spread over more than 15 minutes lock nobody (RO-13)', () => {
  const tries = new Tries(10);
  for (let time = 0; time < 40; time += 1) expect(tries.begin('casey', time * 2 * MINUTE_MS)).toBe(0);
});
