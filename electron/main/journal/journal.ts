import type { Acknowledgement, JournalState } from '../../../core/ipc/data-port';
import type { Clock, IdSource } from '../../../core/kernel/ports';
import { ok, refuse, type Result } from '../../../core/kernel/result';
import type { LogEntry } from '../../../core/log/entry';
import { buildEntry, type EntryPlaces, type JournalAppend } from './build-entry';
import type { Batch, CommitQueue, CommitRefusal } from './commit-queue';
import type { Disk } from './disk';
import { eraseInJournal } from './erasing';
import type { EntryReader } from './entry-reader';
import { entryToWrite } from './frame';
import { checkAdopted, checkFilled, type ForeignRefusal } from './foreign-entries';
import type { IndexedEntry, JournalIndex } from './journal-index';
import type { JournalMeta } from './journal-meta';
import { seriesOf } from './receipt-number';
import type { Damage } from './scan';
import { copyWhatSealedLogsHold } from './seal';
import type { SegmentWriter } from './segments';
import { journalState } from './journal-state';
import { verifyChain, type BrokenEntry } from './verify-chain';

/** Under this much free room pulls stop, so that sales go on (1 GB). */
export const LOW_DISK_BYTES = 1_000_000_000;

/** Bytes of one `read`; at least one entry is answered. */
const MAX_READ_BYTES = 8 * 1024 * 1024;

export type JournalRefusal = CommitRefusal | { readonly kind: 'entry-too-large' };

/** An entry that is in the journal and flushed. */
export interface Appended {
  readonly entry: LogEntry;
  /** Its effect id was known: this is the first entry, nothing was written (OX-2). */
  readonly repeated: boolean;
}

export interface JournalParts {
  readonly disk: Disk;
  readonly folder: string;
  readonly registerId: string;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly places: EntryPlaces;
  readonly index: JournalIndex;
  readonly meta: JournalMeta;
  readonly writer: SegmentWriter;
  readonly reader: EntryReader;
  readonly queue: CommitQueue;
  readonly damage: readonly Damage[];
  readonly maxAppendBytes: number;
}

/**
 * The register log on disk, and the only place that numbers entries. What `append` has answered survives a power cut;
 * everything else a register stores can be rebuilt from here and from the server. Made by `openJournal`.
 */
export class Journal {
  #diskLow = false;

  constructor(private readonly parts: JournalParts) {}

  /** What was found wrong with the files at the start. */
  get damage(): readonly Damage[] {
    return this.parts.damage;
  }

