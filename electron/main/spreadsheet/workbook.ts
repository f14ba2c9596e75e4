import { CFB, utils, write, type CellObject, type WorkSheet } from 'xlsx';
import type { ExportColumn, ExportRow } from '../../../core/ipc/export';

const DAY_MS = 86_400_000;
/** Day 0 of spreadsheet dates. */
const SHEET_EPOCH = Date.UTC(1899, 11, 30);

/** A typed cell: text stays text (postcodes, phones, formulas), dates are real dates (CL-14). */
function cellOf(value: string | number | null, kind: ExportColumn['kind']): CellObject | null {
  if (value === null || value === '') return null;
  if (typeof value === 'number') return { t: 'n', v: value };
  if (kind === 'date') {
    const [year = 0, month = 1, day = 1] = value.split('-').map(Number);
    return { t: 'n', v: (Date.UTC(year, month - 1, day) - SHEET_EPOCH) / DAY_MS, z: 'yyyy-mm-dd' };
  }
  return { t: 's', v: value, z: '@' };
}

/** Rows gathered for one workbook; the format needs them all before the first byte. */
export class Workbook {
  readonly #columns: readonly ExportColumn[];
  readonly #cells: (CellObject | null)[][] = [];

  constructor(columns: readonly ExportColumn[]) {
    this.#columns = columns;
  }

  add(rows: readonly ExportRow[]): void {
    for (const row of rows) {
      this.#cells.push(this.#columns.map(({ kind }, index) => cellOf(row[index] ?? null, kind)));
    }
  }

  /** The file: one sheet with a frozen header, a filter and sensible widths. */
  bytes(sheetName: string): Uint8Array {
    const sheet: WorkSheet = {};
    const lastColumn = this.#columns.length - 1;
    const range = { s: { r: 0, c: 0 }, e: { r: this.#cells.length, c: lastColumn } };
    this.#columns.forEach((column, index) => {
      sheet[utils.encode_cell({ r: 0, c: index })] = { t: 's', v: column.title };
    });
    const letters = this.#columns.map((_, index) => utils.encode_col(index));
    this.#cells.forEach((cells, row) => {
      cells.forEach((cell, index) => {
        if (cell !== null) sheet[`${letters[index]}${row + 2}`] = cell;
      });
    });
    sheet['!ref'] = utils.encode_range(range);
    sheet['!autofilter'] = { ref: utils.encode_range(range) };
    sheet['!cols'] = this.#columns.map(({ width }) => ({ wch: width }));
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, sheetName);
    // Written without compression first: the header is frozen in the sheet's own text, then everything is packed once.
    return withFrozenHeader(write(book, { type: 'buffer', bookType: 'xlsx', compression: false, bookSST: false }));
  }
}

const SHEET_PART = '/xl/worksheets/sheet1.xml';
const VIEW = /<sheetView workbookViewId="0"\/>/;
const FROZEN_VIEW =
  '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>';

/** Adds the frozen first row, which the library cannot write itself. */
function withFrozenHeader(file: Buffer): Uint8Array {
  const parts = CFB.read(file, { type: 'buffer' });
  const sheet = CFB.find(parts, SHEET_PART);
  if (sheet === null) throw new Error('the workbook has no sheet');
  const text = Buffer.from(sheet.content).toString('utf8');
  if (!VIEW.test(text)) throw new Error('the sheet has no view to freeze');
  const content = Buffer.from(text.replace(VIEW, FROZEN_VIEW), 'utf8');
  sheet.content = content;
  sheet.size = content.length;
  return Buffer.from(CFB.write(parts, { type: 'buffer', fileType: 'zip', compression: true }) as Uint8Array);
}
