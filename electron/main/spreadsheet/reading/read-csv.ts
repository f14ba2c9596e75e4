import { ok, type Result } from '../../../../core/kernel/result';
import { MAX_CELLS_LOOKED_AT, MAX_ROWS_LOOKED_AT } from './limits';
import { refuseList, type ListRefusal } from './list-refusal';

const DELIMITERS = [',', ';', '\t', '|'] as const;
const SAMPLED_RECORDS = 30;
const SAMPLED_LENGTH = 200_000;

/**
 * Rows of a text separated by comma, semicolon, tab or bar. Written here and not left to the spreadsheet library, which
 * takes a text for a dozen other formats by its first letters, and cells for formulas.
 */
export function readCsv(text: string): Result<readonly (readonly string[])[], ListRefusal> {
  const told = /^sep=(.)\r?\n/iu.exec(text);
  const body = told === null ? text : text.slice(told[0].length);
  const delimiter = told?.[1] ?? likelyDelimiter(body);
  const { rows, end } = parse(body, delimiter, Infinity);
  if (end === 'too-wide') return refuseList('too-many-columns');
  if (end === 'too-long') return refuseList('too-many-rows');
  if (end === 'in-quotes') return refuseList('file-unclosed-quote');
  // The line that names the separator is a row of the file as well, so that numbers stay right.
  return ok(told === null ? rows : [[], ...rows]);
}

/** The separator by which most records have the same number of cells, and more than one. */
function likelyDelimiter(text: string): string {
  const sample = text.slice(0, SAMPLED_LENGTH);
  const scores = DELIMITERS.map((delimiter) => {
    const widths = parse(sample, delimiter, SAMPLED_RECORDS)
      .rows.map((row) => row.length)
      .filter((width) => width > 1);
    const counts = new Map<number, number>();
    for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
    return Math.max(0, ...[...counts].map(([width, count]) => count * count * Math.log2(width)));
  });
  return DELIMITERS[scores.indexOf(Math.max(...scores))] ?? ',';
}

type End = 'whole' | 'in-quotes' | 'too-wide' | 'too-long';

function parse(text: string, delimiter: string, limit: number): { rows: string[][]; end: End } {
  const rows: string[][] = [];
  const separator = delimiter.charCodeAt(0);
  let row: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const cell = text.charCodeAt(at) === QUOTE ? quotedCell(text, at, separator) : plainCell(text, at, separator);
    if (cell === null) return { rows, end: 'in-quotes' };
    row.push(cell.value);
    if (row.length > MAX_CELLS_LOOKED_AT) return { rows, end: 'too-wide' };
    at = cell.end;
    const sign = at < text.length ? text.charCodeAt(at) : -1;
    at += 1;
    if (sign === separator) continue;
    if (sign === RETURN && text.charCodeAt(at) === NEW_LINE) at += 1;
    const isLastEmptyLine = sign === -1 && row.length === 1 && row[0] === '';
    if (!isLastEmptyLine) rows.push(row);
    if (rows.length >= limit) return { rows, end: 'whole' };
    if (rows.length > MAX_ROWS_LOOKED_AT) return { rows, end: 'too-long' };
    row = [];
    if (sign === -1) break;
  }
  return { rows, end: 'whole' };
}

const QUOTE = 34;
const RETURN = 13;
const NEW_LINE = 10;

interface Cell {
  readonly value: string;
  /** Place of the sign that ends it, or the length of the text. */
  readonly end: number;
}

function plainCell(text: string, begin: number, separator: number): Cell {
  let end = begin;
  while (end < text.length) {
    const sign = text.charCodeAt(end);
    if (sign === separator || sign === NEW_LINE || sign === RETURN) break;
    end += 1;
  }
  return { value: unformulated(text.slice(begin, end)), end };
}

/** Null when its quote is never closed. What follows a closing quote before the separator belongs to it, as typed. */
function quotedCell(text: string, begin: number, separator: number): Cell | null {
  let value = '';
  for (let from = begin + 1; ;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return null;
    value += text.slice(from, quote);
    if (text.charCodeAt(quote + 1) !== QUOTE) {
      const rest = plainCell(text, quote + 1, separator);
      return { value: value + rest.value, end: rest.end };
    }
    value += '"';
    from = quote + 2;
  }
}

/** `="00123"` is how some programs keep zeros; it is a text, and nothing is computed. */
function unformulated(value: string): string {
  return value.startsWith('="') && value.endsWith('"') ? value.slice(2, -1) : value;
}
