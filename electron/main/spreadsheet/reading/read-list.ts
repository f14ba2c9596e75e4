import { MAX_IMPORT_COLUMNS, MAX_IMPORT_ROWS } from '../../../../core/domain/imports/import-field';
import { isBlankRow } from '../../../../core/domain/imports/read-import-row';
import { recogniseColumns } from '../../../../core/domain/imports/recognise-columns';
import { ok, type Result } from '../../../../core/kernel/result';
import { decodeText } from './decode-text';
import { MAX_CELL_LENGTH, MAX_FILE_BYTES, MAX_TEXT_LENGTH } from './limits';
import { refuseList, type ListRefusal } from './list-refusal';
import { readCsv } from './read-csv';
import { readXls, readXlsx } from './read-workbook';

/** A file as rows of texts, trimmed of empty cells and rows at the end. */
export type ListRows = readonly (readonly string[])[];

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const EMPTY_ZIP = [0x50, 0x4b, 0x05, 0x06];
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * Reads a list of customers by what the file is, whatever it is called: XLSX, XLS, or text in UTF-8, UTF-16 or
 * Windows-1252 separated by comma, semicolon or tab (UP-5). Every cell is the text it shows; nothing is computed.
 */
export function readList(bytes: Uint8Array): Result<ListRows, ListRefusal> {
  if (bytes.length === 0) return refuseList('file-empty');
  if (bytes.length > MAX_FILE_BYTES) return refuseList('file-too-large');
  const rows = rowsOf(bytes);
  return rows.ok ? withinLimits(rows.value) : rows;
}

function rowsOf(bytes: Uint8Array): Result<ListRows, ListRefusal> {
  const begins = (signs: readonly number[]) => signs.every((sign, index) => bytes[index] === sign);
  if (begins(ZIP)) return readXlsx(bytes);
  if (begins(EMPTY_ZIP)) return refuseList('file-kind');
  if (begins(COMPOUND)) return readXls(bytes);
  const text = decodeText(bytes);
  if (text === null || /^(%PDF|\{\\rtf|%!PS|ID;P)/u.test(text)) return refuseList('file-kind');
  if (/^\s*<(!doctype|html|table|\?xml|head|meta)/iu.test(text)) return refuseList('file-web-page');
  if (text.trim() === '') return refuseList('file-empty');
  return readCsv(text);
}

function withinLimits(given: ListRows): Result<ListRows, ListRefusal> {
  let length = 0;
  const rows: string[][] = [];
  for (const cells of given) {
    let end = cells.length;
    while (end > 0 && (cells[end - 1] ?? '').trim() === '') end -= 1;
    if (end > MAX_IMPORT_COLUMNS) return refuseList('too-many-columns');
    const kept = cells
      .slice(0, end)
      .map((cell) => (cell.length > MAX_CELL_LENGTH ? cell.slice(0, MAX_CELL_LENGTH) : cell));
    for (const cell of kept) length += cell.length;
    if (length > MAX_TEXT_LENGTH) return refuseList('file-unpacks-too-large');
    rows.push(kept);
  }
  while (rows.length > 0 && rows.at(-1)?.length === 0) rows.pop();
  if (rows.length === 0) return refuseList('file-empty');
  const { headerRow } = recogniseColumns(rows);
  const filled = rows.slice(headerRow + 1).filter((row) => !isBlankRow(row)).length;
  if (filled === 0) return refuseList('no-rows');
  return filled > MAX_IMPORT_ROWS ? refuseList('too-many-rows') : ok(rows); // UP-5
}
