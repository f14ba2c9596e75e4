import { ok, type Result } from '../../../../core/kernel/result';
import { refuseList, type ListRefusal } from './list-refusal';

const HEADER_LENGTH = 512;
const BYTE_ORDER = 0xfffe;

/**
 * Looks at the header of an old Excel file (a small file system in a file) before a parser does: counts it could not
 * hold would keep a parser busy for hours.
 */
export function checkCompound(bytes: Uint8Array): Result<null, ListRefusal> {
  if (bytes.length < HEADER_LENGTH) return refuseList('file-damaged');
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shift = file.readUInt16LE(30);
  const isKnown = file.readUInt16LE(28) === BYTE_ORDER && (shift === 9 || shift === 12) && file.readUInt16LE(32) === 6;
  const sectors = Math.ceil(file.length / 2 ** shift);
  const [tables, smallTables, furtherTables] = [file.readUInt32LE(44), file.readUInt32LE(64), file.readUInt32LE(72)];
  const fits = [tables, smallTables, furtherTables].every((count) => count <= sectors);
  return isKnown && fits ? ok(null) : refuseList('file-damaged');
}