  /**
   * Writes entries, all or none, and returns when they are flushed. Appends that wait at the same time share a flush.
   * An effect id the journal knows is answered with its first entry.
   */
  async append(requests: readonly JournalAppend[]): Promise<Result<readonly Appended[], JournalRefusal>> {
    const { queue, maxAppendBytes } = this.parts;
    const bytes = requests.reduce((sum, { facts, personal }) => sum + JSON.stringify([facts, personal]).length, 0);
    if (bytes > maxAppendBytes) return refuse({ kind: 'entry-too-large' });
    const committed = await queue.run((batch) => requests.map((request) => this.#appendTo(batch, request)));
    if (!committed.ok) return committed;
    const appended: Appended[] = [];
    for (const { entry, repeated } of committed.value) {
      const known = 'segment' in entry ? (await this.#read([entry]))[0] : entry;
      // The effect is known, but its line cannot be read now: the first entry has to be filled in before.
      if (known === undefined) return refuse({ kind: 'not-written' });
      appended.push({ entry: known, repeated });
    }
    return ok(appended);
  }

  #appendTo(
    batch: Batch,
    request: JournalAppend,
  ): { readonly entry: LogEntry | IndexedEntry; readonly repeated: boolean } {
    const known = batch.byEffect(request.effectId)?.entry ?? this.parts.index.byEffect(request.effectId);
    if (known !== undefined) return { entry: known, repeated: true };
    const { registerId, clock, ids, places, meta } = this.parts;
    const logId = batch.currentLogId;
    const written = buildEntry(request, {
      ...{ registerId, logId, series: batch.series, receipts: batch.receipts(logId), head: batch.head(logId) },
      ...{ shownAt: clock.now(), offsetMs: meta.offsetMs, place: places(), ids },
    });
    batch.append(written);
    return { entry: written.entry, repeated: false };
  }

  /** Entries of a log with `sequence > after`, ascending, without the missing ones. Empty for an unknown log. */
  async read(logId: string, after: number, limit: number): Promise<readonly LogEntry[]> {
    const wanted: IndexedEntry[] = [];
    let bytes = 0;
    for (const line of this.parts.index.log(logId)?.range(after, Infinity) ?? []) {
      bytes += line.bytes;
      if (wanted.length === limit || (wanted.length > 0 && bytes > MAX_READ_BYTES)) break;
      wanted.push(line);
    }
    return this.#read(wanted);
  }

  /** The entry of an effect, in whatever log; null when there is none. */
  async find(effectId: string): Promise<LogEntry | null> {
    const line = this.parts.index.byEffect(effectId);
    return line === undefined ? null : ((await this.#read([line]))[0] ?? null);
  }

  /** True when the effect is in the journal. */
  holds(effectId: string): boolean {
    return this.parts.index.byEffect(effectId) !== undefined;
  }

  async #read(lines: readonly IndexedEntry[]): Promise<readonly LogEntry[]> {
    const { entries, unreadable } = await this.parts.reader.read(lines);
    for (const { logId, sequence } of unreadable) this.parts.index.log(logId)?.lose(sequence);
    return entries;
  }

  /** Logs, heads, what is missing, what the server has not got yet. */
  state(): JournalState {
    const { registerId, index, meta } = this.parts;
    return { ...journalState(registerId, index, meta), diskLow: this.#diskLow };
  }

  /** Takes own entries that the server holds and this journal does not: the server is ahead and agrees. */
  adopt(entries: readonly LogEntry[]): Promise<Result<null, ForeignRefusal>> {
    return this.#inSlices(entries, (slice) => this.#adoptSlice(slice));
  }

  async #adoptSlice(entries: readonly LogEntry[]): Promise<Result<null, ForeignRefusal>> {
    const { queue, registerId, index } = this.parts;
    return flatten(
      await queue.run((batch) => {
        const log = index.log(batch.currentLogId);
        const checked = checkAdopted(entries, registerId, batch.head(batch.currentLogId), (at) => log?.hashAt(at));
        if (!checked.ok) return checked;
        for (const { entry, receipts } of checked.value) {
          batch.append(entryToWrite(entry, Math.max(batch.receipts(entry.logId), receipts(batch.series))));
        }
        return ok(null);
      }),
    );
  }

  /** Puts entries where frames were damaged; what is not missing is left alone. */
  async fill(entries: readonly LogEntry[]): Promise<Result<null, ForeignRefusal>> {
    const filled = await this.#inSlices(entries, (slice) => this.#fillSlice(slice));
    return filled.ok ? this.#copySealed() : filled;
  }

  async #fillSlice(entries: readonly LogEntry[]): Promise<Result<null, ForeignRefusal>> {
    const { queue, registerId, index } = this.parts;
    const behind = entries.flatMap(({ logId, sequence }) => index.log(logId)?.at(sequence + 1) ?? []);
    const next = await this.#read(behind);
    return flatten(
      await queue.run((batch) => {
        const checked = checkFilled(entries, registerId, index, next);
        if (!checked.ok) return checked;
        for (const { entry, receipts } of checked.value) {
          const series = index.log(entry.logId)?.beginning.series ?? '';
          if (batch.byEffect(entry.effectId) === undefined) batch.addWithin(entryToWrite(entry, receipts(series)));
        }
        return ok(null);
      }),
    );
  }

  /** A frame has to fit into a segment; what comes back from server or database may be more. */
  async #inSlices(
    entries: readonly LogEntry[],
    take: (slice: readonly LogEntry[]) => Promise<Result<null, ForeignRefusal>>,
  ): Promise<Result<null, ForeignRefusal>> {
    let slice: LogEntry[] = [];
    let bytes = 0;
    for (const entry of entries) {
      const size = JSON.stringify(entry).length;
      if (slice.length > 0 && bytes + size > this.parts.maxAppendBytes) {
        const taken = await take(slice);
        if (!taken.ok) return taken;
        slice = [];
        bytes = 0;
      }
      slice.push(entry);
      bytes += size;
    }
    return take(slice);
  }

  /**
   * Ends the current log and goes on in a new one with a copy of everything after `agreedThrough` (a disk image was
   * restored, or this installation was cloned). Sealing a log that is sealed already changes nothing.
   */
  async seal(logId: string, agreedThrough: number): Promise<Result<null, ForeignRefusal>> {
    const { queue, index, ids, meta } = this.parts;
    if (index.log(logId) === undefined) return refuse({ kind: 'unknown-log' });
    const begun = await queue.run((batch) => {
      if (batch.currentLogId !== logId || batch.begins !== null) return;
      const next = ids.newId();
      batch.begins = { logId: next, series: seriesOf(next), copies: { logId, after: agreedThrough } };
    });
    if (!begun.ok) return begun;
    // Not to know what the server has costs a few duplicates; not to copy would hide what was finished.
    await meta.seenThrough(logId, agreedThrough).catch(() => undefined);
    return this.#copySealed();
  }

  /**
   * Takes away everything personal of these customers from every segment, of sealed logs, too; chain and index hold.
   * Repeating it changes nothing. What was refused is to be asked again.
   */
  erase(customerIds: readonly string[]): Promise<Result<null, CommitRefusal>> {
    return eraseInJournal(this.parts, new Set(customerIds));
  }

  #copySealed(): Promise<Result<null, CommitRefusal>> {
    return copyWhatSealedLogsHold(this.parts);
  }

