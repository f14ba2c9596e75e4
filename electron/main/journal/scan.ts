import { join } from 'node:path';
import type { Disk } from './disk';
import { stretches, type LogBeginning, type Stretch } from './frame';
import { JournalIndex, type IndexedEntry } from './journal-index';
import { segmentName, segmentNumber, spareNumber } from './segments';

/** Something in the journal's files that is not as it was written. For the diagnostics page; holds no entry's content. */
export type Damage =
  /** Bytes that are no frame, copied to the file `setAside`; an unfinished last write is one, too. */
  | {
      readonly kind: 'set-aside';
      readonly segment: number;
      readonly from: number;
      readonly to: number;
      readonly file: string;
    }
  /** An entry that was never confirmed to anybody, and in whose place another stands. */
  | { readonly kind: 'replaced'; readonly segment: number; readonly logId: string; readonly sequence: number }
  | { readonly kind: 'unreadable-file'; readonly file: string };

/** The frame written last, by what it holds. */
export interface LastFrame {
  readonly begins: LogBeginning | null;
  readonly entries: readonly IndexedEntry[];
}

/** What the files of a journal hold. */
export interface Scan {
  readonly index: JournalIndex;
  readonly damage: readonly Damage[];
  readonly lastNumber: number;
  readonly spares: readonly string[];
  /** The last segment, when writing may go on behind its last frame. */
  readonly open: { readonly number: number; readonly position: number } | null;
  /** What the last frame holds: perhaps it was never flushed. Null when there is none. */
  readonly lastFrame: LastFrame | null;
}

const READ_ATTEMPTS = 3;
/** The folder of copies of damaged bytes. */
export const SET_ASIDE = 'set-aside';
/** Unused room at the end of an older segment is given back when it is worth it. */
const WORTH_TRUNCATING = 1024 * 1024;

/**
 * Reads every segment once, building the index from the frames' first lines. Rejects when the folder cannot be read, and
 * when a segment cannot be opened, or the newest one not be read: what it holds would be forgotten without a trace, and
 * its sequences and receipt numbers given out again (OX-1, SA-9).
 */
export async function scanJournal(disk: Disk, folder: string, segmentBytes: number): Promise<Scan> {
  const names = await disk.list(folder);
  const numbers = names.map(segmentNumber).filter((number) => number !== null);
  const lastNumber = numbers.at(-1) ?? 0;
  for (const name of names) if (name.endsWith('.new')) await disk.remove(join(folder, name)).catch(() => undefined);

  const index = new JournalIndex();
  const damage: Damage[] = [];
  let open: Scan['open'] = null;
  let lastFrame: LastFrame | null = null;
  let unread: string | null = null;
  for (const number of numbers) {
    const bytes = await readSegment(disk, folder, number);
    if (bytes === null) {
      unread = segmentName(number);
      damage.push({ kind: 'unreadable-file', file: unread });
      continue;
    }
    let end = 0;
    let whole = true;
    for (const stretch of stretches(bytes)) {
      end = stretch.to;
      if (stretch.kind === 'damaged') {
        whole = false;
        damage.push(await setAside(disk, folder, number, stretch, bytes));
        continue;
      }
      const frame = takeFrame(index, number, stretch, damage);
      if (frame === null) continue;
      // What follows says by its sequences what is missing before.
      [lastFrame, unread] = [frame, null];
    }
    if (number !== lastNumber) await giveBack(disk, folder, number, bytes.length, end);
    else if (whole && bytes.length === segmentBytes) open = { number, position: end };
  }
  if (unread !== null) throw new Error(`The newest segment of the journal cannot be read: ${unread}.`);
  const spares = names.filter((name) => spareNumber(name) !== null);
  return { index, damage, lastNumber, spares, open, lastFrame };
}

/** Puts a frame's entries into the index; null for a frame that only opens a segment. */
function takeFrame(
  index: JournalIndex,
  segment: number,
  { from, head, offsets }: Extract<Stretch, { kind: 'frame' }>,
  damage: Damage[],
): LastFrame | null {
  if (head.kind === 'segment') return null;
  if (head.begins !== null) index.begin(head.begins);
  const entries = head.entries.map((line, at) => ({ ...line, segment, position: from + (offsets[at] ?? 0) }));
  for (const entry of entries) {
    for (const { logId, sequence, segment: where } of index.put(entry)) {
      damage.push({ kind: 'replaced', segment: where, logId, sequence });
    }
  }
  return { begins: head.begins, entries };
}

/** Null when the file cannot be read: its entries are reported missing. Rejects when it cannot even be opened. */
async function readSegment(disk: Disk, folder: string, number: number): Promise<Buffer | null> {
  let isOpened = false;
  for (let attempt = 1; attempt <= READ_ATTEMPTS; attempt += 1) {
    try {
      const file = await disk.open(join(folder, segmentName(number)), 'read');
      isOpened = true;
      try {
        return await file.read(0, (await file.size()).bytes);
      } finally {
        await file.close();
      }
    } catch {
      // A tired disk often answers when it is asked again.
    }
  }
  if (!isOpened) throw new Error(`A segment of the journal cannot be opened: ${segmentName(number)}.`);
  return null;
}

/** Copies damaged bytes where a person can look at them. The same bytes go into the same file at every start. */
async function setAside(
  disk: Disk,
  folder: string,
  segment: number,
  { from, to }: Stretch,
  bytes: Buffer,
): Promise<Damage> {
  const file = join(SET_ASIDE, `${segmentName(segment)}.${from}-${to}`);
  try {
    await disk.makeFolder(join(folder, SET_ASIDE));
    const copy = await disk.open(join(folder, file), 'create');
    try {
      await copy.write(bytes.subarray(from, to), 0);
    } finally {
      await copy.close();
    }
  } catch {
    // On a full disk there is no copy. The bytes themselves stay where they are, nothing is cut.
  }
  return { kind: 'set-aside', segment, from, to, file };
}

async function giveBack(disk: Disk, folder: string, number: number, bytes: number, end: number): Promise<void> {
  if (bytes - end < WORTH_TRUNCATING) return;
  try {
    const file = await disk.open(join(folder, segmentName(number)), 'write');
    try {
      await file.truncate(end);
    } finally {
      await file.close();
    }
  } catch {
    // Only room is lost.
  }
}
