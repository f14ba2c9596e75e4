import type { IdentifierKey } from '../../../core/domain/customers/duplicates';
import { foldText } from '../../../core/domain/customers/fold-text';
import { phoneDigits } from '../../../core/domain/customers/phone';
import { rowKeys, type SearchRow } from '../../../core/domain/customers/search-row';
import type { FreshRows } from './fresh-rows';
import { EMPLOYEE } from './packed-row';
import type { Segment } from './segment';

/** Who has this identifier, now or from before a roll-up (IC-7, RU-8). */
export function rowsHolding(
  segments: readonly Segment[],
  fresh: FreshRows,
  asked: IdentifierKey,
): readonly SearchRow[] {
  const candidates = segments.flatMap((segment) => read(segment, candidatesIn(segment, asked)));
  return [...fresh.all().map(({ row }) => row), ...candidates].filter((row) =>
    rowKeys(row).some(({ kind, key }) => kind === asked.kind && key === asked.key),
  );
}

/** Who has all of these words in the name, as whole words. */
export function rowsNamed(
  segments: readonly Segment[],
  fresh: FreshRows,
  words: readonly string[],
): readonly SearchRow[] {
  const isNamed = (own: readonly string[]) => words.every((word) => own.includes(word));
  const inFresh = fresh.all().filter(({ tokens }) => isNamed(tokens.words));
  const [first, ...others] = words;
  if (first === undefined) return [];
  const inSegments = segments.flatMap((segment) => {
    const table = segment.parts.words;
    const sets = others.map((word) => new Set(table.rowsOf(word)));
    return read(
      segment,
      table.rowsOf(first).filter((row) => sets.every((set) => set.has(row))),
    );
  });
  return [...inFresh.map(({ row }) => row), ...inSegments];
}

/** Rows that may hold it, few more than do. */
function candidatesIn(segment: Segment, { kind, key }: IdentifierKey): Uint32Array {
  const { emails, internalIds, phones } = segment.parts;
  if (kind === 'employee-id') return employeesIn(segment);
  if (kind === 'phone') return phones.rowsContaining(phoneDigits(key));
  return (kind === 'email' ? emails : internalIds).rowsOf(foldText(key));
}

/** They are few: looking through everybody's flags is quicker than an index is worth. */
function employeesIn({ parts: { flags } }: Segment): Uint32Array {
  const rows: number[] = [];
  flags.forEach((flag, row) => {
    if ((flag & EMPLOYEE) !== 0) rows.push(row);
  });
  return Uint32Array.from(rows);
}

function read(segment: Segment, rows: Uint32Array): readonly SearchRow[] {
  return [...new Set(rows)].filter((row) => segment.isAlive(row)).map((row) => segment.row(row));
}
