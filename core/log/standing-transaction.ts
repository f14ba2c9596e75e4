import type { StandingTransaction } from '../domain/cards/standing';
import type { TransactionFacts } from '../domain/transactions/transaction';
import type { TransactionDocument } from '../domain/transactions/transaction-document';
import type { Instant } from '../kernel/amounts';
import type { LogEntry } from './entry';
import { orderKey } from './order';

/**
 * The loyalty part of a finished transaction, for the fold; null when the entry is no transaction or has no customer
 * (LK-12). `orderInstant`: fixed at acceptance, or the register's own estimate before it.
 *
 * An entry's body must have been checked by its schema before.
 */
export function standingTransactionOf(
  source: LogEntry | TransactionDocument,
  orderInstant: Instant,
): StandingTransaction | null {
  if ('kind' in source && source.kind !== 'transaction-finished') return null;
  const facts = source.facts as unknown as TransactionFacts;
  if (facts.customerId === null) return null;

  const { registerId, logId, sequence, locationId, userId } = source;
  const { punches, redemptions, businessDate, receiptNumber } = facts;
  const named = new Set([...punches, ...redemptions].map(({ line }) => line));
  return {
    id: facts.transactionId,
    order: orderKey(orderInstant, registerId, logId, sequence),
    ...{ businessDate, receiptNumber, locationId, registerId, userId },
    finishedAt: 'kind' in source ? source.shownAt : source.finishedAt,
    lines: facts.lines.flatMap(({ upc, description, entry, kind }, line) =>
      named.has(line) ? [{ line, upc, description, entry, kind }] : [],
    ),
    ...{ punches, redemptions },
  };
}
