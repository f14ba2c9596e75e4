import type { Standing, StandingTransaction } from '../../../core/domain/cards/standing';
import {
  foldAll,
  foldTransaction,
  needsWholeHistory,
  notePark,
  noteThrough,
  type FoldPlace,
} from '../../../core/domain/cards/standing-fold';
import type { TransactionDocument } from '../../../core/domain/transactions/transaction-document';
import { named, type Pending } from '../log/pending';
import type { EntryScene } from './entry-scene';

/** The standing with one more transaction, and with what it says of the log the transaction came in. */
export async function foldIn(
  { entry, parked, pending, lookup }: EntryScene,
  standing: Standing,
  transaction: StandingTransaction,
): Promise<Standing> {
  const place = { logId: entry.logId, sequence: entry.sequence };
  if (!needsWholeHistory(standing, transaction)) {
    return withParked(foldTransaction(standing, transaction, place), entry.logId, parked);
  }
  const committed = await lookup.historyOf(standing.id);
  const history = [...committed, ...ofThisBatch(pending, standing), { ...transaction, ...place }];
  const anew = withThrough(foldAll(standing.id, history, standing.pinned), standing);
  return withParked(noteThrough(anew, place.logId, place.sequence), entry.logId, parked);
}

/** Transactions of this batch are not committed yet, but the standing has them. */
function ofThisBatch(pending: Pending, { transactions }: Standing): readonly (StandingTransaction & FoldPlace)[] {
  return transactions.flatMap((one) => {
    const row = pending.documents.get(named.document('transactions', one.id));
    if (row === undefined) return [];
    const { logId, sequence } = row.document as unknown as TransactionDocument;
    return [{ ...one, logId, sequence }];
  });
}

/** What the standing said before of logs, also of copies of entries in other logs. */
function withThrough(anew: Standing, before: Standing): Standing {
  return Object.entries(before.through).reduce(
    (noted, [logId, { sequence, parked }]) => withParked(noteThrough(noted, logId, sequence), logId, parked),
    anew,
  );
}

/** Says which entries at or below `through` are not contained; whom they concern cannot be known. */
function withParked(standing: Standing, logId: string, parked: readonly number[]): Standing {
  const { sequence } = standing.through[logId] ?? { sequence: 0 };
  return parked.filter((one) => one < sequence).reduce((noted, one) => notePark(noted, logId, one), standing);
}
