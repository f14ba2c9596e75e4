import { CFB, utils, write, type CellObject, type WorkSheet } from 'xlsx';
import type { ExportColumn } from '../../../core/ipc/export';

/** A workbook of one sheet without its rows, as the spreadsheet library writes it. */
export interface WorkbookFrame {
  /** The sheet's own text before and after the rows. */
  readonly head: string;
  readonly tail: string;
  /** Attribute of each column's filled cells that names their format; '' for none. */
  readonly formats: readonly string[];
  /** The other files of the workbook. */
  readonly parts: readonly { readonly name: string; readonly content: Buffer }[];
}

/** What the library says of an archive it has read. */
interface Unpacked {
  readonly FullPaths: readonly string[];
  readonly FileIndex: readonly { readonly content?: Uint8Array }[];
}

/** Name of the sheet's file within the workbook. */
export const SHEET_PART = 'xl/worksheets/sheet1.xml';

const ROOT = 'Root Entry/';
const VIEW = '<sheetView workbookViewId="0"/>';
/** The library cannot freeze a header row itself. */
const FROZEN_VIEW =
  '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>';
const SAMPLE_ROW = /<row r="2"[^>]*>.*?<\/row>/;

const samples: Readonly<Record<ExportColumn['kind'], CellObject>> = {
  text: { t: 's', v: 'x', z: '@' },
  phone: { t: 's', v: 'x', z: '@' },
  date: { t: 'n', v: 1, z: 'yyyy-mm-dd' },
  number: { t: 'n', v: 1 },
};

/**
 * The frame of a sheet with a frozen header, a filter over `rows` rows below it and sensible widths: everything of the
 * format but the rows is left to the library, which is given one sample row to see how it writes cells of each kind.
 */
export function workbookFrame(columns: readonly ExportColumn[], sheetName: string, rows: number): WorkbookFrame {
  const sheet: WorkSheet = {};
  columns.forEach(({ title, kind }, index) => {
    sheet[utils.encode_cell({ r: 0, c: index })] = { t: 's', v: title };
    sheet[utils.encode_cell({ r: 1, c: index })] = samples[kind];
  });
  const range = (last: number) => utils.encode_range({ s: { r: 0, c: 0 }, e: { r: last, c: columns.length - 1 } });
  // The library walks through every cell of this range, so it ends at the sample.
  sheet['!ref'] = range(1);
  sheet['!autofilter'] = { ref: range(rows) };
  sheet['!cols'] = columns.map(({ width }) => ({ wch: width }));
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, sheetName);
  const file = write(book, { type: 'buffer', bookType: 'xlsx', compression: false, bookSST: false }) as Buffer;

  const packed = CFB.read(file, { type: 'buffer' }) as Unpacked;
  const all = packed.FileIndex.map(({ content }, at) => ({
    name: (packed.FullPaths[at] ?? '').slice(ROOT.length),
    content: Buffer.from(content ?? []),
  }));
  const text = all.find(({ name }) => name === SHEET_PART)?.content.toString('utf8') ?? '';
  const sample = SAMPLE_ROW.exec(text);
  if (sample === null || !text.includes(VIEW))
    throw new Error('the library writes sheets in another way than expected');
  const ignored = text
    .slice(sample.index + sample[0].length)
    .replaceAll(`sqref="${range(1)}"`, `sqref="${range(rows)}"`);
  return {
    head: text
      .slice(0, sample.index)
      .replace(VIEW, FROZEN_VIEW)
      // How many rows there are is said by the filter, after them.
      .replace(/<dimension [^>]*\/>/, ''),
    tail: ignored,
    formats: columns.map(
      (_, index) => new RegExp(`<c r="${utils.encode_col(index)}2"( s="\\d+")?`).exec(sample[0])?.[1] ?? '',
    ),
    parts: all.filter(({ name }) => isFile(name) && name !== SHEET_PART),
  };
}

/** Folders, and a mark the library leaves in what it unpacks, are no files of the workbook. */
function isFile(name: string): boolean {
  return name !== '' && !name.endsWith('/') && !name.startsWith('\u0001');
}
