import { expect, test } from 'vitest';
import { HandTimers } from '../../../../tests/support/register/hand-timers';
import { handClock, seededRandom } from '../../../../tests/support/seeded';
import { backOffMs, Bell, spread, Stopped, unlessStopped } from './waiting';

test('registers return at random within 30 seconds, not all at once', () => {
  const random = seededRandom(7);
  const waits = Array.from({ length: 300 }, () => backOffMs(8, 1000, 30_000, random));
  expect(Math.max(...waits)).toBeLessThanOrEqual(30_000);
  const tenths = Array.from({ length: 10 }, (_, tenth) => waits.filter((wait) => Math.floor(wait / 3000) === tenth));
  expect(Math.max(...tenths.map((group) => group.length))).toBeLessThan(60);
});

test('the first tries come soon, later ones further apart', () => {
  const longest = [1, 2, 3, 4, 5, 6, 7, 30].map((failures) => backOffMs(failures, 1000, 30_000, () => 1));
  expect(longest).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  expect(backOffMs(1, 1000, 30_000, () => 0)).toBeGreaterThan(0);
  expect(spread(1000, () => 0)).toBe(750);
  expect(spread(1000, () => 1)).toBe(1250);
});

test('a bell wakes whoever waits, and whoever comes too late', async () => {
  const timers = new HandTimers(handClock());
  const bell = new Bell(timers);
  const { signal } = new AbortController();
  let woken = 0;
  void bell.wait(60_000, signal).then(() => (woken += 1));
  await timers.pass(1);
  expect(woken).toBe(0);
  bell.ring();
  await timers.pass(1);
  expect(woken).toBe(1);
  bell.ring();
  await bell.wait(60_000, signal);
  void bell.wait(500, signal).then(() => (woken += 1));
  await timers.pass(500);
  expect(woken).toBe(2);
});

test('nobody waits for what is given up', async () => {
  const abort = new AbortController();
  const bell = new Bell(new HandTimers(handClock()));
  const waiting = bell.wait(60_000, abort.signal);
  abort.abort();
  await expect(waiting).rejects.toBeInstanceOf(Stopped);
  await expect(unlessStopped(new Promise(() => {}), abort.signal)).rejects.toBeInstanceOf(Stopped);
});
