import type { ImportRow } from '../../../../core/domain/imports/import-row';
import { ok, refuse, type Result } from '../../../../core/kernel/result';
import {
  ImportProgressSchema,
  ImportStateSchema,
  MAX_IMPORT_CHUNK,
  RowsTakenSchema,
  type BeginImport,
  type ImportState,
} from '../../../../core/sync/import';
import type { DataRefusal, ExportProgress } from '../../register-data';
import type { Server } from '../register/server';
import { askServer } from './server-refusals';

export interface ImportListParts {
  readonly server: Pick<Server, 'imports'>;
  readonly wait: (ms: number) => Promise<void>;
  /** Aborted when the register stops. */
  readonly stopped: AbortSignal;
}

const LOOK_EVERY_MS = 700;
/** The server shows no progress for so long: it is asked again, which does nothing twice. */
const PATIENCE_MS = 60_000;
const TRIES = 4;
/** How much of the bar laying the rows aside takes. */
const STAGING_SHARE = 0.2;

/**
 * Announces a list, hands over its rows, and has it carried out as a whole (UP-10). Null when the person called it off:
 * what is being carried out by then is taken back as soon as it is there.
 */
export async function importList(
  parts: ImportListParts,
  begin: BeginImport,
  rows: readonly ImportRow[],
  progress: (progress: ExportProgress) => void,
  signal: AbortSignal,
): Promise<Result<ImportState | null, DataRefusal>> {
  const { server, stopped } = parts;
  const total = rows.length;
  const path = `/${encodeURIComponent(begin.importId)}`;
  const begun = await askServer(() => server.imports('', ImportStateSchema, begin, stopped));
  if (!begun.ok) return begun;
  for (let from = 0; from < total; from += MAX_IMPORT_CHUNK) {
    if (signal.aborted) {
      await askServer(() => server.imports(`${path}/cancel`, ImportStateSchema, {}, stopped));
      return ok(null);
    }
    const piece = { rows: rows.slice(from, from + MAX_IMPORT_CHUNK) };
    const taken = await askServer(() => server.imports(`${path}/rows`, RowsTakenSchema, piece, stopped));
    if (!taken.ok) return taken;
    progress({ done: Math.round(STAGING_SHARE * Math.min(total, from + MAX_IMPORT_CHUNK)), total });
  }
  const done = await carryOut(parts, path, total, progress);
  if (!signal.aborted || !done.ok) return done;
  const undone = await askServer(() => server.imports(`${path}/undo`, ImportStateSchema, {}, stopped));
  // Somebody was checked out already: the list stays, as the person sees from the result.
  return undone.ok ? ok(null) : done;
}

/** The answer may take longer than a request lives: whoever gets none looks how far it is. */
async function carryOut(
  { server, wait, stopped }: ImportListParts,
  path: string,
  total: number,
  progress: (progress: ExportProgress) => void,
): Promise<Result<ImportState | null, DataRefusal>> {
  let last: DataRefusal | null = null;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    let answer: Result<ImportState, DataRefusal> | null = null;
    void askServer(() => server.imports(`${path}/commit`, ImportStateSchema, {}, stopped)).then(
      (given) => (answer = given),
      () => undefined,
    );
    const answered = () => answer as Result<ImportState, DataRefusal> | null;
    let [seen, quietMs] = [-1, 0];
    while (quietMs < PATIENCE_MS) {
      await wait(LOOK_EVERY_MS);
      quietMs += LOOK_EVERY_MS;
      const given = answered();
      if (given !== null && (given.ok || given.refusal.kind !== 'offline')) return given;
      if (given !== null) last = given.refusal;
      const looked = await askServer(() => server.imports(path, ImportProgressSchema, null, stopped));
      if (!looked.ok) continue;
      const { import: found, done } = looked.value;
      if (found.state !== 'staged') return ok(found);
      if (done > seen) [seen, quietMs] = [done, 0];
      progress({ done: Math.round(STAGING_SHARE * total + (1 - STAGING_SHARE) * Math.min(done, total)), total });
    }
  }
  return refuse(last ?? UNKNOWN);
}

const UNKNOWN: DataRefusal = {
  kind: 'offline',
  code: 'import-unknown',
  message: 'The sync server did not say whether the list is imported. It is imported as a whole or not at all.',
};
