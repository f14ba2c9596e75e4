import { MAX_EXPORT_ROWS, type ExportRow } from '../../../../core/ipc/export';
import type { DataRefusal } from '../../register-data';
import type { MainPort } from '../register/ports';

/** Hands main rows of an export, in chunks; answers the refusal, or null. */
export async function hand(main: MainPort, exportId: string, rows: readonly ExportRow[]): Promise<DataRefusal | null> {
  for (let from = 0; from < rows.length; from += MAX_EXPORT_ROWS) {
    const reply = await main.ask('export:rows', { exportId, rows: rows.slice(from, from + MAX_EXPORT_ROWS) });
    if (reply.kind === 'refused') return refusalOf(reply);
  }
  return null;
}

/** What main's refusal of an export means to a screen. */
export function refusalOf({ code, message }: { readonly code: string; readonly message: string }): DataRefusal {
  const kind =
    code === 'forbidden' || code === 'not-signed-in' ? 'forbidden' : code === 'not-written' ? 'disk' : 'failed';
  return { kind, code, message };
}
