import { ok, refuse, type Result } from '../../../core/kernel/result';
import { isIntact, type LogEntry } from '../../../core/log/entry';
import type { LogHead } from '../../../core/sync/log';
import type { CommitRefusal } from './commit-queue';
import type { JournalIndex } from './journal-index';
import { receiptSequenceIn } from './receipt-number';

/** Why own entries that come back from server or database are not taken. */
export type ForeignRefusal =
  | CommitRefusal
  | { readonly kind: 'unknown-log' }
  /** Of another register, or a hash does not hold. */
  | { readonly kind: 'not-intact' }
  /** It does not continue the log, or not fit between its neighbours: another history. */
  | { readonly kind: 'not-next' };

/** An entry that may be written, with the receipt number it uses up in a series (0 for none). */
export interface CheckedEntry {
  readonly entry: LogEntry;
  readonly receipts: (series: string) => number;
}

/** Entries that follow `head`, one after the other. Those at or before it must be the ones that are known. */
export function checkAdopted(
  entries: readonly LogEntry[],
  registerId: string,
  head: LogHead,
  hashAt: (sequence: number) => string | undefined,
): Result<readonly CheckedEntry[], ForeignRefusal> {
  const next: LogEntry[] = [];
  let last = { sequence: head.sequence, hash: head.hash };
  for (const entry of entries) {
    if (entry.logId !== head.logId) return refuse({ kind: 'unknown-log' });
    if (entry.registerId !== registerId || !isIntact(entry)) return refuse({ kind: 'not-intact' });
    if (entry.sequence <= head.sequence) {
      if ((hashAt(entry.sequence) ?? entry.hash) !== entry.hash) return refuse({ kind: 'not-next' });
      continue;
    }
    if (entry.sequence !== last.sequence + 1 || entry.previousHash !== last.hash) return refuse({ kind: 'not-next' });
    next.push(entry);
    last = entry;
  }
  return ok(next.map(checked));
}

/** Entries for holes. Each must hang on the chain on both sides, as far as its neighbours are known. */
export function checkFilled(
  entries: readonly LogEntry[],
  registerId: string,
  index: JournalIndex,
  next: readonly LogEntry[],
): Result<readonly CheckedEntry[], ForeignRefusal> {
  const name = (logId: string, sequence: number) => `${logId}/${sequence}`;
  const given = new Map(entries.map((entry) => [name(entry.logId, entry.sequence), entry]));
  const behind = new Map(next.map((entry) => [name(entry.logId, entry.sequence), entry]));
  const wanted: LogEntry[] = [];
  for (const entry of entries) {
    const { logId, sequence } = entry;
    const log = index.log(logId);
    if (log === undefined) return refuse({ kind: 'unknown-log' });
    if (entry.registerId !== registerId || !isIntact(entry)) return refuse({ kind: 'not-intact' });
    if (!log.isMissing(sequence)) continue;
    const before = log.hashAt(sequence - 1) ?? given.get(name(logId, sequence - 1))?.hash ?? entry.previousHash;
    const follower = behind.get(name(logId, sequence + 1)) ?? given.get(name(logId, sequence + 1));
    const fits =
      entry.hash === (log.hashAt(sequence) ?? entry.hash) &&
      entry.previousHash === before &&
      entry.hash === (follower?.previousHash ?? entry.hash);
    if (!fits) return refuse({ kind: 'not-next' });
    wanted.push(entry);
  }
  return ok(wanted.map(checked));
}

function checked(entry: LogEntry): CheckedEntry {
  return { entry, receipts: (series) => receiptSequenceIn(entry.facts['receiptNumber'], series) ?? 0 };
}
