import { read, type CellObject, type ParsingOptions, type WorkBook } from 'xlsx';
import { recogniseColumns } from '../../../../core/domain/imports/recognise-columns';
import { ok, type Result } from '../../../../core/kernel/result';
import { checkCompound } from './check-compound';
import { checkZip } from './check-zip';
import { MAX_CELLS_LOOKED_AT, MAX_ROWS_LOOKED_AT } from './limits';
import { refuseList, type ListRefusal } from './list-refusal';

type Rows = readonly (readonly string[])[];

/** No formula is read, let alone computed: only the text a cell showed when it was saved. */
const OPTIONS: ParsingOptions = {
  type: 'buffer',
  dense: true,
  cellFormula: false,
  cellHTML: false,
  cellStyles: false,
  bookVBA: false,
  nodim: true,
  sheetRows: MAX_ROWS_LOOKED_AT + 1,
};

/** Rows of the sheet with the list, of an XLSX file. */
export function readXlsx(bytes: Uint8Array): Result<Rows, ListRefusal> {
  const names = checkZip(bytes);
  if (!names.ok) return names;
  if (!names.value.includes('xl/workbook.xml')) return refuseList('file-kind');
  return rowsOfBook(bytes);
}

/** Rows of the sheet with the list, of an XLS file (Excel 97 and its like). */
export function readXls(bytes: Uint8Array): Result<Rows, ListRefusal> {
  const checked = checkCompound(bytes);
  return checked.ok ? rowsOfBook(bytes) : checked;
}

function rowsOfBook(bytes: Uint8Array): Result<Rows, ListRefusal> {
  let book: WorkBook;
  try {
    book = read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), OPTIONS);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    if (/password|encrypt/iu.test(message)) return refuseList('file-locked');
    return refuseList(/unsupported|unrecognized/iu.test(message) ? 'file-kind' : 'file-damaged');
  }
  const isHidden = (name: string) => book.Workbook?.Sheets?.some((one) => one.name === name && one.Hidden) === true;
  const names = [...book.SheetNames].sort((a, b) => Number(isHidden(a)) - Number(isHidden(b)));
  let best: { rows: Rows; score: number } = { rows: [], score: 0 };
  for (const name of names) {
    const sheet = rowsOfSheet(book, name);
    if (!sheet.ok) return sheet;
    const { mapping } = recogniseColumns(sheet.value);
    const recognised = new Set(mapping.filter((field) => field !== null)).size;
    // The sheet that looks most like a list of customers; the first of equal ones.
    const score = sheet.value.length === 0 ? 0 : 1 + recognised;
    if (score > best.score) best = { rows: sheet.value, score };
  }
  return ok(best.rows);
}

function rowsOfSheet(book: WorkBook, name: string): Result<Rows, ListRefusal> {
  const data = (
    book.Sheets[name] as { readonly '!data'?: readonly (readonly (CellObject | undefined)[])[] } | undefined
  )?.['!data'];
  if (data === undefined) return ok([]);
  if (data.length > MAX_ROWS_LOOKED_AT) return refuseList('too-many-rows');
  const rows: string[][] = [];
  for (let at = 0; at < data.length; at += 1) {
    const texts: string[] = [];
    let isTooWide = false;
    // Only cells that are there: a row may claim sixteen thousand empty ones.
    data[at]?.forEach((cell, column) => {
      const text = cell === undefined ? '' : textOf(cell);
      if (text === '') return;
      if (column >= MAX_CELLS_LOOKED_AT) isTooWide = true;
      else texts[column] = text;
    });
    if (isTooWide) return refuseList('too-many-columns');
    rows.push(Array.from(texts, (text) => text ?? ''));
  }
  return ok(rows);
}

/** A cell as a person sees it; numbers with all their digits, which a narrow format may not show. */
function textOf({ t, v, w }: CellObject): string {
  if (v === undefined || v === null || t === 'z' || t === 'e') return '';
  if (typeof v === 'string') return v;
  if (typeof v !== 'number') return w ?? String(v);
  const plain = Number.isInteger(v) && Math.abs(v) < 1e15 ? String(v) : null;
  if (w === undefined) return plain ?? String(v);
  const isRounded = /e[+-]?\d+$/iu.test(w) || w.replace(/\D/gu, '') === plain;
  return plain !== null && isRounded ? plain : w;
}
