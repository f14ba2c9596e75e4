import { join } from 'node:path';
import { ok, type Result } from '../../../core/kernel/result';
import { erasedEntry } from '../../../core/log/erased-entry';
import type { LogEntry } from '../../../core/log/entry';
import type { CommitQueue, CommitRefusal } from './commit-queue';
import type { Disk } from './disk';
import type { EntryReader } from './entry-reader';
import { sealFrame, stretches } from './frame';
import { SET_ASIDE } from './scan';
import { segmentNumber, type SegmentWriter } from './segments';
import { readWhole, replaceFile } from './small-file';

/** Stands in the line of every entry that has a personal part; in a text its quotes would be escaped. */
const PERSONAL = '"personal":{';
const BLANK = 0x20;
const LINE_BREAK = 0x0a;

/**
 * Erases everything personal of these customers from the files of the journal (DE-7). A segment that holds some is
 * written anew beside and then renamed, so that a crash leaves the old one or the new one; its frames and lines keep
 * their places and lengths. One segment is one turn of the queue: what is finished meanwhile waits for no more.
 */
export async function eraseInJournal(
  parts: {
    readonly disk: Disk;
    readonly folder: string;
    readonly queue: CommitQueue;
    readonly reader: EntryReader;
    readonly writer: SegmentWriter;
  },
  customerIds: ReadonlySet<string>,
): Promise<Result<null, CommitRefusal>> {
  const { disk, folder, queue, reader, writer } = parts;
  // Segments that begin from now on hold nothing to erase.
  queue.erase(customerIds);
  let files: readonly string[] = [];
  const listed = await queue.alone(async () => {
    files = [...(await disk.list(folder)), ...(await setAside(disk, folder))];
  });
  if (!listed.ok) return listed;
  for (const file of files) {
    const number = segmentNumber(file);
    if (number === null && !file.startsWith(SET_ASIDE)) continue;
    const path = join(folder, file);
    const erased = await queue.alone(async () => {
      const bytes = await readWhole(disk, path);
      if (bytes === null || !eraseInBytes(bytes, customerIds)) return;
      const replace = () => replaceFile(disk, path, bytes);
      if (number === null) await replace();
      else await writer.whileClosed(number, () => reader.whileClosed(number, replace));
    });
    if (!erased.ok) return erased;
  }
  return ok(null);
}

/** Copies of damaged bytes. The folder is there only when there are some. */
async function setAside(disk: Disk, folder: string): Promise<readonly string[]> {
  if (!(await disk.list(folder)).includes(SET_ASIDE)) return [];
  return (await disk.list(join(folder, SET_ASIDE))).map((name) => join(SET_ASIDE, name));
}

/** Changes the bytes of a segment, or of a part of one; nothing moves. True when there was something to erase. */
function eraseInBytes(bytes: Buffer, customerIds: ReadonlySet<string>): boolean {
  let found = false;
  for (const stretch of stretches(bytes)) {
    const part = bytes.subarray(stretch.from, stretch.to);
    if (!part.includes(PERSONAL)) continue;
    if (stretch.kind === 'damaged') {
      found = blankLines(part, customerIds) || found;
    } else if (stretch.head.kind === 'entries') {
      const { entries } = stretch.head;
      const lines = stretch.offsets.map((offset, at) => part.subarray(offset, offset + (entries[at]?.bytes ?? 0)));
      if (lines.map((line) => eraseInLine(line, customerIds)).includes(true)) {
        sealFrame(part);
        found = true;
      }
    }
  }
  return found;
}

/** The line as long as before: what is missing is blank, as JSON allows. */
function eraseInLine(line: Buffer, customerIds: ReadonlySet<string>): boolean {
  if (!line.includes(PERSONAL)) return false;
  const erased = erasedEntry(JSON.parse(line.toString('utf8')) as LogEntry, customerIds);
  if (erased === null) return false;
  const text = Buffer.from(JSON.stringify(erased));
  text.copy(line.fill(BLANK));
  return true;
}

/** What is left of a frame is for a person to look at; whole lines about these customers go. */
function blankLines(damaged: Buffer, customerIds: ReadonlySet<string>): boolean {
  let found = false;
  for (let from = 0; from < damaged.length;) {
    const end = damaged.indexOf(LINE_BREAK, from);
    const line = damaged.subarray(from, end === -1 ? damaged.length : end);
    if (line.includes(PERSONAL) && [...customerIds].some((id) => line.includes(`"${id}"`))) {
      line.fill(BLANK);
      found = true;
    }
    from += line.length + 1;
  }
  return found;
}
