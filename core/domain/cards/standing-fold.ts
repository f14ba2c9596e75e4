import type { Standing, StandingTransaction } from './standing';

/** Where a transaction stands in its register's log. */
export interface FoldPlace {
  readonly logId: string;
  readonly sequence: number;
}

/** A customer who has earned nothing yet. */
export declare function emptyStanding(customerId: string): Standing;

/**
 * Adds one finished transaction. The same set of transactions gives the same standing in whatever order they came
 * (OX-4), and one that is in already changes nothing but `through` (OX-2). Ask `needsWholeHistory` first.
 */
export declare function foldTransaction(
  standing: Standing,
  transaction: StandingTransaction,
  place: FoldPlace,
): Standing;

/** Folds a customer's whole history at once; equal to folding one by one. `pinned`: settled or credited redemptions. */
export declare function foldAll(
  customerId: string,
  transactions: readonly (StandingTransaction & FoldPlace)[],
  pinned: readonly string[],
): Standing;

/**
 * True when a late transaction reaches back to facts this standing has condensed, so that only `foldAll` over the whole
 * history gives the right answer. Never for what a register with this standing writes next.
 */
export declare function needsWholeHistory(standing: Standing, transaction: StandingTransaction): boolean;

/** Notes that everything of a log up to `sequence` that concerns this customer is contained. */
export declare function noteThrough(standing: Standing, logId: string, sequence: number): Standing;

/** Notes that an entry is parked: at or below `through`, and not contained. */
export declare function notePark(standing: Standing, logId: string, sequence: number): Standing;

/** True when the standing contains the entry, so that it need not be laid over. */
export declare function isContained(standing: Standing, place: FoldPlace): boolean;
