import { join } from 'node:path';
import type { LogEntry } from '../../../core/log/entry';
import type { Disk, DiskFile } from './disk';
import type { IndexedEntry } from './journal-index';
import { segmentName } from './segments';

/** Lines this close to one another are read in one go. */
const READ_AHEAD_BYTES = 64 * 1024;
const MAX_READ_BYTES = 4 * 1024 * 1024;

/** What reading gave: the entries, and those whose line was not what it should be. */
export interface EntriesRead {
  readonly entries: readonly LogEntry[];
  readonly unreadable: readonly IndexedEntry[];
}

/** Reads entries from the segment files, many lines at once. */
export class EntryReader {
  readonly #files = new Map<number, Promise<DiskFile>>();
  readonly #reading = new Set<Promise<Buffer>>();

  constructor(
    private readonly disk: Disk,
    private readonly folder: string,
  ) {}

  /** The entries in the order given. Rejects when a file cannot be read at all. */
  async read(wanted: readonly IndexedEntry[]): Promise<EntriesRead> {
    const entries: LogEntry[] = [];
    const unreadable: IndexedEntry[] = [];
    for (const run of runs(wanted)) {
      const [first] = run;
      const last = run.at(-1);
      if (first === undefined || last === undefined) continue;
      const bytes = await this.readBack(first.segment, first.position, last.position + last.bytes - first.position);
      for (const line of run) {
        const at = line.position - first.position;
        const entry = parseEntry(bytes.toString('utf8', at, at + line.bytes), line);
        if (entry === null) unreadable.push(line);
        else entries.push(entry);
      }
    }
    return { entries, unreadable };
  }

  /** `bytes` of a segment from `position`, as they can be read now. */
  async readBack(segment: number, position: number, bytes: number): Promise<Buffer> {
    const reading = (await this.#file(segment)).read(position, bytes);
    this.#reading.add(reading);
    try {
      return await reading;
    } finally {
      this.#reading.delete(reading);
    }
  }

  /** Has `work` replace the file of a segment while it is closed; who wants to read it waits. */
  async whileClosed(segment: number, work: () => Promise<void>): Promise<void> {
    const open = this.#files.get(segment);
    const replaced = (async () => {
      const file = await open?.catch(() => undefined);
      await Promise.allSettled(this.#reading);
      await file?.close().catch(() => undefined);
      await work();
    })();
    // Whether it could be replaced or not: what is there can be read.
    void this.#keep(
      segment,
      replaced.catch(() => undefined).then(() => this.#open(segment)),
    );
    await replaced;
  }

  async close(): Promise<void> {
    const files = [...this.#files.values()];
    this.#files.clear();
    for (const file of files) await file.then((open) => open.close()).catch(() => undefined);
  }

  #file(segment: number): Promise<DiskFile> {
    const known = this.#files.get(segment);
    if (known !== undefined) return known;
    return this.#keep(segment, this.#open(segment));
  }

  #open(segment: number): Promise<DiskFile> {
    return this.disk.open(join(this.folder, segmentName(segment)), 'read');
  }

  #keep(segment: number, file: Promise<DiskFile>): Promise<DiskFile> {
    this.#files.set(segment, file);
    file.catch(() => this.#files.delete(segment));
    return file;
  }
}

/** Groups entries that stand behind one another in the same file. */
function* runs(wanted: readonly IndexedEntry[]): Generator<readonly IndexedEntry[]> {
  let run: IndexedEntry[] = [];
  for (const line of wanted) {
    const [first] = run;
    const last = run.at(-1);
    if (first !== undefined && last !== undefined && !follows(first, last, line)) {
      yield run;
      run = [];
    }
    run.push(line);
  }
  if (run.length > 0) yield run;
}

function follows(first: IndexedEntry, last: IndexedEntry, line: IndexedEntry): boolean {
  const end = last.position + last.bytes;
  return (
    line.segment === last.segment &&
    line.position >= end &&
    line.position - end <= READ_AHEAD_BYTES &&
    line.position + line.bytes - first.position <= MAX_READ_BYTES
  );
}

/** The shape was checked when it was written; what can have happened since is damage. */
function parseEntry(text: string, { hash, effectId }: IndexedEntry): LogEntry | null {
  try {
    const entry = JSON.parse(text) as LogEntry;
    return entry.hash === hash && entry.effectId === effectId ? entry : null;
  } catch {
    return null;
  }
}
