import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aRedemption, aStanding, aVisit, punchesOf, someHistory, type Visited } from '../../../tests/support/factories';
import { programTotalsOf } from './program-totals';
import { punchKey } from './punch-key';
import { redemptionStates, settleRedemptions } from './redemption-states';
import type { Standing } from './standing';
import {
  emptyStanding,
  foldAll,
  foldTransaction,
  isContained,
  needsWholeHistory,
  notePark,
  noteThrough,
} from './standing-fold';

/** Shrinking a history of hundreds of punches takes minutes; its seed, which is printed, is bug report enough. */
const unshrunk = { endOnFailure: true };

const written = (standing: Standing) => canonicalize(standing) ?? '';

/** Folds in the order given; where only the whole history will do, asks for it, as the server does. */
function foldInTurn(visits: readonly Visited[], pinned: readonly string[]): Standing {
  const arrived: Visited[] = [];
  return visits.reduce(
    (standing, visit) => {
      arrived.push(visit);
      const { logId: _log, sequence: _sequence, ...transaction } = visit;
      return needsWholeHistory(standing, transaction)
        ? foldAll('betty', arrived, pinned)
        : foldTransaction(standing, transaction, visit);
    },
    foldAll('betty', [], pinned),
  );
}

test('it does not matter in which order transactions arrive (OX-4)', () => {
  fc.assert(
    fc.property(
      someHistory().chain(({ visits, pinned }) =>
        fc.record({
          ...{ visits: fc.constant(visits), pinned: fc.constant(pinned) },
          shuffled: fc.shuffledSubarray([...visits], { minLength: visits.length }),
        }),
      ),
      ({ visits, pinned, shuffled }) => {
        expect(written(foldInTurn(shuffled, pinned))).toBe(written(foldAll('betty', visits, pinned)));
      },
    ),
    { ...unshrunk, numRuns: 50 },
  );
});

test('a standing is closed: folding one more entry into it equals folding all of them', () => {
  let folded = 0;
  fc.assert(
    fc.property(someHistory(), fc.nat(), ({ visits, pinned }, which) => {
      const last = visits[which % visits.length];
      if (last === undefined) return;
      const standing = foldAll(
        'betty',
        visits.filter((visit) => visit !== last),
        pinned,
      );
      if (needsWholeHistory(standing, last)) return;
      folded += 1;
      const { logId: _log, sequence: _sequence, ...transaction } = last;
      expect(written(foldTransaction(standing, transaction, last))).toBe(written(foldAll('betty', visits, pinned)));
    }),
    { ...unshrunk, numRuns: 120 },
  );
  expect(folded).toBeGreaterThan(60);
});

test('a standing remembers what was settled, also of what it has condensed (OX-6)', () => {
  fc.assert(
    fc.property(someHistory(), ({ visits, pinned }) => {
      const standing = foldAll('betty', visits, pinned);
      expect(written(foldAll('betty', visits, standing.pinned))).toBe(written(standing));
    }),
    { ...unshrunk, numRuns: 50 },
  );
});

test('what is newer than all it knows never needs the whole history', () => {
  fc.assert(
    fc.property(someHistory(), ({ visits, pinned }) => {
      const inOrder = [...visits].sort((a, b) => (a.order < b.order ? -1 : 1));
      const newest = inOrder.at(-1);
      if (newest === undefined || newest.redemptions.some((one) => pinned.includes(one.redemptionId))) return;
      const known = visits.filter((visit) => visit !== newest);
      const namedAhead = known.some((visit) =>
        visit.redemptions.some(({ punches }) => punches.some(({ transactionId }) => transactionId === newest.id)),
      );
      if (!namedAhead) expect(needsWholeHistory(foldAll('betty', known, pinned), newest)).toBe(false);
    }),
    { ...unshrunk, numRuns: 50 },
  );
});

