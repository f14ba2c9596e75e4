import type { StandingTransaction } from '../../../core/domain/cards/standing';
import type { FoldPlace } from '../../../core/domain/cards/standing-fold';
import type { TransactionDocument } from '../../../core/domain/transactions/transaction-document';
import { standingTransactionOf } from '../../../core/log/standing-transaction';

/** A transaction as a whole history is folded from. */
export type HistoricTransaction = StandingTransaction & FoldPlace;

/** The loyalty part of a kept transaction with its place; nothing for one without a customer. */
export function historicTransaction(document: TransactionDocument): readonly HistoricTransaction[] {
  const transaction = standingTransactionOf(document, document.orderInstant);
  return transaction === null ? [] : [{ ...transaction, logId: document.logId, sequence: document.sequence }];
}
