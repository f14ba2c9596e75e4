import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, addMonths, businessDateAt, isCalendarDate } from './calendar';

test('the business date is the calendar day of the location, to the minute (PU-7, CO-8)', () => {
  const at = (time: string, zone: string) => businessDateAt(Date.parse(time), zone);
  expect(at('2026-03-02T04:59Z', 'America/New_York')).toBe('2026-03-01');
  expect(at('2026-03-02T05:00Z', 'America/New_York')).toBe('2026-03-02');
  expect(at('2026-07-02T03:59Z', 'America/New_York')).toBe('2026-07-01'); // summer time
  expect(at('2026-07-02T04:00Z', 'America/New_York')).toBe('2026-07-02');
  expect(at('2026-12-31T11:00Z', 'Pacific/Auckland')).toBe('2027-01-01');
  expect(() => at('2026-01-01T00:00Z', 'Nowhere/Land')).toThrow(RangeError);
});

test('a month later is the same day, or the last one the month has', () => {
  expect(addMonths('2026-03-12', -24)).toBe('2024-03-12');
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
  expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
  expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
});

test('days are added as the calendar of JavaScript does', () => {
  const day = fc.integer({ min: 0, max: 40_000 });
  fc.assert(
    fc.property(day, fc.integer({ min: -900, max: 900 }), (start, days) => {
      const written = (count: number) => new Date(count * 86_400_000).toISOString().slice(0, 10);
      fc.pre(start + days >= 0);
      expect(addDays(written(start), days)).toBe(written(start + days));
    }),
  );
});

test('only real dates are dates', () => {
  expect(['2024-02-29', '2000-02-29', '2026-12-31'].every(isCalendarDate)).toBe(true);
  expect(['2026-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '2026-1-1', 'today', ''].some(isCalendarDate)).toBe(
    false,
  );
});
