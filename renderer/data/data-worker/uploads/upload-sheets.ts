import { TEMPLATE_COLUMNS } from '../../../../core/domain/imports/import-field';
import { outcomeOf, problemSentence, type ImportProblem } from '../../../../core/domain/imports/import-problem';
import type { ExportColumn, ExportRow } from '../../../../core/ipc/export';

/** A small file: its columns and all of its rows. */
export interface SmallSheet {
  readonly suggestedName: string;
  readonly columns: readonly ExportColumn[];
  readonly rows: readonly ExportRow[];
}

const OUTCOMES = { imported: 'Imported without it', duplicate: 'Not imported', invalid: 'Not imported' } as const;
/** Columns of an export, less those in front. */
const MOST_COLUMNS = 57;
const LONGEST_TITLE = 60;

const text = (title: string, width: number): ExportColumn => ({ title, kind: 'text', width });

/** The error file: every row that is not imported as it stands, its number and the reason, and the row itself (UP-6). */
export function problemSheet(
  rows: readonly (readonly string[])[],
  headerRow: number,
  problems: readonly ImportProblem[],
  country: string,
): SmallSheet {
  const headers = (rows[headerRow] ?? []).slice(0, MOST_COLUMNS);
  const byRow = new Map<number, ImportProblem[]>();
  for (const problem of problems) byRow.set(problem.row, [...(byRow.get(problem.row) ?? []), problem]);
  return {
    suggestedName: 'Not imported',
    columns: [
      { title: 'Row', kind: 'number', width: 8 },
      text('Result', 20),
      text('Reason', 60),
      ...headers.map((header, column) => text(titleOf(header, column), 20)),
    ],
    rows: [...byRow].map(([row, own]) => {
      const outcome = own.map(outcomeOf).find((one) => one !== 'imported') ?? 'imported';
      const reason = own
        .map((one) => problemSentence(one, country))
        .join(' ')
        .slice(0, 2000);
      return [row, OUTCOMES[outcome], reason, ...headers.map((_, column) => rows[row - 1]?.[column] ?? '')];
    }),
  };
}

/** The empty list to be filled in (UP-2, UP-5); the second template has points. */
export function templateSheet(withPoints: boolean): SmallSheet {
  const columns = TEMPLATE_COLUMNS.filter(({ field }) => withPoints || field !== 'points');
  return {
    suggestedName: 'Customer list',
    columns: columns.map(({ title, field }) =>
      field === 'points' ? { title, kind: 'number', width: 16 } : text(title, 24),
    ),
    rows: [],
  };
}

function titleOf(header: string, column: number): string {
  const title = header.trim().slice(0, LONGEST_TITLE);
  return title === '' ? `Column ${String(column + 1)}` : title;
}