test('a transaction that comes again changes nothing, condensed or not (OX-2)', () => {
  fc.assert(
    fc.property(someHistory(), ({ visits, pinned }) => {
      const standing = foldAll('betty', visits, pinned);
      for (const visit of visits) {
        const { logId: _log, sequence: _sequence, ...transaction } = visit;
        expect(needsWholeHistory(standing, transaction)).toBe(false);
        expect(foldTransaction(standing, transaction, visit)).toBe(standing);
      }
      expect(written(foldAll('betty', [...visits, ...visits], pinned))).toBe(written(standing));
    }),
    { ...unshrunk, numRuns: 40 },
  );
});

test('no punch is ever lost: free and used ones together are all that were made (CA-7, OX-5)', () => {
  fc.assert(
    fc.property(someHistory(), ({ visits, pinned }) => {
      const standing = foldAll('betty', visits, pinned);
      const made = visits.flatMap(({ id, punches }) =>
        punches.map(({ line, unit }) => punchKey({ transactionId: id, line, unit })),
      );
      // Decided over all facts, without condensing.
      const everything: Standing = {
        ...{ ...emptyStanding('betty'), pinned: [...pinned].sort() },
        transactions: [...visits].sort((a, b) => (a.order < b.order ? -1 : 1)),
      };
      const { used } = settleRedemptions(everything);
      const free = made.filter((key) => !used.has(key));
      const kept = standing.transactions.flatMap(({ id, punches }) =>
        punches.map(({ line, unit }) => punchKey({ transactionId: id, line, unit })),
      );
      const usedNow = settleRedemptions(standing).used;
      expect(kept.filter((key) => !usedNow.has(key)).sort()).toEqual(free.sort());
      const bought = Object.values(programTotalsOf(standing)).reduce((sum, one) => sum + one.itemsPurchased, 0);
      expect(bought).toBe(made.length);
    }),
    { ...unshrunk, numRuns: 50 },
  );
});

test('two thousand visits of a good customer stay within 64 KB', () => {
  const id = (kind: string, number: number) => `${kind}-4f3c-4a7e-9b21-${String(number).padStart(12, '0')}`;
  const waiting: { visit: string; unit: number }[] = [];
  let standing = emptyStanding(id('90f1c2aa', 1));
  let largest = 0;
  for (let number = 1; number <= 2000; number += 1) {
    const units = 1 + (number % 3);
    const visitId = id('77aa01bc', number);
    const ready = waiting.length >= 12 ? waiting.splice(0, 12) : [];
    const punches = ready.flatMap(({ visit, unit }) => punchesOf(visit, 1, unit));
    const redemption = aRedemption({ redemptionId: id('1be1c0de', number), punches });
    const visit = aVisit({
      ...{ id: visitId, at: new Date(Date.UTC(2020, 0, 1) + number * 86_400_000).toISOString(), units },
      ...{
        sequence: number,
        registerId: id('abcdef01', number % 3),
        redemptions: ready.length > 0 ? [redemption] : [],
      },
    });
    for (let unit = 0; unit < units; unit += 1) waiting.push({ visit: visitId, unit });
    standing = foldTransaction(standing, withoutPlace(visit), visit);
    // Every reward is settled as soon as it was given.
    if (ready.length > 0) standing = { ...standing, pinned: [...standing.pinned, redemption.redemptionId].sort() };
    largest = Math.max(largest, Buffer.byteLength(JSON.stringify(standing)));
  }
  expect(largest).toBeLessThan(64 * 1024);
  expect(standing.transactions.length).toBeGreaterThan(20);
  expect(standing.pinned).toHaveLength(333);
  expect(programTotalsOf(standing)).toEqual({
    'program-acme': { itemsPurchased: 4001, freeGoods: 333, rebatesCents: 0 },
  });
});

