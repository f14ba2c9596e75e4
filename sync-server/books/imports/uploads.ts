import { ok, refuse, type Result } from '../../../core/kernel/result';
import type { ErrorReply } from '../../../core/sync/error-reply';
import type { ImportsReply, ImportState } from '../../../core/sync/import';
import type { StoreReads } from '../../store/store';
import { readSettings } from '../account/settings';
import { NO_IMPORT, UPLOADED_ALREADY } from './import-refusals';
import { lostUploads } from './noted-uploads';

/** The switch for support: a list may be uploaded although there are customers (UP-8). */
const ADDITIONAL_UPLOADS = 'additional_uploads';

/** Why no list may be uploaded now; null when one may (UP-1, UP-8). */
export async function uploadRefusal(reads: StoreReads, importId?: string): Promise<ErrorReply | null> {
  // One that a restore has lost was allowed before.
  const lost = importId === undefined ? [] : await lostUploads(reads);
  if (lost.some((one) => one.importId === importId)) return null;
  const settings = await readSettings(reads);
  if (settings?.features.includes(ADDITIONAL_UPLOADS) === true) return null;
  return (await reads.hasCustomers()) ? UPLOADED_ALREADY : null;
}

/** Whether a list may be uploaded, and the last one that was carried out. */
export async function uploads(reads: StoreReads): Promise<ImportsReply> {
  const imports = await reads.imports();
  const last = imports.findLast(({ state }) => state === 'done' || state === 'undone') ?? null;
  return { refusal: await uploadRefusal(reads), last, lost: [...(await lostUploads(reads))] };
}

/** One upload, and how many of its rows are carried out. */
export async function importOf(
  reads: StoreReads,
  importId: string,
): Promise<Result<{ readonly import: ImportState; readonly done: number }, ErrorReply>> {
  const found = (await reads.imports()).find((one) => one.importId === importId);
  if (found === undefined) return refuse(NO_IMPORT);
  return ok({ import: found, done: found.state === 'done' ? found.total : await reads.importProgress(importId) });
}
