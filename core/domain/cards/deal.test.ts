import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aProgramCard } from '../../../tests/support/factories';
import { deal, expiresOn, neededPunches, type DealingRules } from './deal';
import { addMonths } from '../../kernel/calendar';

const rules = (stated: Partial<DealingRules> = {}): DealingRules => ({
  card: aProgramCard(),
  windowMonths: null,
  today: '2026-03-01',
  ...stated,
});
const bought = (count: number, businessDate = '2026-01-10', buyX = 12) =>
  Array.from({ length: count }, () => ({ businessDate, buyX }));
const dealt = (punches: ReturnType<typeof bought>, stated: Partial<DealingRules> = {}) =>
  deal(punches, rules(stated)).map(
    ({ status, counting, needed }) => `${status} ${String(counting.size)}/${String(needed)}`,
  );

test('the unit that makes X completes the card, the next opens another (CA-6)', () => {
  expect(dealt(bought(15))).toEqual(['completed 12/12', 'open 3/12']);
  expect(dealt(bought(25))).toEqual(['completed 12/12', 'completed 12/12', 'open 1/12']);
  expect(dealt(bought(12))).toEqual(['completed 12/12']);
  expect(dealt([])).toEqual([]);
});

test('every punch lies on exactly one card, in order (CA-7)', () => {
  const punch = fc.record({
    businessDate: fc.constantFrom('2023-01-31', '2024-06-15', '2024-07-01', '2025-12-31', '2026-02-28'),
    buyX: fc.constantFrom(10, 12),
  });
  const window = fc.constantFrom(null, 1, 12, 24);
  fc.assert(
    fc.property(fc.array(punch, { maxLength: 60 }), window, (punches, windowMonths) => {
      const cards = deal(punches, rules({ windowMonths }));
      expect(cards.flatMap((card) => card.punches)).toEqual(punches);
      for (const { status, counting, needed, punches: own } of cards) {
        expect(own.length).toBeGreaterThan(0);
        if (status === 'completed') expect(counting.size).toBe(needed);
        if (status === 'expired') expect(counting.size).toBe(0);
        if (status === 'open') expect(counting.size).toBeLessThan(12);
      }
      expect(cards.filter(({ status }) => status === 'open').length).toBeLessThanOrEqual(1);
    }),
  );
});

test('a card completed under a smaller X stays completed when X rises; an open one needs the new X (PR-6, PR-9)', () => {
  const card = aProgramCard({
    buyX: 12,
    buyXHistory: [
      { version: 1, buyX: 10 },
      { version: 4, buyX: 12 },
    ],
  });
  expect(dealt(bought(10, '2026-01-10', 10), { card })).toEqual(['completed 10/10']);
  expect(dealt([...bought(9, '2026-01-10', 10), ...bought(1)], { card })).toEqual(['open 10/12']);
  expect(dealt([...bought(9, '2026-01-10', 10), ...bought(4)], { card })).toEqual(['completed 12/12', 'open 1/12']);
});

test('when X falls, cards already begun need the smaller one (PR-6)', () => {
  const card = aProgramCard({
    buyX: 8,
    buyXHistory: [
      { version: 1, buyX: 12 },
      { version: 2, buyX: 8 },
    ],
  });
  expect(dealt(bought(9), { card })).toEqual(['completed 8/8', 'open 1/8']);
});

test('X that fell and rose again counts from the punch on (PR-9)', () => {
  const history = [12, 8, 10].map((buyX, index) => ({ version: index + 1, buyX }));
  const card = aProgramCard({ buyX: 10, buyXHistory: history });
  expect(neededPunches(card, 12)).toBe(8);
  expect(neededPunches(card, 10)).toBe(10);
  expect(neededPunches(card, 11)).toBe(10); // a version this register never heard of
  expect(neededPunches(undefined, 6)).toBe(6);
});

test('worked example 10: of twelve punches within 24 months the first is expired two days too late (CA-9)', () => {
  const first = bought(1, '2024-03-10');
  const later = bought(10, '2025-05-05');
  const window = { windowMonths: 24, today: '2026-03-12' };
  expect(dealt([...first, ...later, ...bought(1, '2026-03-12')], window)).toEqual(['open 11/12']);
  expect(dealt([...first, ...later, ...bought(1, '2026-03-10')], window)).toEqual(['completed 12/12']);
});

test('a completed card does not expire with the window (CA-10)', () => {
  expect(dealt(bought(12, '2023-01-01'), { windowMonths: 24 })).toEqual(['completed 12/12']);
});

test('a card on which nothing counts any more is expired, and the next punch opens a new one (CA-9, PR-13)', () => {
  expect(dealt(bought(3, '2023-01-01'), { windowMonths: 24 })).toEqual(['expired 0/12']);
  const punches = [...bought(3, '2023-01-01'), ...bought(2, '2026-02-01')];
  expect(dealt(punches, { windowMonths: 24 })).toEqual(['expired 0/12', 'open 2/12']);
});

test('the first day a punch does not count is exact, also at the ends of months (CA-9, CA-11)', () => {
  expect(expiresOn('2024-03-10', 24)).toBe('2026-03-11');
  const date = fc.record({ year: fc.integer({ min: 2020, max: 2030 }), day: fc.nat({ max: 364 }) });
  fc.assert(
    fc.property(date, fc.integer({ min: 1, max: 36 }), ({ year, day }, months) => {
      const bought = new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10);
      const on = expiresOn(bought, months);
      const before = new Date(Date.parse(on) - 86_400_000).toISOString().slice(0, 10);
      expect(addMonths(on, -months) > bought).toBe(true);
      expect(addMonths(before, -months) > bought).toBe(false);
    }),
  );
});
