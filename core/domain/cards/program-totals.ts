import type { ProgramTotals, Standing, StandingTransaction } from './standing';

type Totals = Readonly<Record<string, ProgramTotals>>;

const NONE: ProgramTotals = { itemsPurchased: 0, freeGoods: 0, rebatesCents: 0 };

/**
 * Life-long counts by program id, over all locations (CP-1, CP-6). A free good counts when it was given, also in a
 * conflict: the customer did receive it.
 */
export function programTotalsOf(standing: Standing): Totals {
  return standing.transactions.reduce(addTotals, standing.condensed.totals);
}

/** Counts the punches and redemptions of a transaction. */
export function addTotals(totals: Totals, facts: Pick<StandingTransaction, 'punches' | 'redemptions'>): Totals {
  if (facts.punches.length === 0 && facts.redemptions.length === 0) return totals;
  const sum: Record<string, ProgramTotals> = { ...totals };
  for (const { programId } of facts.punches) {
    const { itemsPurchased, ...rest } = sum[programId] ?? NONE;
    sum[programId] = { ...rest, itemsPurchased: itemsPurchased + 1 };
  }
  for (const { programId } of facts.redemptions) {
    const { freeGoods, ...rest } = sum[programId] ?? NONE;
    sum[programId] = { ...rest, freeGoods: freeGoods + 1 };
  }
  return sum;
}
