import { expect, test } from 'vitest';
import { PersonFirst } from './person-first';

/** Somebody, and a clock driven by hand. */
function aPerson() {
  let now = 10_000;
  const person = new PersonFirst(() => now);
  const pass = (ms: number) => void (now += ms);
  return { person, pass, now: () => now };
}

test('where nobody does anything nothing waits', () => {
  const { person, now } = aPerson();
  expect(person.holdsMs(now())).toBe(0);
  expect(person.untilGapMs()).toBe(0);
  expect(person.isLately).toBe(false);
});

test('work waits until whoever types has paused', () => {
  const { person, pass, now } = aPerson();
  person.acted();
  const since = now();
  expect(person.holdsMs(since)).toBe(400);
  pass(300);
  person.acted();
  expect(person.holdsMs(since)).toBe(400);
  pass(400);
  expect(person.holdsMs(since)).toBe(0);
  expect(person.isLately).toBe(true);
  pass(5000);
  expect(person.isLately).toBe(false);
});

test('somebody who never pauses is passed in a gap between two keys after a second', () => {
  const { person, pass, now } = aPerson();
  const since = now();
  const begun: number[] = [];
  for (let key = 0; key < 10; key += 1) {
    person.acted();
    // The work asks again whenever it was told to, before the next key.
    for (let left = 200; left > 0;) {
      const holds = person.holdsMs(since);
      if (holds === 0) begun.push(now() - since);
      const step = Math.min(left, holds === 0 ? left : holds);
      pass(step);
      left -= step;
    }
  }
  expect(begun[0]).toBe(1060);
});

test('a key held down keeps nothing back for longer than three seconds', () => {
  const { person, pass, now } = aPerson();
  const since = now();
  let holds = 1;
  while (holds > 0) {
    pass(30);
    person.acted();
    holds = person.holdsMs(since);
  }
  expect(now() - since).toBe(3000);
});
