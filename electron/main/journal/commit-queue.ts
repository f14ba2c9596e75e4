import { refuse, ok, type Result } from '../../../core/kernel/result';
import { erasedEntry } from '../../../core/log/erased-entry';
import type { LogHead } from '../../../core/sync/log';
import { isDiskFull } from './disk';
import type { EntryReader } from './entry-reader';
import { entriesFrame, entryToWrite, type EntryToWrite, type LogBeginning } from './frame';
import type { IndexedEntry, JournalIndex } from './journal-index';
import { ForeignHand, WriteFailed, type SegmentWriter, type Written } from './segments';

/** Why nothing was written; the same may be tried again. */
export interface CommitRefusal {
  readonly kind: 'disk-full' | 'not-written' | 'journal-stopped';
}

/** What will be written together: the index as it is going to be. */
export class Batch {
  readonly entries: EntryToWrite[] = [];
  begins: LogBeginning | null = null;
  #bytes = 0;
  readonly #tails = new Map<string, { readonly head: LogHead; readonly receipts: number }>();
  readonly #effects = new Map<string, EntryToWrite>();

  constructor(
    private readonly index: JournalIndex,
    private readonly maxBytes: number,
    private readonly erased: ReadonlySet<string>,
  ) {}

  /** The current log, counting what this batch begins. */
  get currentLogId(): string {
    return this.begins?.logId ?? this.index.current?.logId ?? '';
  }

  get series(): string {
    return this.begins?.series ?? this.index.current?.beginning.series ?? '';
  }

  head(logId: string): LogHead {
    const empty = { logId, sequence: 0, hash: '0'.repeat(64) };
    return this.#tails.get(logId)?.head ?? this.index.log(logId)?.head ?? empty;
  }

  receipts(logId: string): number {
    return this.#tails.get(logId)?.receipts ?? this.index.log(logId)?.receipts ?? 0;
  }

  /** An entry of this batch by its effect. */
  byEffect(effectId: string): EntryToWrite | undefined {
    return this.#effects.get(effectId);
  }

  /** Adds an entry that stands behind the head of its log. */
  append(entry: EntryToWrite): void {
    const { logId, sequence, hash } = entry.entry;
    this.#tails.set(logId, { head: { logId, sequence, hash }, receipts: entry.receipts });
    this.addWithin(entry);
  }

  /** Adds an entry that fills a hole of its log. */
  addWithin(given: EntryToWrite): void {
    const rest = erasedEntry(given.entry, this.erased);
    const entry = rest === null ? given : entryToWrite(rest, given.receipts);
    this.entries.push(entry);
    this.#effects.set(entry.entry.effectId, entry);
    this.#bytes += entry.line.length;
  }

  get isFull(): boolean {
    return this.#bytes >= this.maxBytes;
  }

  get isEmpty(): boolean {
    return this.entries.length === 0 && this.begins === null;
  }
}

/** Work that waits for its turn. */
interface Job {
  /** Called when its turn has come; adds to the batch what is to be written. */
  readonly prepare: (batch: Batch) => void;
  /** Done by itself instead of being written with others. */
  readonly alone?: () => Promise<void>;
  readonly settle: (outcome: Result<null, CommitRefusal>) => void;
}

/** A frame that was written and perhaps not flushed. */
export interface Doubtful {
  readonly begins: LogBeginning | null;
  readonly entries: readonly EntryToWrite[];
}

/**
 * The one place where entries reach the disk. Jobs that wait together share one frame and one flush.
 *
 * An entry that was built keeps its place: after a failed flush the very same frame goes into a new segment, so that it
 * does not matter which of the two copies survives. When that fails too, what can be read back counts; it is written
 * once more before anything else is, and only then confirmed.
 */
export class CommitQueue {
  readonly #jobs: Job[] = [];
  #running: Promise<void> | null = null;
  #stopped = false;
  #doubtful: Doubtful | null;
  readonly #erased = new Set<string>();

  constructor(
    private readonly parts: {
      readonly index: JournalIndex;
      readonly writer: SegmentWriter;
      readonly reader: EntryReader;
      readonly maxBatchBytes: number;
      readonly onStopped: (error: ForeignHand) => void;
    },
    doubtful: Doubtful | null,
  ) {
    this.#doubtful = doubtful;
  }

