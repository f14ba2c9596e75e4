import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  aProgram,
  aQuestion,
  aRedemption,
  aVisit,
  punchesOf,
  said,
  someHistory,
  type History,
  type Visited,
} from '../../../tests/support/factories';
import { programBook } from '../programs/program-book';
import { attachableCards, countingPunches } from './attachable-cards';
import { cardsOf } from './cards-of';
import { programTotalsOf } from './program-totals';
import { redemptionStates } from './redemption-states';
import { separatedStanding, rollUpStandings } from './roll-up-standings';
import type { Standing } from './standing';
import { emptyStanding, foldHistory, foldTransaction, needsWholeHistory } from './standing-fold';

type Resolved = NonNullable<Standing['resolved']>;

const unshrunk = { endOnFailure: true };
const written = (standing: Standing) => canonicalize(standing) ?? '';
const book = programBook([aProgram()]);
const cards = (standing: Standing) => cardsOf(standing, book, aQuestion());

function fold(visits: readonly Visited[], resolved: Resolved, pinned: readonly string[] = []): Standing {
  return foldHistory({ ...emptyStanding('betty'), pinned: [...pinned], resolved }, visits);
}

/** Histories in which a person has decided about some rewards: no card, or punches of any visit, used or not. */
function someDecisions(): fc.Arbitrary<History & { readonly resolved: Resolved }> {
  const choice = fc.record({
    which: fc.nat(),
    visit: fc.nat({ max: 44 }),
    unit: fc.nat({ max: 30 }),
    count: fc.nat(12),
  });
  return fc.tuple(someHistory(), fc.array(choice, { minLength: 1, maxLength: 4 })).map(([history, choices]) => {
    const ids = history.visits.flatMap(({ redemptions }) => redemptions.map(({ redemptionId }) => redemptionId));
    const resolved = choices.flatMap(({ which, visit, unit, count }) => {
      const id = ids[which % Math.max(1, ids.length)];
      return id === undefined ? [] : [[id, punchesOf(`visit-${String(visit)}`, count, unit)] as const];
    });
    return { ...history, resolved: Object.fromEntries(resolved) };
  });
}

test('what a person decided of a reward counts the same in whatever order visits arrive (OX-4, OX-6)', () => {
  fc.assert(
    fc.property(
      someDecisions().chain((history) =>
        fc.record({
          history: fc.constant(history),
          shuffled: fc.shuffledSubarray([...history.visits], { minLength: history.visits.length }),
        }),
      ),
      ({ history: { visits, pinned, resolved }, shuffled }) => {
        const arrived: Visited[] = [];
        const inTurn = shuffled.reduce(
          (standing, visit) => {
            arrived.push(visit);
            const { logId: _log, sequence: _sequence, ...transaction } = visit;
            return needsWholeHistory(standing, transaction)
              ? fold(arrived, resolved, pinned)
              : foldTransaction(standing, transaction, visit);
          },
          fold([], resolved, pinned),
        );
        expect(written(inTurn)).toBe(written(fold(visits, resolved, pinned)));
      },
    ),
    { ...unshrunk, numRuns: 60 },
  );
});

test('with decisions a standing stays closed, and no punch is lost or counted twice (OX-5, OX-6)', () => {
  fc.assert(
    fc.property(someDecisions(), fc.nat(), ({ visits, pinned, resolved }, which) => {
      const last = visits[which % visits.length];
      if (last === undefined) return;
      const whole = fold(visits, resolved, pinned);
      const before = fold(
        visits.filter((visit) => visit !== last),
        resolved,
        pinned,
      );
      const { logId: _log, sequence: _sequence, ...transaction } = last;
      if (!needsWholeHistory(before, transaction)) {
        expect(written(foldTransaction(before, transaction, last))).toBe(written(whole));
      }
      const totals = Object.values(programTotalsOf(whole));
      const bought = visits.reduce((sum, { punches }) => sum + punches.length, 0);
      const taken = visits.reduce((sum, { redemptions }) => sum + redemptions.length, 0);
      expect(totals.reduce((sum, { itemsPurchased }) => sum + itemsPurchased, 0)).toBe(bought);
      expect(totals.reduce((sum, { freeGoods }) => sum + freeGoods, 0)).toBe(taken);
    }),
    { ...unshrunk, numRuns: 100 },
  );
});

