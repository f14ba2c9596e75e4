import type { ExportColumn, ExportRow } from '../../../core/ipc/export';

/** So that spreadsheet programs read the file as UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

const RUNS_AS_FORMULA = /^[=+\-@\t\r]/;

/** A cell that no spreadsheet program runs (CL-14): a leading `'` before a formula sign, phones without their `+`. */
function safeCell(value: string | number | null, kind: ExportColumn['kind']): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  // What stands for a phone may be anything: what rules refuse is kept as it was typed (OX-5).
  const cell = kind === 'phone' ? value.replace(/^\+/, '') : value;
  return RUNS_AS_FORMULA.test(cell) ? `'${cell}` : cell;
}

function quoted(cell: string): string {
  return /["\n\r,;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** The header line with its line end. */
export function csvHeader(columns: readonly ExportColumn[]): string {
  return `${columns.map((column) => quoted(column.title)).join(',')}\r\n`;
}

/** Lines of rows, each with its line end. */
export function csvLines(columns: readonly ExportColumn[], rows: readonly ExportRow[]): string {
  return rows
    .map((row) => columns.map(({ kind }, index) => quoted(safeCell(row[index] ?? null, kind))).join(','))
    .map((line) => `${line}\r\n`)
    .join('');
}
