import { MAX_LIST_BYTES, MAX_LIST_PIECE, MAX_LIST_ROWS } from '../../../../core/ipc/uploaded-list';
import { ok, refuse, type Result } from '../../../../core/kernel/result';
import type { DataRefusal, ExportProgress } from '../../register-data';
import type { MainPort } from '../register/ports';

type Refused = { readonly kind: 'refused'; readonly code: string; readonly message: string };

/** Hands main the bytes of a chosen file and takes its rows back, piece by piece. */
export async function readRows(
  main: MainPort,
  file: Blob,
  progress: (progress: ExportProgress) => void,
  signal: AbortSignal,
): Promise<Result<readonly (readonly string[])[], DataRefusal>> {
  const opened = await main.ask('list:open', { bytes: Math.min(file.size, MAX_LIST_BYTES + 1) });
  if (opened.kind === 'refused') return refuse(refusalOf(opened));
  const { listId } = opened;
  try {
    for (let from = 0; from < file.size && !signal.aborted; from += MAX_LIST_PIECE) {
      const piece = new Uint8Array(await file.slice(from, from + MAX_LIST_PIECE).arrayBuffer());
      const taken = await main.ask('list:bytes', { listId, piece });
      if (taken.kind === 'refused') return refuse(refusalOf(taken));
    }
    if (signal.aborted) return refuse(CALLED_OFF);
    const read = await main.ask('list:read', { listId });
    if (read.kind === 'refused') return refuse(refusalOf(read));
    const rows: (readonly string[])[] = [];
    while (rows.length < read.total && !signal.aborted) {
      const reply = await main.ask('list:rows', { listId, from: rows.length, limit: MAX_LIST_ROWS });
      if (reply.kind === 'refused') return refuse(refusalOf(reply));
      if (reply.rows.length === 0) break;
      rows.push(...reply.rows);
      progress({ done: rows.length, total: read.total });
    }
    return signal.aborted ? refuse(CALLED_OFF) : ok(rows);
  } finally {
    await main.ask('list:close', { listId }).catch(() => undefined);
  }
}

const CALLED_OFF: DataRefusal = { kind: 'failed', code: 'called-off', message: 'Reading was called off.' };

function refusalOf({ code, message }: Refused): DataRefusal {
  const isForbidden = code === 'needs-admin' || code === 'not-signed-in' || code === 'other-location';
  return { kind: isForbidden ? 'forbidden' : 'invalid', code, message };
}