const redeeming = (id: string, at: string, redemptionId: string, from = 'a') =>
  aVisit({ id, at, units: 0, redemptions: [aRedemption({ redemptionId, punches: punchesOf(from, 12) })] });

/** Twelve bags; the same card redeemed at two registers; and another full card. */
const takenTwice = [
  aVisit({ id: 'a', at: '2026-01-10T10:00Z', units: 12 }),
  redeeming('first', '2026-02-01T10:00Z', 'r-first'),
  redeeming('second', '2026-02-01T11:00Z', 'r-second'),
  aVisit({ id: 'b', at: '2026-02-02T10:00Z', units: 13 }),
];

test('a reward taken twice can stand on another full card of its kind, which is then used (OX-6)', () => {
  const conflict = fold(takenTwice, {});
  expect(said(cards(conflict))).toEqual(['completed 12/12', 'open 1/12', 'redeemed 0/12', 'redeemed 12/12']);
  const [card] = attachableCards(cards(conflict), 'r-second');
  if (card === undefined) throw new Error('no card to attach to');
  expect(countingPunches(card)).toEqual(punchesOf('b', 12));

  const attached = fold(takenTwice, { 'r-second': [...countingPunches(card)] });
  expect(Object.fromEntries(redemptionStates(attached))).toEqual({ 'r-first': 'confirmed', 'r-second': 'confirmed' });
  expect(said(cards(attached))).toEqual(['open 1/12', 'redeemed 12/12', 'redeemed 12/12']);
  expect(attachableCards(cards(attached), 'r-second')).toEqual([]);
});

test('there is nothing to attach to without a full, unused card of the same program card (OX-6)', () => {
  const withoutB = takenTwice.filter(({ id }) => id !== 'b');
  expect(attachableCards(cards(fold(withoutB, {})), 'r-second')).toEqual([]);
  const otherKind = aVisit({ id: 'c', at: '2026-02-02T10:00Z', units: 12, programCardId: 'card-small' });
  expect(attachableCards(cards(fold([...withoutB, otherKind], {})), 'r-second')).toEqual([]);
  // The first one is no conflict.
  expect(attachableCards(cards(fold(takenTwice, {})), 'r-first')).toEqual([]);
});

test('what is settled stays, whatever earlier reward arrives later (OX-6)', () => {
  const resolved = { 'r-second': punchesOf('b', 12) };
  const onB = redeeming('late', '2026-02-02T10:30Z', 'r-late', 'b');
  const states = Object.fromEntries(redemptionStates(fold([...takenTwice, onB], resolved)));
  expect(states).toEqual({ 'r-first': 'confirmed', 'r-second': 'confirmed', 'r-late': 'conflict' });
  // Accepted as store cost: also when the one that won turns out to be a conflict itself, no claim is made for it.
  const earlier = aVisit({
    ...{ id: 'earlier', at: '2026-01-20T10:00Z', units: 0 },
    redemptions: [aRedemption({ redemptionId: 'r-earlier', punches: punchesOf('a', 1) })],
  });
  const second = redeeming('second', '2026-02-01T11:00Z', 'r-second');
  const struck = {
    ...second,
    redemptions: second.redemptions.map((one) => ({ ...one, punches: punchesOf('a', 11, 1) })),
  };
  const visits = takenTwice.map((visit) => (visit.id === 'second' ? struck : visit));
  expect(redemptionStates(fold([...visits, earlier], {})).get('r-second')).toBe('confirmed');
  expect(redemptionStates(fold([...visits, earlier], { 'r-second': [] })).get('r-second')).toBe('conflict');
});

test('a decision goes along into a roll-up, and its punches stay with it when that is undone (OX-6, RU-15)', () => {
  const [a, first, second, b] = takenTwice as [Visited, Visited, Visited, Visited];
  const betty = foldHistory(emptyStanding('betty'), [a, first, second]);
  const liz = foldHistory(emptyStanding('liz'), [b]);
  const whole = { ...rollUpStandings(betty, [liz], takenTwice), resolved: { 'r-second': punchesOf('b', 12) } };
  const combined = foldHistory(whole, takenTwice);
  const apart = (before: Standing, history: readonly Visited[]) =>
    separatedStanding(combined, { before, history }, takenTwice);
  expect(redemptionStates(apart(betty, [a, first, second])).get('r-second')).toBe('confirmed');
  expect(said(cards(apart(liz, [b])))).toEqual(['open 1/12']);
});
