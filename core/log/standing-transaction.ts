import type { StandingTransaction } from '../domain/cards/standing';
import type { TransactionDocument } from '../domain/transactions/transaction-document';
import type { Instant } from '../kernel/amounts';
import type { LogEntry } from './entry';

/**
 * The loyalty part of a finished transaction, for the fold; null when the entry is no transaction or has no customer
 * (LK-12). `orderInstant`: fixed at acceptance, or the register's own estimate before it.
 */
export declare function standingTransactionOf(
  source: LogEntry | TransactionDocument,
  orderInstant: Instant,
): StandingTransaction | null;