test('a late redemption from before what was condensed asks for the whole history (OX-6)', () => {
  const visits = Array.from({ length: 60 }, (_, day) =>
    aVisit({
      id: `visit-${String(day)}`,
      at: `2025-0${String(1 + Math.floor(day / 28))}-${String(1 + (day % 28)).padStart(2, '0')}T10:00Z`,
      sequence: day + 1,
    }),
  );
  const standing = foldAll('betty', visits, []);
  const late = (at: string, redemptions = [aRedemption({ punches: punchesOf('visit-0', 1) })]) =>
    aVisit({ id: 'late', at, registerId: 'register-2', redemptions });
  expect(needsWholeHistory(standing, late('2025-01-02T11:00Z'))).toBe(true);
  expect(needsWholeHistory(standing, late('2025-01-02T11:00Z', []))).toBe(false);
  expect(needsWholeHistory(standing, late('2025-03-30T11:00Z'))).toBe(false);
});

test('a settled or credited redemption stays confirmed, whatever earlier one arrives (OX-6)', () => {
  const redeeming = (id: string, at: string, redemptionId: string) =>
    aVisit({ id, at, units: 0, redemptions: [aRedemption({ redemptionId, punches: punchesOf('a', 12) })] });
  const visits = [
    aVisit({ id: 'a', units: 12 }),
    redeeming('first', '2026-02-01T10:00Z', 'earlier'),
    redeeming('second', '2026-02-01T11:00Z', 'settled'),
  ];
  const states = (pinned: readonly string[]) => Object.fromEntries(redemptionStates(foldAll('betty', visits, pinned)));
  expect(states([])).toEqual({ earlier: 'confirmed', settled: 'conflict' });
  expect(states(['settled'])).toEqual({ earlier: 'conflict', settled: 'confirmed' });
});

test('a late transaction that would overturn what was condensed asks for the whole history (OX-6)', () => {
  const visits = Array.from({ length: 60 }, (_, day) =>
    aVisit({ id: `visit-${String(day)}`, at: new Date(Date.UTC(2025, 0, 1 + day)).toISOString(), sequence: day + 1 }),
  );
  const late = (id: string, redemptionId = 'r', units = 1) =>
    aVisit({
      ...{ id, at: '2025-06-01T10:00Z', units },
      redemptions: [aRedemption({ redemptionId, punches: punchesOf(id, 1) })],
    });
  // Settled before it arrived: it is decided before all others.
  expect(needsWholeHistory(foldAll('betty', visits, ['pinned']), late('new', 'pinned'))).toBe(true);
  expect(needsWholeHistory(foldAll('betty', visits, ['pinned']), late('new', 'other'))).toBe(false);
  // A redemption waits for a punch of a visit that, when it arrives, does not have it.
  const waiting = aVisit({
    id: 'waits',
    at: '2025-05-01T10:00Z',
    redemptions: [aRedemption({ punches: punchesOf('new', 2) })],
  });
  const standing = foldAll('betty', [...visits, waiting], []);
  expect(needsWholeHistory(standing, aVisit({ id: 'new', at: '2025-04-30T10:00Z', units: 1 }))).toBe(true);
  expect(needsWholeHistory(standing, aVisit({ id: 'new', at: '2025-04-30T10:00Z', units: 2 }))).toBe(false);
});

test('a standing knows per log what it contains, except what is parked', () => {
  const contained = (standing: Standing, sequence: number) =>
    isContained(standing, { logId: 'log-of-register-1', sequence });
  const standing = notePark(aStanding({ id: 'a', sequence: 7 }), 'log-of-register-1', 5);
  expect([4, 5, 7, 8].map((sequence) => contained(standing, sequence))).toEqual([true, false, true, false]);
  expect(isContained(standing, { logId: 'another', sequence: 1 })).toBe(false);

  const judged = foldTransaction(standing, withoutPlace(aVisit({ id: 'b', sequence: 5 })), {
    logId: 'log-of-register-1',
    sequence: 5,
  });
  expect(contained(judged, 5)).toBe(true);
  expect(noteThrough(judged, 'log-of-register-1', 6)).toBe(judged);
  expect(contained(noteThrough(judged, 'log-of-register-1', 9), 9)).toBe(true);
});

function withoutPlace({ logId: _log, sequence: _sequence, ...transaction }: Visited) {
  return transaction;
}
