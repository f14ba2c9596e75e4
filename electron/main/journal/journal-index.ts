import { GENESIS_HASH } from '../../../core/log/entry';
import type { LogHead } from '../../../core/sync/log';
import type { IndexLine, LogBeginning } from './frame';
import { seriesOf } from './receipt-number';

/** Where an entry's line stands on disk, and what is known of it without reading it. */
export interface IndexedEntry extends IndexLine {
  readonly segment: number;
  /** Of the line, from the start of the segment file. */
  readonly position: number;
}

/** One log in memory: where its entries are. */
export class IndexedLog {
  /** By sequence − 1. Undefined where nothing is known; the last one is always known. */
  readonly #entries: (IndexedEntry | undefined)[] = [];
  readonly #missing = new Set<number>();

  constructor(readonly beginning: LogBeginning) {}

  get logId(): string {
    return this.beginning.logId;
  }

  get head(): LogHead {
    const last = this.#entries.at(-1);
    return { logId: this.logId, sequence: this.#entries.length, hash: last?.hash ?? GENESIS_HASH };
  }

  /** Receipt numbers given out so far (SA-9). */
  get receipts(): number {
    return this.#entries.at(-1)?.receipts ?? 0;
  }

  /** Sequences below the head that cannot be read, ascending. */
  get missing(): readonly number[] {
    return [...this.#missing].sort((one, other) => one - other);
  }

  isMissing(sequence: number): boolean {
    return this.#missing.has(sequence);
  }

  at(sequence: number): IndexedEntry | undefined {
    return this.#missing.has(sequence) ? undefined : this.#entries[sequence - 1];
  }

  /** Hash of the entry at `sequence`, where it is known: also for an entry whose line was lost. */
  hashAt(sequence: number): string | undefined {
    return sequence === 0 ? GENESIS_HASH : this.#entries[sequence - 1]?.hash;
  }

  /** Entries with `after < sequence <= through`, ascending. */
  *range(after: number, through: number): Generator<IndexedEntry> {
    for (let sequence = after + 1; sequence <= Math.min(through, this.#entries.length); sequence += 1) {
      const entry = this.at(sequence);
      if (entry !== undefined) yield entry;
    }
  }

  /** How many entries are there with `after < sequence <= through`. */
  count(after: number, through: number): number {
    const end = Math.min(through, this.#entries.length);
    let missing = 0;
    for (const sequence of this.#missing) if (sequence > after && sequence <= end) missing += 1;
    return Math.max(0, end - after - missing);
  }

  /**
   * Takes an entry in. One that stands at a taken sequence with another hash is from a history that was given up
   * before anybody was told of it; the later frame holds, and what followed the given-up one goes with it.
   * Returns the entries that went.
   */
  put(entry: IndexedEntry): readonly IndexedEntry[] {
    const { sequence } = entry;
    const before = this.#entries[sequence - 1];
    const given = before !== undefined && before.hash !== entry.hash ? this.#forgetFrom(sequence) : [];
    for (let skipped = this.#entries.length + 1; skipped < sequence; skipped += 1) {
      this.#entries.push(undefined);
      this.#missing.add(skipped);
    }
    this.#entries[sequence - 1] = entry;
    this.#missing.delete(sequence);
    return given;
  }

  /** The line of this sequence turned out to be unreadable. */
  lose(sequence: number): void {
    this.#missing.add(sequence);
  }

  #forgetFrom(sequence: number): readonly IndexedEntry[] {
    const gone = this.#entries.splice(sequence - 1).filter((entry) => entry !== undefined);
    for (const missing of this.#missing) if (missing >= sequence) this.#missing.delete(missing);
    return gone;
  }
}

/** All logs of the journal in memory, and every effect id. */
export class JournalIndex {
  readonly #logs = new Map<string, IndexedLog>();
  readonly #effects = new Map<string, IndexedEntry>();

  /** Oldest first; the last one is the current log. */
  get logs(): readonly IndexedLog[] {
    return [...this.#logs.values()];
  }

  log(logId: string): IndexedLog | undefined {
    return this.#logs.get(logId);
  }

  /** The log that entries are appended to; undefined only before the first is begun. */
  get current(): IndexedLog | undefined {
    return this.logs.at(-1);
  }

  begin(beginning: LogBeginning): IndexedLog {
    const known = this.#logs.get(beginning.logId);
    if (known !== undefined) return known;
    const log = new IndexedLog(beginning);
    this.#logs.set(beginning.logId, log);
    return log;
  }

  /** Takes an entry in; returns those that a later history replaced (see `IndexedLog.put`). */
  put(entry: IndexedEntry): readonly IndexedEntry[] {
    // A log whose first frame is damaged is known by its entries. It goes on in a receipt series of its own.
    const log = this.begin({ logId: entry.logId, series: seriesOf(entry.logId), copies: null });
    const gone = log.put(entry);
    for (const { effectId, logId, sequence } of gone) {
      const named = this.#effects.get(effectId);
      if (named?.logId === logId && named.sequence === sequence) this.#effects.delete(effectId);
    }
    if (!this.#standsInNewerLog(entry)) this.#effects.set(entry.effectId, entry);
    return gone;
  }

  #standsInNewerLog({ effectId, logId }: IndexedEntry): boolean {
    const known = this.#effects.get(effectId);
    if (known === undefined || known.logId === logId) return false;
    const order = [...this.#logs.keys()];
    return order.indexOf(known.logId) > order.indexOf(logId);
  }

  /** The entry of this effect in the newest log that has one. */
  byEffect(effectId: string): IndexedEntry | undefined {
    return this.#effects.get(effectId);
  }
}
