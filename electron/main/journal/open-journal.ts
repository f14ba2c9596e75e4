import type { Clock, IdSource } from '../../../core/kernel/ports';
import type { EntryPlaces } from './build-entry';
import { CommitQueue, type Doubtful } from './commit-queue';
import type { Disk } from './disk';
import { EntryReader } from './entry-reader';
import { entryToWrite } from './frame';
import { Journal } from './journal';
import { JournalMeta } from './journal-meta';
import { seriesOf } from './receipt-number';
import { scanJournal, type LastFrame, type Scan } from './scan';
import { copyWhatSealedLogsHold } from './seal';
import { SEGMENT_BYTES, SegmentWriter, SPARE_SEGMENTS, type ForeignHand } from './segments';

export interface JournalOptions {
  readonly disk: Disk;
  /** Holds nothing but this journal. Made when it is not there. */
  readonly folder: string;
  readonly registerId: string;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Location and register number at the moment of an append. */
  readonly places: EntryPlaces;
  /** True when this register had a journal before: a new one then counts receipts in a series of its own (SA-9). */
  readonly hadJournal: boolean;
  /** Another hand is on the files: nothing is written any more, main is to stop. */
  readonly onStopped: (error: ForeignHand) => void;
  readonly segmentBytes?: number;
  readonly spareSegments?: number;
}

/**
 * Opens the journal of a register, or makes it. Reads every segment once; damage is set aside and reported, never a
 * reason to stop. Rejects when what is written cannot be known (see `scanJournal`) or a new journal cannot be begun.
 */
export async function openJournal(options: JournalOptions): Promise<Journal> {
  const { disk, folder, registerId, clock, ids, places, onStopped } = options;
  const { segmentBytes = SEGMENT_BYTES, spareSegments = SPARE_SEGMENTS } = options;
  await disk.makeFolder(folder);
  const scan = await scanJournal(disk, folder, segmentBytes);
  const { index, damage } = scan;
  const meta = await JournalMeta.open(disk, folder);
  const reader = new EntryReader(disk, folder);
  const writer = new SegmentWriter({ disk, folder, registerId, segmentBytes, spareSegments }, scan);
  // Without a place to go on in, the first write begins a new segment.
  if (scan.open !== null) await goOnIn(scan.open, writer, options).catch(() => undefined);

  // What waits together, and one large append behind it, fit into one segment.
  const maxAppendBytes = segmentBytes / 4;
  const parts = { index, writer, reader, maxBatchBytes: maxAppendBytes, onStopped };
  const queue = new CommitQueue(parts, await perhapsNotFlushed(scan.lastFrame, reader));
  if (index.current === undefined) await beginFirstLog(queue, scan, options);
  // Written once more what was written last; then on with copying, where a crash ended it. A disk that takes neither
  // now is asked again by the first append.
  await queue.run(() => undefined);
  await copyWhatSealedLogsHold({ registerId, index, reader, queue, maxAppendBytes });
  void writer.prepareSpares();
  return new Journal({
    ...{ disk, folder, registerId, clock, ids, places, index, meta, writer, reader, queue, damage },
    maxAppendBytes,
  });
}

/** A process that ended early may have left the last segment with a name that a power cut would still take away. */
async function goOnIn(open: NonNullable<Scan['open']>, writer: SegmentWriter, { disk, folder }: JournalOptions) {
  await disk.syncFolder(folder);
  await writer.continueIn(open.number, open.position);
}

async function beginFirstLog(queue: CommitQueue, scan: Scan, { ids, hadJournal }: JournalOptions): Promise<void> {
  const logId = ids.newId();
  const series = hadJournal || scan.lastNumber > 0 ? seriesOf(logId) : '';
  const begun = await queue.run((batch) => {
    batch.begins = { logId, series, copies: null };
  });
  if (!begun.ok) throw new Error(`The journal could not be begun: ${begun.refusal.kind}.`);
}

/**
 * A process that ended between write and flush leaves a last frame that can be read and may still be lost. It is
 * written again, so that what is told about it from now on is true.
 */
async function perhapsNotFlushed(last: LastFrame | null, reader: EntryReader): Promise<Doubtful | null> {
  if (last === null) return null;
  const { entries } = await reader.read(last.entries).catch(() => ({ entries: [] }));
  const receipts = new Map(last.entries.map((line) => [line.hash, line.receipts]));
  return {
    begins: last.begins,
    entries: entries.map((entry) => entryToWrite(entry, receipts.get(entry.hash) ?? 0)),
  };
}
