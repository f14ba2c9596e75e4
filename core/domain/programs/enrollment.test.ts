import { expect, test } from 'vitest';
import { aProgram, HARBOR, MIDTOWN } from '../../../tests/support/factories';
import { enrollmentAt, redeemableAt, unfrozenSince } from './enrollment';
import type { Program } from './program';

const enrolled = (...spans: readonly (readonly [string, string, string | null])[]): Program =>
  aProgram({ enrollments: spans.map(([locationId, enrolledOn, endedOn]) => ({ locationId, enrolledOn, endedOn })) });

test('each location takes part for itself, from its first day on (LO-4, LO-10)', () => {
  const program = enrolled([MIDTOWN, '2026-01-05', null]);
  expect(enrollmentAt(program, MIDTOWN, '2026-01-04').here).toBe('not-enrolled');
  expect(enrollmentAt(program, MIDTOWN, '2026-01-05')).toEqual({ here: 'enrolled', leftOn: null, mayRedeem: true });
  expect(enrollmentAt(program, HARBOR, '2026-01-05')).toEqual({ here: 'not-enrolled', leftOn: null, mayRedeem: false });
});

test('after leaving, completed cards are redeemable for 30 days (PR-11, RD-20)', () => {
  const program = enrolled([MIDTOWN, '2025-01-01', '2026-02-01']);
  expect(enrollmentAt(program, MIDTOWN, '2026-01-31').here).toBe('enrolled');
  expect(enrollmentAt(program, MIDTOWN, '2026-02-01')).toEqual({ here: 'left', leftOn: '2026-02-01', mayRedeem: true });
  expect(enrollmentAt(program, MIDTOWN, '2026-03-02').mayRedeem).toBe(true);
  expect(enrollmentAt(program, MIDTOWN, '2026-03-03').mayRedeem).toBe(false);
});

test('the end of a program ends every enrollment (PR-11)', () => {
  const program = { ...enrolled([MIDTOWN, '2025-01-01', null]), endedOn: '2026-02-01' };
  expect(enrollmentAt(program, MIDTOWN, '2026-02-10')).toEqual({ here: 'left', leftOn: '2026-02-01', mayRedeem: true });
});

test('coming back counts as enrolled again', () => {
  const program = enrolled([MIDTOWN, '2025-01-01', '2025-06-01'], [MIDTOWN, '2026-01-01', null]);
  expect(enrollmentAt(program, MIDTOWN, '2025-12-31').here).toBe('left');
  expect(enrollmentAt(program, MIDTOWN, '2026-01-01').here).toBe('enrolled');
});

test('the locations where a reward can be redeemed are named (RD-20)', () => {
  const program = enrolled([MIDTOWN, '2025-01-01', '2025-06-01'], [HARBOR, '2025-01-01', null]);
  expect(redeemableAt(program, '2026-01-01')).toEqual([HARBOR]);
});

test('only more than twelve months out of the program, everywhere, leave cards frozen (PR-12)', () => {
  const back = (on: string, ...others: readonly (readonly [string, string, string | null])[]) =>
    unfrozenSince(enrolled([MIDTOWN, '2023-01-01', '2024-06-01'], ...others, [MIDTOWN, on, null]), '2026-01-01');
  expect(back('2025-06-01')).toBeNull();
  expect(back('2025-06-02')).toBe('2025-06-02');
  expect(back('2025-06-02', [HARBOR, '2024-01-01', '2024-09-01'])).toBeNull();
  expect(back('2025-06-02', [HARBOR, '2024-01-01', null])).toBeNull();
  expect(unfrozenSince(enrolled(), '2026-01-01')).toBeNull();
  expect(back('2026-06-02')).toBeNull(); // that day has not come
});
