import { crc32 } from 'node:zlib';
import type { LogEntry } from '../../../core/log/entry';

/*
 * A frame is 16 bytes and a text:
 *   "PWTJ" · length of the text · CRC-32 of the text · CRC-32 of the 12 bytes before      (numbers little-endian)
 * The text's first line says what the frame holds and is all that a start has to parse; every further line is one
 * entry. One commit is one frame, so that what was flushed together is there together or not at all.
 *
 * CRC-32 and not CRC-32C: Node computes it natively, and a start reads every frame.
 */

const MAGIC = Buffer.from('PWTJ');
const LINE_BREAK = Buffer.from('\n');
export const FRAME_HEADER_BYTES = 16;

/** What a start needs to know of an entry without reading it. */
export interface IndexLine {
  readonly logId: string;
  readonly sequence: number;
  readonly effectId: string;
  readonly hash: string;
  /** Length of the entry's line, without the line break. */
  readonly bytes: number;
  /** Receipt numbers given out in this log through this entry (SA-9). */
  readonly receipts: number;
  /** Shown clock, milliseconds. */
  readonly shownAt: number;
}

/** The birth of a log. */
export interface LogBeginning {
  readonly logId: string;
  /** Stands behind the register's number in receipt numbers; '' for the register's first log. */
  readonly series: string;
  /** The log that was sealed: what it holds after `after` is copied here. */
  readonly copies: { readonly logId: string; readonly after: number } | null;
}

/** First line of a frame. */
export type FrameHead =
  | { readonly kind: 'segment'; readonly format: 1; readonly registerId: string; readonly segment: number }
  | { readonly kind: 'entries'; readonly begins: LogBeginning | null; readonly entries: readonly IndexLine[] };

type PackedLine = readonly [string, number, string, string, number, number, number];

/** An entry as it will stand on disk. */
export interface EntryToWrite {
  readonly entry: LogEntry;
  /** How many receipt numbers its log had given out with it. */
  readonly receipts: number;
  readonly line: Buffer;
}

/** Makes the line of an entry. */
export function entryToWrite(entry: LogEntry, receipts: number): EntryToWrite {
  return { entry, receipts, line: Buffer.from(JSON.stringify(entry)) };
}

/** The frame that opens a segment file. */
export function segmentFrame(registerId: string, segment: number): Buffer {
  const head: FrameHead = { kind: 'segment', format: 1, registerId, segment };
  return frameOf(Buffer.from(JSON.stringify(head)));
}

/** One commit as bytes, with where each entry's line stands from the start of the frame. */
export function entriesFrame(
  begins: LogBeginning | null,
  entries: readonly EntryToWrite[],
): { readonly bytes: Buffer; readonly lines: readonly IndexLine[]; readonly offsets: readonly number[] } {
  const lines = entries.map(({ entry, receipts, line }): IndexLine => {
    const { logId, sequence, effectId, hash, shownAt } = entry;
    return { logId, sequence, effectId, hash, bytes: line.length, receipts, shownAt };
  });
  const packed = lines.map((line): PackedLine => {
    return [line.logId, line.sequence, line.effectId, line.hash, line.bytes, line.receipts, line.shownAt];
  });
  const head = Buffer.from(JSON.stringify({ kind: 'entries', begins, entries: packed }));
  const bytes = frameOf(Buffer.concat([head, ...entries.flatMap(({ line }) => [LINE_BREAK, line])]));
  return { bytes, lines, offsets: lineOffsets(head.length, lines) };
}

function frameOf(text: Buffer): Buffer {
  const header = Buffer.alloc(FRAME_HEADER_BYTES);
  MAGIC.copy(header);
  header.writeUInt32LE(text.length, 4);
  const frame = Buffer.concat([header, text]);
  sealFrame(frame);
  return frame;
}

/** Puts the checksums of its text into a frame's header. */
export function sealFrame(frame: Buffer): void {
  frame.writeUInt32LE(crc32(frame.subarray(FRAME_HEADER_BYTES)), 8);
  frame.writeUInt32LE(crc32(frame.subarray(0, 12)), 12);
}

function lineOffsets(headBytes: number, lines: readonly IndexLine[]): readonly number[] {
  let next = FRAME_HEADER_BYTES + headBytes + 1;
  return lines.map(({ bytes }) => {
    const offset = next;
    next += bytes + 1;
    return offset;
  });
}

/** A part of a segment file: a good frame, or bytes that are none. */
export type Stretch =
  | {
      readonly kind: 'frame';
      readonly from: number;
      readonly to: number;
      readonly head: FrameHead;
      readonly offsets: readonly number[];
    }
  | { readonly kind: 'damaged'; readonly from: number; readonly to: number };

/**
 * Walks through the bytes of a segment file. Bytes that are no frame never end the walk: it goes on at the next good
 * frame. Zeros are room not yet used.
 */
export function* stretches(bytes: Buffer): Generator<Stretch> {
  let at = 0;
  let damagedFrom = 0;
  while (at < bytes.length) {
    const frame = frameAt(bytes, at);
    if (frame === null) {
      const next = bytes.indexOf(MAGIC, at + 1);
      at = next === -1 ? bytes.length : next;
      continue;
    }
    yield* damaged(bytes, damagedFrom, at);
    yield frame;
    at = frame.to;
    damagedFrom = at;
  }
  yield* damaged(bytes, damagedFrom, at);
}

function* damaged(bytes: Buffer, from: number, to: number): Generator<Stretch> {
  const used = endOfUse(bytes, from, to);
  if (used > from) yield { kind: 'damaged', from, to: used };
}

/** Where the zeros at the end of `from … to` begin. */
function endOfUse(bytes: Buffer, from: number, to: number): number {
  const block = 4096;
  let end = to;
  const zeros = Buffer.alloc(block);
  while (end - from >= block && bytes.compare(zeros, 0, block, end - block, end) === 0) end -= block;
  while (end > from && bytes[end - 1] === 0) end -= 1;
  return end;
}

function frameAt(bytes: Buffer, at: number): Extract<Stretch, { kind: 'frame' }> | null {
  if (at + FRAME_HEADER_BYTES > bytes.length || bytes.compare(MAGIC, 0, 4, at, at + 4) !== 0) return null;
  const header = bytes.subarray(at, at + FRAME_HEADER_BYTES);
  if (crc32(header.subarray(0, 12)) !== header.readUInt32LE(12)) return null;
  const to = at + FRAME_HEADER_BYTES + header.readUInt32LE(4);
  if (to > bytes.length) return null;
  const text = bytes.subarray(at + FRAME_HEADER_BYTES, to);
  if (crc32(text) !== header.readUInt32LE(8)) return null;
  const lineEnd = text.indexOf(0x0a);
  const headBytes = lineEnd === -1 ? text.length : lineEnd;
  const head = parseHead(text.toString('utf8', 0, headBytes));
  const lines = head.kind === 'entries' ? head.entries : [];
  return { kind: 'frame', from: at, to, head, offsets: lineOffsets(headBytes, lines) };
}

/** The checksum held, so this is what was written. */
function parseHead(text: string): FrameHead {
  const head = JSON.parse(text) as
    | Extract<FrameHead, { kind: 'segment' }>
    | { readonly kind: 'entries'; readonly begins: LogBeginning | null; readonly entries: readonly PackedLine[] };
  if (head.kind === 'segment') return head;
  const entries = head.entries.map(([logId, sequence, effectId, hash, bytes, receipts, shownAt]): IndexLine => {
    return { logId, sequence, effectId, hash, bytes, receipts, shownAt };
  });
  return { ...head, entries };
}
