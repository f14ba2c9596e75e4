import type { Standing, StandingTransaction } from '../../../core/domain/cards/standing';
import {
  foldHistory,
  foldTransaction,
  needsWholeHistory,
  notePark,
  noteThrough,
} from '../../../core/domain/cards/standing-fold';
import type { TransactionDocument } from '../../../core/domain/transactions/transaction-document';
import type { Pending } from '../log/pending';
import type { ActingScene, EntryScene } from './entry-scene';
import { historicTransaction, type HistoricTransaction } from './historic-transaction';

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
  const anew = await foldAnew({ pending, lookup }, standing);
  return withParked(noteThrough(anew, place.logId, place.sequence), entry.logId, parked);
}

/** The standing folded from the whole history of its members, by what a person has decided of it. */
export async function foldAnew(
  { pending, lookup }: Pick<ActingScene, 'pending' | 'lookup'>,
  standing: Standing,
): Promise<Standing> {
  // Transactions of this batch are written but not committed yet.
  const history = [...(await lookup.historyOf(standing.members)), ...ofThisBatch(pending, standing.members)];
  return withThrough(foldHistory(standing, history), standing);
}

/** Finished transactions of these customers that this unit of work has written. */
export function ofThisBatch(pending: Pending, customerIds: readonly string[]): readonly HistoricTransaction[] {
  const rows = [...pending.documents.values()].filter(
    ({ collection, owner }) => collection === 'transactions' && owner !== null && customerIds.includes(owner),
  );
  return rows.flatMap(({ document }) => historicTransaction(document as unknown as TransactionDocument));
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
