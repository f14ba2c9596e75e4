import type { ExportRow } from '../../../core/ipc/export';
import type { ExportFileOptions } from './export-file';

/** What main asks of the spreadsheet process; one export at a time. */
export type SpreadsheetRequest =
  | { readonly kind: 'begin'; readonly id: string; readonly options: ExportFileOptions }
  | { readonly kind: 'rows'; readonly rows: readonly ExportRow[] }
  | { readonly kind: 'finish' }
  | { readonly kind: 'cancel' };

/** Answers in the order of the requests. `code` is the system's (ENOSPC, EACCES, …). */
export type SpreadsheetReply =
  { readonly kind: 'done'; readonly rows: number } | { readonly kind: 'failed'; readonly code: string };