  /** True when nothing is written any more (main stops). */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** Waits for its turn and for the flush. What `prepare` answers is handed back with the outcome. */
  run<Value>(prepare: (batch: Batch) => Value): Promise<Result<Value, CommitRefusal>> {
    return new Promise((resolve, reject) => {
      let prepared: { readonly value: Value } | null = null;
      this.#jobs.push({
        prepare(batch) {
          try {
            prepared = { value: prepare(batch) };
          } catch (error) {
            reject(error);
          }
        },
        settle(outcome) {
          if (!outcome.ok) resolve(outcome);
          else if (prepared !== null) resolve(ok(prepared.value));
        },
      });
      this.#running ??= this.#work();
    });
  }

  /** Does `work` in its turn, while nothing is being written. It may fail as a write may. */
  alone(work: () => Promise<void>): Promise<Result<null, CommitRefusal>> {
    return new Promise((settle) => {
      this.#jobs.push({ prepare: () => undefined, alone: work, settle });
      this.#running ??= this.#work();
    });
  }

  /** Nothing personal of these customers is written any more, wherever an entry comes from (DE-7). */
  erase(customerIds: Iterable<string>): void {
    for (const id of customerIds) this.#erased.add(id);
  }

  /** Returns when nothing waits. */
  async idle(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  async #work(): Promise<void> {
    // Whoever asks in the same turn shares the first flush.
    await Promise.resolve();
    while (this.#jobs.length > 0) await this.#workOff();
    // In the same turn as the last look at the jobs: one that comes later starts the work again.
    this.#running = null;
  }

  /** One flush, for as many jobs as fit into a frame. */
  async #workOff(): Promise<void> {
    const batch = new Batch(this.parts.index, this.parts.maxBatchBytes, this.#erased);
    const taken: Job[] = [];
    let alone: Job['alone'];
    for (let job = this.#jobs.shift(); job !== undefined; job = this.#jobs.shift()) {
      alone = job.alone;
      job.prepare(batch);
      taken.push(job);
      if (batch.isFull || batch.begins !== null || alone !== undefined) break;
      // What is done alone begins when these are written.
      if (this.#jobs[0]?.alone !== undefined) break;
    }
    const outcome = await this.#attempt(alone ?? (async () => (batch.isEmpty ? undefined : this.#write(batch))));
    for (const job of taken) job.settle(outcome);
  }

  async #attempt(work: () => Promise<void>): Promise<Result<null, CommitRefusal>> {
    if (this.#stopped) return refuse({ kind: 'journal-stopped' });
    try {
      if (this.#doubtful !== null) await this.#write(this.#doubtful);
      this.#doubtful = null;
      await work();
    } catch (error) {
      if (error instanceof ForeignHand) {
        this.#stopped = true;
        this.parts.onStopped(error);
        return refuse({ kind: 'journal-stopped' });
      }
      const isFull = error instanceof WriteFailed ? isDiskFull(error.cause) : isDiskFull(error);
      return refuse({ kind: isFull ? 'disk-full' : 'not-written' });
    }
    return ok(null);
  }

  /** Two segments are tried. Rejects when both fail; what can be read back is then in the index, and doubtful. */
  async #write({ begins, entries }: Doubtful): Promise<void> {
    const frame = entriesFrame(begins, entries);
    const indexAt = (at: Written): void => {
      if (begins !== null) this.parts.index.begin(begins);
      frame.lines.forEach((line, which) => {
        const position = at.position + (frame.offsets[which] ?? 0);
        this.parts.index.put({ ...line, segment: at.segment, position } satisfies IndexedEntry);
      });
    };
    const failures: (Written | null)[] = [];
    for (;;) {
      try {
        indexAt(await this.parts.writer.write(frame.bytes));
        return;
      } catch (error) {
        if (!(error instanceof WriteFailed)) throw error;
        failures.push(error.at);
        if (failures.length < 2) continue;
        for (const at of failures) {
          if (at === null || !(await this.#canBeRead(at, frame.bytes))) continue;
          indexAt(at);
          this.#doubtful = { begins, entries };
        }
        throw error;
      }
    }
  }

  async #canBeRead({ segment, position }: Written, bytes: Buffer): Promise<boolean> {
    try {
      return bytes.equals(await this.parts.reader.readBack(segment, position, bytes.length));
    } catch {
      return false;
    }
  }
}
