import { ADDRESS_PARTS, checkAddress, NO_ADDRESS } from '../customers/address';
import { cleanText } from '../customers/clean-text';
import { readEmail } from '../customers/email';
import { readInternalId } from '../customers/internal-id';
import { readName } from '../customers/names';
import { readHeader } from './header-words';
import type { ColumnMapping, ImportField, RawRow } from './import-field';
import type { ImportProblem } from './import-problem';
import { MOST_POINTS, type ImportRow } from './import-row';
import { readPhones } from './read-phones';
import { splitFullName } from './split-full-name';

/** How the columns of a file are read: for each field its columns, the best first. */
export type ReadingPlan = Readonly<Partial<Record<ImportField, readonly number[]>>>;

/** What one row says: a customer and what it is imported without, or why it cannot be one. */
export interface ReadRow {
  readonly customer: ImportRow | null;
  readonly problems: readonly ImportProblem[];
}

/** Which columns are asked for each field; mobile phones before others, then as they stand in the file. */
export function readingPlan(mapping: ColumnMapping, headers: RawRow): ReadingPlan {
  const rank = (column: number, field: ImportField) => {
    const reading = readHeader(headers[column] ?? '');
    return reading !== null && reading.field === field ? reading.rank : 1;
  };
  const plan: Partial<Record<ImportField, number[]>> = {};
  mapping.forEach((field, column) => {
    if (field !== null) plan[field] = [...(plan[field] ?? []), column];
  });
  for (const field of ['email', 'phone'] as const) {
    plan[field]?.sort((a, b) => rank(a, field) - rank(b, field) || a - b);
  }
  return plan;
}

/** True for a row in which nothing stands: it is passed over in silence. */
export function isBlankRow(row: RawRow): boolean {
  return row.every((cell) => cell.trim() === '');
}

/**
 * Reads one row by the rules of UP-7: names are required; an email, phone or ID that cannot be is left out and told;
 * field requirement settings are ignored (FS-9). Duplicates are found by whoever knows the other rows.
 *
 * @param country ISO 3166 alpha-2 of the location the customers will belong to (NC-16)
 */
export function readImportRow(cells: RawRow, row: number, plan: ReadingPlan, country: string): ReadRow {
  const problems: ImportProblem[] = [];
  const tell = (code: ImportProblem['code'], field: ImportField, value: string) =>
    problems.push({ row, code, field, value: value.slice(0, 120) });
  const textsOf = (field: ImportField) =>
    (plan[field] ?? []).map((column) => plainCell(cells[column] ?? '')).filter((text) => text !== '');
  const textOf = (field: ImportField) => textsOf(field)[0] ?? '';

  const names = namesOf(textOf('firstName'), textOf('lastName'), textOf('fullName'));
  for (const field of ['firstName', 'lastName'] as const) {
    const bare = withoutPictures(names[field]);
    const read = readName(field, bare);
    if (!read.ok) {
      const code = read.refusal.code as 'name-missing' | 'name-too-long' | 'name-character';
      tell(code, field, names[field]);
    } else {
      if (bare !== names[field]) tell('name-cleaned', field, names[field]);
      names[field] = read.value;
    }
  }
  const isRejected = problems.some(({ code }) => code !== 'name-cleaned');
  // What is wrong with the names is all a person needs to know first.
  if (isRejected) return { customer: null, problems: problems.filter(({ code }) => code !== 'name-cleaned') };

  const email = firstOf(textsOf('email'), emailIn, (value) => tell('email-left-out', 'email', value));
  const phone = firstOf(
    textsOf('phone'),
    (text) => readPhones(text, country),
    (value) => tell('phone-left-out', 'phone', value),
  );
  const id = readInternalId(textOf('internalId'));
  if (!id.ok) tell('internal-id-left-out', 'internalId', textOf('internalId'));

  const typed = { ...NO_ADDRESS };
  for (const part of ADDRESS_PARTS) typed[part] = cleanText(textOf(part));
  const { address, refusals } = checkAddress(typed);
  for (const { field } of refusals) {
    const part = field as (typeof ADDRESS_PARTS)[number];
    tell('address-left-out', part, address[part]);
    address[part] = '';
  }

  const points = pointsIn(textOf('points'));
  if (points === null) tell('points-left-out', 'points', textOf('points'));
  const contact = { ...names, email, phone, internalId: id.ok ? id.value : '' };
  return { customer: { row, ...contact, address, points: points ?? 0 }, problems };
}

/** Text as a person meant it: the apostrophe that keeps a spreadsheet from counting is not part of it. */
function plainCell(cell: string): string {
  const text = cleanText(cell.length > 2000 ? cell.slice(0, 2000) : cell);
  return /^'[^']*$/u.test(text) ? text.slice(1) : text;
}

function namesOf(first: string, last: string, full: string): { firstName: string; lastName: string } {
  if (full === '' || (first !== '' && last !== '')) return { firstName: first, lastName: last };
  const { firstName, lastName } = splitFullName(withoutPictures(full));
  return { firstName: first === '' ? firstName : first, lastName: last === '' ? lastName : last };
}

const PICTURES = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\ufe0e\ufe0f\u20e3]\u200d?/gu;

/** Names without emoji, which address books are full of. */
function withoutPictures(name: string): string {
  return cleanText(name.replace(PICTURES, ''));
}

/** The first value that can be; the first one is told when none can. */
function firstOf(
  texts: readonly string[],
  read: (text: string) => string | null,
  none: (text: string) => void,
): string {
  for (const text of texts) {
    const value = read(text);
    if (value !== null && value !== '') return value;
  }
  if (texts[0] !== undefined) none(texts[0]);
  return '';
}

/** The first email of a cell: also `mailto:` links, `Betty <betty@example.com>` and lists of several. */
function emailIn(text: string): string | null {
  const bracketed = /<([^<>\s]+@[^<>\s]+)>/u.exec(text)?.[1];
  const parts = [...(bracketed === undefined ? [] : [bracketed]), ...text.split(/\s*(?::::|[;,\s])\s*/u)];
  for (const part of parts) {
    const read = readEmail(part.replace(/^mailto:/iu, ''));
    if (read.ok && read.value !== '') return read.value;
  }
  return null;
}

/** Whole points, rounded down: `1,250`, `1.250`, `12.00`; null for what is no number. */
function pointsIn(text: string): number | null {
  if (text === '') return 0;
  const plain = text.replace(/[\s$€£]|points?|pts?\.?/giu, '');
  const grouped = /^\d{1,3}(?:[,.']\d{3})+(?![,.]?\d)$/u.test(plain) ? plain.replace(/[,.']/gu, '') : plain;
  const value = Math.floor(Number(grouped.replace(/,(\d{1,2})$/u, '.$1')));
  return grouped !== '' && Number.isFinite(value) && value >= 0 && value <= MOST_POINTS ? value : null;
}
