import { ok, type Result } from '../../../core/kernel/result';
import { placeEntry } from '../../../core/log/entry';
import type { CommitQueue, CommitRefusal } from './commit-queue';
import type { EntryReader } from './entry-reader';
import { entryToWrite } from './frame';
import type { IndexedEntry, IndexedLog, JournalIndex } from './journal-index';

/**
 * Copies what sealed logs hold beyond what the server agreed with into the logs that followed them: same effect ids,
 * same contents, new places. Finds by itself what is still to do, so that it goes on after a crash, and takes up
 * entries that were filled in later.
 */
export async function copyWhatSealedLogsHold(parts: {
  readonly registerId: string;
  readonly index: JournalIndex;
  readonly reader: EntryReader;
  readonly queue: CommitQueue;
  readonly maxAppendBytes: number;
}): Promise<Result<null, CommitRefusal>> {
  const { index, queue, reader, registerId } = parts;
  for (const target of index.logs) {
    for (const lines of slices(notYetCopied(index, target), parts.maxAppendBytes)) {
      const { entries } = await reader.read(lines);
      const copied = await queue.run((batch) => {
        for (const entry of entries) {
          const { logId, sequence, hash } = batch.head(target.logId);
          const place = { registerId, logId, sequence: sequence + 1, previousHash: hash };
          // A copy keeps its old receipt number: the new series has not given one out for it.
          batch.append(entryToWrite(placeEntry(place, entry), batch.receipts(logId)));
        }
      });
      if (!copied.ok) return copied;
    }
  }
  return ok(null);
}

function notYetCopied(index: JournalIndex, target: IndexedLog): readonly IndexedEntry[] {
  const { copies } = target.beginning;
  const source = copies === null ? undefined : index.log(copies.logId);
  if (copies === null || source === undefined) return [];
  const copied = new Set([...target.range(0, Infinity)].map(({ effectId }) => effectId));
  return [...source.range(copies.after, Infinity)].filter(({ effectId }) => !copied.has(effectId));
}

/** What fits into one frame together. */
function* slices(lines: readonly IndexedEntry[], maxBytes: number): Generator<readonly IndexedEntry[]> {
  let slice: IndexedEntry[] = [];
  let bytes = 0;
  for (const line of lines) {
    bytes += line.bytes;
    if (slice.length > 0 && bytes > maxBytes) {
      yield slice;
      slice = [];
      bytes = line.bytes;
    }
    slice.push(line);
  }
  if (slice.length > 0) yield slice;
}