  /** Keeps the server's signed word; an older one changes nothing. Rejects when the disk does. */
  acknowledge(word: Acknowledgement): Promise<void> {
    return this.parts.meta.acknowledge(word);
  }

  /** A higher epoch began: all logs are to be offered again. Rejects when the disk does. */
  beginEpoch(epochNumber: number): Promise<void> {
    return this.parts.meta.beginEpoch(epochNumber);
  }

  /** Server clock minus shown clock, milliseconds; goes into the entries that follow. Rejects when the disk does. */
  setOffset(offsetMs: number): Promise<void> {
    return this.parts.meta.setOffset(offsetMs);
  }

  /** Looks at the free room, and makes spare segments that are still lacking. Answers whether room is low. */
  async checkRoom(): Promise<boolean> {
    const { disk, folder, writer } = this.parts;
    this.#diskLow = (await disk.freeBytes(folder)) < LOW_DISK_BYTES;
    void writer.prepareSpares();
    return this.#diskLow;
  }

  /**
   * Checks hashes and chain of every entry, a few at a time with `pause` between; what does not hold counts as missing
   * from then on.
   */
  verify(pause: () => Promise<void>): Promise<readonly BrokenEntry[]> {
    return verifyChain(this.parts.index, (logId, after, limit) => this.read(logId, after, limit), pause);
  }

  /** Returns when everything that waits is written and the files are closed. */
  async close(): Promise<void> {
    await this.parts.queue.idle();
    await this.parts.writer.close();
    await this.parts.reader.close();
  }
}

function flatten<Value, Refusal, More>(outcome: Result<Result<Value, Refusal>, More>): Result<Value, Refusal | More> {
  return outcome.ok ? outcome.value : outcome;
}
