import { MAX_EXPORT_ROWS, type ExportBegin } from '../../../../core/ipc/export';
import { ok, refuse, type Result } from '../../../../core/kernel/result';
import type { DataRefusal, SavedFile } from '../../register-data';
import type { MainPort } from '../register/ports';
import type { SmallSheet } from './upload-sheets';

export interface SheetToSave extends SmallSheet {
  readonly what: ExportBegin['what'];
  readonly format: 'xlsx' | 'csv';
  readonly scope: string;
}

/** Has main ask for a file name and write the sheet; null when the person cancels. */
export async function saveSheet(
  main: MainPort,
  { what, format, scope, suggestedName, columns, rows }: SheetToSave,
): Promise<Result<SavedFile | null, DataRefusal>> {
  const begun = await main.ask('export:begin', {
    ...{ fileKind: format, what, suggestedName, columns: [...columns], scope, filtered: false },
  });
  if (begun.kind === 'cancelled') return ok(null);
  if (begun.kind === 'refused') return refuse({ kind: 'failed', code: begun.code, message: begun.message });
  const { exportId } = begun;
  try {
    for (let from = 0; from < rows.length; from += MAX_EXPORT_ROWS) {
      const piece = rows.slice(from, from + MAX_EXPORT_ROWS);
      const taken = await main.ask('export:rows', { exportId, rows: piece });
      if (taken.kind === 'refused') return refuse({ kind: 'disk', code: taken.code, message: taken.message });
    }
    const written = await main.ask('export:finish', { exportId });
    if (written.kind === 'refused') return refuse({ kind: 'disk', code: written.code, message: written.message });
    return ok({ fileName: written.fileName, rows: written.rows });
  } finally {
    await main.ask('export:cancel', { exportId }).catch(() => undefined);
  }
}
