import { readHeader, type HeaderReading } from './header-words';
import { REPEATABLE_FIELDS, type ColumnMapping, type ImportField, type RawRow } from './import-field';

/** A file's columns as recognised by their headers. */
export interface RecognisedColumns {
  /** Place of the header row; what stands above it is a title. */
  readonly headerRow: number;
  readonly mapping: ColumnMapping;
}

/** Titles, dates of printing and empty lines above a header; more is a letter, not a list. */
const SEARCHED_ROWS = 20;
/** Enough to see whether a column holds anything at all. */
const SAMPLED_ROWS = 200;

/**
 * Finds the header row and what each column holds, by header words in English, German, Spanish and French (UP-2). The
 * person corrects what was misunderstood.
 */
export function recogniseColumns(rows: readonly RawRow[]): RecognisedColumns {
  const headerRow = headerRowOf(rows);
  const headers = rows[headerRow] ?? [];
  const sample = rows.slice(headerRow + 1, headerRow + 1 + SAMPLED_ROWS);
  const width = sample.reduce((widest, row) => Math.max(widest, row.length), headers.length);
  const isEmpty = (column: number) => sample.length > 0 && sample.every((row) => (row[column] ?? '').trim() === '');

  const readings = Array.from({ length: width }, (_, column) => readHeader(headers[column] ?? ''));
  const settled = settleAmbiguous(readings);
  const mapping = Array.from({ length: width }, (): ImportField | null => null);
  const ranked = settled
    .flatMap((reading, column) => (reading === null ? [] : [{ ...reading, column }]))
    .sort((a, b) => Number(isEmpty(a.column)) - Number(isEmpty(b.column)) || a.rank - b.rank || a.column - b.column);
  const taken = new Set<ImportField>();
  for (const { field, column } of ranked) {
    if (taken.has(field) && !REPEATABLE_FIELDS.has(field)) continue;
    taken.add(field);
    mapping[column] = field;
  }
  // With names in columns of their own, a full name says nothing new.
  const namesAreThere = taken.has('firstName') && taken.has('lastName');
  return { headerRow, mapping: mapping.map((field) => (field === 'fullName' && namesAreThere ? null : field)) };
}

/** True when the file can be imported as mapped: there are names to be found (UP-7). */
export function hasNames(mapping: ColumnMapping): boolean {
  return mapping.includes('fullName') || (mapping.includes('firstName') && mapping.includes('lastName'));
}

function headerRowOf(rows: readonly RawRow[]): number {
  let best = { row: 0, score: 0 };
  rows.slice(0, SEARCHED_ROWS).forEach((row, index) => {
    const fields = new Set(row.map((cell) => readHeader(cell)?.field).filter((field) => field !== undefined));
    if (fields.size > best.score) best = { row: index, score: fields.size };
  });
  if (best.score > 0) return best.row;
  // Nothing recognised: the first row that is not just a title.
  const first = rows.slice(0, SEARCHED_ROWS).findIndex((row) => row.filter((cell) => cell.trim() !== '').length > 1);
  return Math.max(0, first);
}

type Meaning = { readonly field: ImportField; readonly rank: number } | null;

/** `Name` is the last name beside a first name alone, and the whole name otherwise; `Nombre` likewise the first. */
function settleAmbiguous(readings: readonly HeaderReading[]): readonly Meaning[] {
  const has = (field: ImportField) => readings.some((reading) => reading?.field === field);
  return readings.map((reading): Meaning => {
    if (reading?.field !== 'ambiguous') return reading;
    if (reading.word === 'nombre') return { field: has('lastName') ? 'firstName' : 'fullName', rank: 1 };
    const isLastName = has('firstName') && !has('lastName');
    return { field: isLastName ? 'lastName' : 'fullName', rank: 0 };
  });
}
