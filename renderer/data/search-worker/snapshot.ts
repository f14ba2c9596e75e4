import type { SearchRow } from '../../../core/domain/customers/search-row';
import { SEARCH_WORDS_VERSION } from '../../../core/domain/customers/search-words';
import { ok, refuse, type Result } from '../../../core/kernel/result';
import type { Job } from './job';
import { PhoneTable } from './phone-table';
import { PrefixTable } from './prefix-table';
import type { RestoreRefusal } from './search-calls';
import { SearchIndex } from './search-index';
import { Segment, type SegmentParts } from './segment';
import { SnapshotDamaged, SnapshotReader, SnapshotWriter } from './snapshot-parts';
import { StringTable } from './string-table';

/** Raised whenever the parts below change. */
const FORMAT = 2;
const VERSION = `pawtill-search ${FORMAT}.${SEARCH_WORDS_VERSION}`;

interface Head {
  readonly checkpoint: string;
  readonly segments: number;
  readonly fresh: readonly SearchRow[];
}

/** The whole index as one buffer, as it is when this begins, with a checkpoint of the asker's. */
export function* saveIndex(index: SearchIndex, checkpoint: string): Job<ArrayBuffer> {
  const writer = new SnapshotWriter();
  const head: Head = { checkpoint, segments: index.segments.length, fresh: index.freshRows };
  // Of what was sorted in nothing changes any more, except that rows die.
  const segments = index.segments.map(({ parts }) => ({ ...parts, dead: parts.dead.slice() }));
  yield* writer.text(VERSION);
  yield* writer.text(JSON.stringify(head));
  for (const parts of segments) yield* writeSegment(writer, parts);
  return yield* writer.finish();
}

/** The index that was saved. A damaged one and one of another version are refused; they are then made anew. */
export function restoreIndex(
  buffer: ArrayBuffer,
): Result<{ readonly index: SearchIndex; readonly checkpoint: string }, RestoreRefusal> {
  try {
    const reader = new SnapshotReader(buffer);
    if (reader.text() !== VERSION) return refuse('other-version');
    const head = JSON.parse(reader.text()) as Head;
    const segments = Array.from({ length: head.segments }, () => readSegment(reader));
    return ok({ index: SearchIndex.restored(segments, head.fresh), checkpoint: head.checkpoint });
  } catch (error) {
    if (error instanceof SnapshotDamaged) return refuse('unreadable');
    throw error;
  }
}

function* writeSegment(writer: SnapshotWriter, parts: SegmentParts): Job<void> {
  yield* writer.text(JSON.stringify([parts.placeSets, parts.places]));
  yield* writeStrings(writer, parts.packedRows);
  yield* writeStrings(writer, parts.orderKeys);
  yield* writePrefixes(writer, parts.words);
  yield* writePrefixes(writer, parts.emails);
  yield* writePrefixes(writer, parts.internalIds);
  writer.array(parts.phones.entries);
  writer.array(parts.createdAt);
  writer.array(parts.byCreated);
  writer.array(parts.flags);
  writer.array(parts.placeSetOf);
  writer.array(parts.idSlots);
  writer.array(parts.dead);
}

function readSegment(reader: SnapshotReader): Segment {
  const [placeSets, places] = JSON.parse(reader.text()) as [number[][], string[]];
  return new Segment({
    placeSets,
    places,
    packedRows: readStrings(reader),
    orderKeys: readStrings(reader),
    words: readPrefixes(reader),
    emails: readPrefixes(reader),
    internalIds: readPrefixes(reader),
    phones: new PhoneTable(reader.f64()),
    createdAt: reader.f64(),
    byCreated: reader.u32(),
    flags: reader.u8(),
    placeSetOf: reader.u16(),
    idSlots: reader.u32(),
    dead: reader.u8(),
  });
}

function* writeStrings(writer: SnapshotWriter, table: StringTable): Job<void> {
  yield* writer.text(table.text);
  writer.array(table.ends);
}

function readStrings(reader: SnapshotReader): StringTable {
  return new StringTable(reader.text(), reader.u32());
}

function* writePrefixes(writer: SnapshotWriter, table: PrefixTable): Job<void> {
  yield* writeStrings(writer, table.tokens);
  writer.array(table.starts);
  writer.array(table.rows);
}

function readPrefixes(reader: SnapshotReader): PrefixTable {
  return new PrefixTable(readStrings(reader), reader.u32(), reader.u32());
}
