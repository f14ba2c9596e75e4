import type { Instant } from '../../core/kernel/amounts';
import type { Clock, IdSource } from '../../core/kernel/ports';

/** Numbers from 0 to 1, the same for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Ids and salts from a seeded random. */
export function seededIds(random: () => number): IdSource {
  const hex = (digits: number) => Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');
  return {
    newId: () => [8, 4, 4, 4, 12].map(hex).join('-'),
    newSalt: (bytes) => hex(bytes * 2),
  };
}

/** A clock that goes only when told to. Milliseconds. */
export interface HandClock extends Clock {
  /** Goes on, or back, by so many milliseconds. */
  advance(milliseconds: number): void;
  set(instant: Instant): void;
}

export function handClock(start: Instant = Date.UTC(2026, 0, 5, 15)): HandClock {
  let now = start;
  return {
    now: () => now,
    advance(milliseconds) {
      now += milliseconds;
    },
    set(instant) {
      now = instant;
    },
  };
}
