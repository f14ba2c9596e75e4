import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { utils } from 'xlsx';
import { ZipFile } from 'yazl';
import type { ExportColumn, ExportRow } from '../../../core/ipc/export';
import { SHEET_PART, workbookFrame } from './workbook-frame';

const DAY_MS = 86_400_000;
/** Day 0 of spreadsheet dates. */
const SHEET_EPOCH = Date.UTC(1899, 11, 30);
/** Half the time of the usual 6, for a file a tenth larger. */
const DEFLATE_LEVEL = 3;

/**
 * A workbook whose rows are written and packed as they come. The library would keep an object for every cell of 100,000
 * customers, two million of them, and needs seven times as long; it writes everything else (see `workbookFrame`).
 */
export class Workbook {
  readonly #columns: readonly ExportColumn[];
  readonly #sheetName: string;
  readonly #letters: readonly string[];
  readonly #formats: readonly string[];
  /** Text of the sheet on its way into the archive. */
  readonly #sheet = new PassThrough();
  readonly #archive = new ZipFile();
  readonly #file: Promise<Buffer>;
  #rows = 0;

  constructor(columns: readonly ExportColumn[], sheetName: string) {
    this.#columns = columns;
    this.#sheetName = sheetName;
    this.#letters = columns.map((_, index) => utils.encode_col(index));
    this.#archive.addReadStream(this.#sheet, SHEET_PART, { compressionLevel: DEFLATE_LEVEL });
    this.#file = buffer(this.#archive.outputStream);
    const { head, formats } = workbookFrame(columns, sheetName, 0);
    this.#formats = formats;
    void this.#write(head);
  }

  /** Settles when more may be given. */
  async add(rows: readonly ExportRow[]): Promise<void> {
    await this.#write(rows.map((row) => this.#rowText(row)).join(''));
  }

  /** The file: one sheet with a frozen header, a filter and sensible widths. */
  async file(): Promise<Buffer> {
    const { tail, parts } = workbookFrame(this.#columns, this.#sheetName, this.#rows);
    await this.#write(tail);
    this.#sheet.end();
    for (const { name, content } of parts) this.#archive.addBuffer(content, name);
    this.#archive.end();
    return this.#file;
  }

  /** Nothing more comes. */
  cancel(): void {
    this.#file.catch(() => undefined);
    this.#sheet.destroy();
  }

  async #write(text: string): Promise<void> {
    if (text !== '' && !this.#sheet.write(text)) await once(this.#sheet, 'drain');
  }

  #rowText(row: ExportRow): string {
    this.#rows += 1;
    const number = this.#rows + 1;
    let cells = '';
    for (const [index, column] of this.#columns.entries()) {
      const value = row[index] ?? null;
      if (value === null || value === '') continue;
      cells += `<c r="${this.#letters[index] ?? ''}${number}"${this.#formats[index] ?? ''}${contentOf(value, column.kind)}</c>`;
    }
    return `<row r="${number}">${cells}</row>`;
  }
}

/** A typed cell: text stays text (postcodes, phones, formulas), dates are real dates (CL-14). */
function contentOf(value: string | number, kind: ExportColumn['kind']): string {
  if (typeof value === 'number') return `><v>${value}</v>`;
  if (kind === 'date') {
    const [year = 0, month = 1, day = 1] = value.split('-').map(Number);
    return `><v>${(Date.UTC(year, month - 1, day) - SHEET_EPOCH) / DAY_MS}</v>`;
  }
  const space = /^\s|\s$|\n/.test(value) ? ' xml:space="preserve"' : '';
  return ` t="str"><v${space}>${escaped(value)}</v>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text of a cell; characters that XML does not have are written as spreadsheets write them. */
function escaped(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are the characters that are meant
  return text.replace(/[&<>"\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, (character) => {
    return ENTITIES[character] ?? `_x${character.charCodeAt(0).toString(16).padStart(4, '0')}_`;
  });
}
