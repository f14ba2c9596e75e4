import { inflateRawSync } from 'node:zlib';
import { ok, type Result } from '../../../../core/kernel/result';
import { MAX_PART_BYTES, MAX_PARTS, MAX_UNPACKED_BYTES } from './limits';
import { refuseList, type ListRefusal } from './list-refusal';

const END_OF_DIRECTORY = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;

/**
 * Looks into a packed file before any parser does: that it is whole, and that it unpacks to no more than it says and we
 * allow. A zip bomb says little and unpacks to much, so every part is really unpacked, and stopped at its word.
 *
 * @returns the names of its parts
 */
export function checkZip(bytes: Uint8Array): Result<readonly string[], ListRefusal> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(file);
  if (end < 0) return refuseList('file-damaged');
  const count = file.readUInt16LE(end + 10);
  if (count > MAX_PARTS) return refuseList('file-unpacks-too-large');

  const names: string[] = [];
  let unpacked = 0;
  let at = file.readUInt32LE(end + 16);
  try {
    for (let index = 0; index < count; index += 1) {
      if (file.readUInt32LE(at) !== ENTRY) return refuseList('file-damaged');
      const part = partAt(file, at);
      unpacked += part.size;
      if (part.size > MAX_PART_BYTES || unpacked > MAX_UNPACKED_BYTES) return refuseList('file-unpacks-too-large');
      const real = unpackedSize(file, part);
      if (real === 'larger') return refuseList('file-unpacks-too-large');
      if (real !== part.size) return refuseList('file-damaged');
      names.push(part.name);
      at = part.next;
    }
  } catch {
    return refuseList('file-damaged'); // reading beyond the end of the file
  }
  return ok(names);
}

interface Part {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly local: number;
  readonly next: number;
}

function partAt(file: Buffer, at: number): Part {
  const nameLength = file.readUInt16LE(at + 28);
  const further = file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  return {
    name: file.toString('utf8', at + 46, at + 46 + nameLength),
    method: file.readUInt16LE(at + 10),
    packed: file.readUInt32LE(at + 20),
    size: file.readUInt32LE(at + 24),
    local: file.readUInt32LE(at + 42),
    next: at + 46 + nameLength + further,
  };
}

function unpackedSize(file: Buffer, { local, method, packed, size }: Part): number | 'larger' | 'damaged' {
  if (file.readUInt32LE(local) !== LOCAL) return 'damaged';
  const begin = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
  const content = file.subarray(begin, begin + packed);
  if (content.length !== packed) return 'damaged';
  if (method === STORED) return packed;
  if (method !== DEFLATED) return 'damaged';
  try {
    return inflateRawSync(content, { maxOutputLength: Math.max(1, size) }).length;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'larger' : 'damaged';
  }
}

function endOfDirectory(file: Buffer): number {
  const first = Math.max(0, file.length - END_LENGTH - LONGEST_COMMENT);
  for (let at = file.length - END_LENGTH; at >= first; at -= 1) {
    if (file.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  return -1;
}
