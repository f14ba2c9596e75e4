import type { Card } from '../../../core/domain/cards/card';
import type { CardsQuestion } from '../../../core/domain/cards/cards-of';
import type { Standing, StandingTransaction } from '../../../core/domain/cards/standing';
import { foldAll, type FoldPlace } from '../../../core/domain/cards/standing-fold';
import type { Punch, PunchRef, Redemption } from '../../../core/domain/transactions/transaction';
import { orderKey } from '../../../core/log/order';
import { MIDTOWN } from './customers';
import { upc } from './programs';
import { instant } from './values';

/** One unit of the $60 bag on the card for large bags. */
export function aPunch(stated: Partial<Punch> = {}): Punch {
  return {
    ...{ line: 0, unit: 0, programId: 'program-acme', programCardId: 'card-large', buyX: 12, valueCents: 6000 },
    ...{ reason: null, reasonText: '' },
    ...stated,
  };
}

export function aRedemption(stated: Partial<Redemption> = {}): Redemption {
  return {
    ...{ redemptionId: 'redemption-1', programId: 'program-acme', programCardId: 'card-large', punches: [] },
    ...{ line: 9, claimedUpc: upc(60), claimedValueCents: 6000, takenUpc: upc(60), discountCents: 6000 },
    ...stated,
  };
}

/** A visit as tests tell it: when, what was bought, what was taken. */
export interface Visit {
  readonly id: string;
  readonly at?: string;
  /** Units of the bag of that many dollars, all on one line. */
  readonly units?: number;
  readonly dollars?: number;
  readonly buyX?: number;
  readonly programCardId?: string;
  readonly redemptions?: readonly Redemption[];
  readonly registerId?: string;
  readonly sequence?: number;
}

export type Visited = StandingTransaction & FoldPlace;

/** A finished visit at Midtown, ready to fold: by default one $60 bag on 2026-01-10. */
export function aVisit(visit: Visit): Visited {
  const { id, units = 1, dollars = 60, buyX = 12, programCardId = 'card-large', redemptions = [] } = visit;
  const { at = '2026-01-10T15:00Z', registerId = 'register-1', sequence = 1 } = visit;
  const finishedAt = instant(at);
  const logId = `log-of-${registerId}`;
  const description = `Bag at ${String(dollars)} dollars`;
  return {
    ...{ id, logId, sequence, order: orderKey(finishedAt, registerId, logId, sequence), finishedAt },
    ...{ businessDate: at.slice(0, 10), locationId: MIDTOWN, registerId, userId: 'cashier-1', receiptNumber: id },
    lines: [
      ...(units > 0 ? [{ line: 0, upc: upc(dollars), description, entry: 'scan', kind: 'purchase' }] : []),
      ...redemptions.map(({ line, takenUpc }) => ({
        ...{ line, upc: takenUpc, description: 'Free bag', entry: 'scan', kind: 'free-good' },
      })),
    ],
    punches: Array.from({ length: units }, (_, unit) =>
      aPunch({ unit, programCardId, buyX, valueCents: dollars * 100 }),
    ),
    redemptions: [...redemptions],
  };
}

/** Names `units` punches of a visit's only line. */
export function punchesOf(visitId: string, units: number, from = 0): PunchRef[] {
  return Array.from({ length: units }, (_, unit) => ({ transactionId: visitId, line: 0, unit: from + unit }));
}

/** Betty's standing after these visits. */
export function aStanding(...visits: readonly Visit[]): Standing {
  return foldAll('betty', visits.map(aVisit), []);
}

/** Asked at Midtown on 2026-03-01, with nothing unconfirmed. */
export function aQuestion(stated: Partial<CardsQuestion> = {}): CardsQuestion {
  return { today: '2026-03-01', locationId: MIDTOWN, unconfirmedTransactions: new Set(), ...stated };
}

/** Cards as a cashier would say them: `completed 12/12`. */
export function said(cards: readonly Card[]): string[] {
  return cards.map(({ status, count, buyX }) => `${status} ${String(count)}/${String(buyX)}`);
}
