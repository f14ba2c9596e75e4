import type { Program } from '../programs/program';
import type { TransactionFacts } from './transaction';

/** Something a register decided otherwise than the rules of the versions it named say. */
export interface RuleDifference {
  readonly code:
    | 'program-unknown'
    | 'card-unknown'
    | 'not-enrolled'
    | 'line-unknown'
    | 'unit-unknown'
    | 'unit-punched-twice'
    | 'item-not-listed'
    | 'item-not-qualifying'
    | 'wrong-x'
    | 'wrong-value'
    | 'reason-missing'
    | 'wrong-punch-count'
    | 'punched-and-free'
    | 'item-not-redeemable'
    | 'value-too-high'
    | 'discount-too-high'
    | 'wrong-discount-sum';
  /** Where: `punches/3`, `redemptions/0`, `discountCents`. */
  readonly path: string;
  /** One sentence for support. */
  readonly message: string;
}

/**
 * Compares a transaction with the rules it names. `programs`: the versions named by the entry. Never changes an amount
 * and never refuses: the differences open a work item.
 */
export declare function checkTransaction(
  facts: TransactionFacts,
  programs: readonly Program[],
  locationId: string,
): readonly RuleDifference[];
