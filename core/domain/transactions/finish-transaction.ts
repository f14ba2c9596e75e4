import type { CalendarDate } from '../../kernel/amounts';
import type { Result } from '../../kernel/result';
import type { ProgramBook } from '../programs/program-book';
import type { CheckoutDraft } from './checkout-draft';
import type { CheckoutRefusal } from './checkout-refusal';
import type { CheckoutBlock, CheckoutView } from './checkout-view';
import type { TransactionFacts } from './transaction';

/** What **Finished** writes: the facts of one entry and the versions of the programs it was decided with (PR-9). */
export interface FinishedCheckout {
  readonly facts: TransactionFacts;
  readonly ruleVersions: Readonly<Record<string, number>>;
}

/** Nothing was finished; `blocks` says what is missing. */
export interface FinishRefusal extends CheckoutRefusal {
  readonly blocks: readonly CheckoutBlock[];
}

/**
 * Turns a checkout into the facts of `transaction-finished` (RD-7, PU-9). `receiptNumber` may be '' where the journal
 * gives it out.
 */
export declare function finishTransaction(
  draft: CheckoutDraft,
  view: CheckoutView,
  given: { readonly book: ProgramBook; readonly businessDate: CalendarDate; readonly receiptNumber: string },
): Result<FinishedCheckout, FinishRefusal>;
