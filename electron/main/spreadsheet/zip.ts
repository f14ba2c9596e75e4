import { crc32, deflateRawSync } from 'node:zlib';

/** One file of an archive, already deflated. */
export interface ZipEntry {
  readonly name: string;
  readonly crc: number;
  /** Bytes before deflating. */
  readonly size: number;
  readonly deflated: readonly Buffer[];
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const DEFLATED = 8;
/** 1980-01-01, the first day there is: a file's content says when it was made. */
const DATE = 0x21;

/** An entry of what lies in memory. */
export function zipEntry(name: string, content: Buffer): ZipEntry {
  return { name, crc: crc32(content), size: content.length, deflated: [deflateRawSync(content)] };
}

/** A ZIP archive, in pieces to be written one after the other. Below 4 GB. */
export function zipOf(entries: readonly ZipEntry[]): readonly Buffer[] {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name, 'utf8');
    const length = entry.deflated.reduce((sum, piece) => sum + piece.length, 0);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(VERSION, 0);
    facts.writeUInt16LE(DEFLATED, 4);
    facts.writeUInt16LE(DATE, 8);
    facts.writeUInt32LE(entry.crc, 10);
    facts.writeUInt32LE(length, 14);
    facts.writeUInt32LE(entry.size, 18);
    facts.writeUInt16LE(name.length, 22);
    pieces.push(signature(LOCAL), facts, name, ...entry.deflated);

    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const madeBy = Buffer.alloc(2);
    madeBy.writeUInt16LE(VERSION, 0);
    directory.push(signature(CENTRAL), madeBy, facts, place, name);
    offset += 4 + facts.length + name.length + length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(
    directory.reduce((sum, piece) => sum + piece.length, 0),
    8,
  );
  end.writeUInt32LE(offset, 12);
  return [...pieces, ...directory, signature(END), end];
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value, 0);
  return bytes;
}
