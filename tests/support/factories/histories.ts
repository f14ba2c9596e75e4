import fc from 'fast-check';
import type { PunchRef } from '../../../core/domain/transactions/transaction';
import { aRedemption, aVisit, type Visited } from './standings';

/** A customer's visits in any order, and the redemptions an Admin or a batch has settled. */
export interface History {
  readonly visits: readonly Visited[];
  readonly pinned: readonly string[];
}

interface Told {
  readonly minute: number;
  readonly register: number;
  readonly units: number;
  /** Redeems the oldest punches it believes free: so many cards of twelve. */
  readonly cards: number;
  /** Also names these punches, whoever used them: crossing registers, late arrivals, nonsense. */
  readonly wild: readonly { readonly visit: number; readonly unit: number; readonly count: number }[];
  readonly pins: boolean;
}

const told: fc.Arbitrary<Told> = fc.record({
  minute: fc.nat({ max: 40_000 }),
  register: fc.nat({ max: 2 }),
  units: fc.oneof(fc.constantFrom(0, 1, 2), fc.nat({ max: 30 })),
  cards: fc.nat({ max: 4 }),
  wild: fc.oneof(
    { weight: 5, arbitrary: fc.constant([]) },
    {
      weight: 1,
      arbitrary: fc.array(
        fc.record({ visit: fc.nat({ max: 40 }), unit: fc.nat({ max: 31 }), count: fc.integer({ min: 1, max: 3 }) }),
        { minLength: 1, maxLength: 3 },
      ),
    },
  ),
  pins: fc.oneof({ weight: 12, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});

/** Histories long and heavy enough that much of them is condensed. */
export function someHistory(): fc.Arbitrary<History> {
  return fc.array(told, { minLength: 1, maxLength: 45, size: 'max' }).map(historyOf);
}

function historyOf(tellings: readonly Told[]): History {
  const inTime = [...tellings].sort((a, b) => a.minute - b.minute);
  const believedFree: PunchRef[] = [];
  const pinned: string[] = [];
  const idOf = (visit: number) => `visit-${String(visit)}`;
  const visits = inTime.map(({ minute, register, units, cards, wild, pins }, index) => {
    for (let unit = 0; unit < units; unit += 1) believedFree.push({ transactionId: idOf(index), line: 0, unit });
    const full = Array.from({ length: cards }, () => (believedFree.length < 12 ? [] : believedFree.splice(0, 12)));
    const named = wild.map(({ visit, unit, count }) =>
      Array.from({ length: count }, (_, next) => ({ transactionId: idOf(visit), line: 0, unit: unit + next })),
    );
    const redemptions = [...full, ...named]
      .filter((punches) => punches.length > 0)
      .map((punches, place) =>
        aRedemption({ redemptionId: `${idOf(index)}-${String(place)}`, line: 1 + place, punches }),
      );
    if (pins) pinned.push(...redemptions.map(({ redemptionId }) => redemptionId));
    const at = new Date(Date.UTC(2025, 0, 1) + minute * 60_000).toISOString();
    return aVisit({
      id: idOf(index),
      at,
      units,
      redemptions,
      registerId: `register-${String(register)}`,
      sequence: index + 1,
    });
  });
  return { visits, pinned };
}
