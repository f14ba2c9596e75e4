import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ExportColumn, ExportRow } from '../../../core/ipc/export';
import { BYTE_ORDER_MARK, csvHeader, csvLines } from './csv';
import { Workbook } from './workbook';

export interface ExportFileOptions {
  readonly path: string;
  readonly fileKind: 'xlsx' | 'csv' | 'json';
  readonly sheetName: string;
  readonly columns: readonly ExportColumn[];
}

/** One spreadsheet file being written beside its place; it appears under its name whole, or not at all. */
export class ExportFile {
  readonly #options: ExportFileOptions;
  readonly #temporary: string;
  readonly #handle: FileHandle;
  readonly #book: Workbook | null;
  #rows = 0;

  private constructor(options: ExportFileOptions, temporary: string, handle: FileHandle) {
    this.#options = options;
    this.#temporary = temporary;
    this.#handle = handle;
    this.#book = options.fileKind === 'xlsx' ? new Workbook(options.columns, options.sheetName) : null;
  }

  /** Makes the temporary file. Rejects with the system's error when the folder cannot be written. */
  static async begin(options: ExportFileOptions, id: string): Promise<ExportFile> {
    const temporary = join(dirname(options.path), `.pawtill-export-${id}`);
    const handle = await open(temporary, 'wx', 0o600);
    const file = new ExportFile(options, temporary, handle);
    return file.#orNothing(async () => {
      if (options.fileKind === 'csv') await handle.write(BYTE_ORDER_MARK + csvHeader(options.columns));
      return file;
    });
  }

  async add(rows: readonly ExportRow[]): Promise<void> {
    this.#rows += rows.length;
    if (this.#options.fileKind === 'json') await this.#handle.write(rows.flat().join(''));
    else if (this.#book === null) await this.#handle.write(csvLines(this.#options.columns, rows));
    else await this.#book.add(rows);
  }

  /** Answers the number of rows below the header. What could not be finished is gone, temporary file included. */
  finish(): Promise<number> {
    return this.#orNothing(async () => {
      if (this.#book !== null) await this.#handle.writeFile(await this.#book.file());
      await this.#handle.sync();
      await this.#handle.close();
      await rename(this.#temporary, this.#options.path);
      return this.#rows;
    });
  }

  /** A file full of people must not stay behind under a name nobody knows. */
  async #orNothing<Value>(work: () => Promise<Value>): Promise<Value> {
    try {
      return await work();
    } catch (error) {
      await this.cancel().catch(() => undefined);
      throw error;
    }
  }

  async cancel(): Promise<void> {
    this.#book?.cancel();
    await this.#handle.close().catch(() => undefined);
    await rm(this.#temporary, { force: true });
  }
}
