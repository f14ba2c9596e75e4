import type { Instant } from '../../../core/kernel/amounts';
import type { WorkItem } from '../../../core/domain/work-items/work-item';
import type { Decision } from '../../../core/sync/decision';
import type { ImportState, LostUpload } from '../../../core/sync/import';
import type { StoreReads } from '../../store/store';
import type { Actor, BooksParts } from '../books';
import { settleItem } from '../effects/duplicate-items';
import { workItem } from '../effects/work-items';
import { actAsServer } from '../history/as-server';
import { decide } from '../history/decide';

/** What log 0 keeps of an upload: which list it was, and nothing of who is in it. */
interface NotedUpload {
  readonly importId: string;
  readonly fileName: string;
  readonly locationId: string;
  readonly userId: string;
  readonly rows: number;
  /** Instant in milliseconds. */
  readonly doneAt: Instant;
}

/**
 * Notes in log 0 that a list was uploaded, or taken back: no journal has its customers, so a server that is restored
 * from an older backup has to ask for the list again (UP-10). In a unit of work of its own after the upload's: that one
 * takes long, and a decision would hold everybody up.
 */
export async function noteUpload({ store, clock, ids, signing }: BooksParts, upload: ImportState): Promise<void> {
  const kind = upload.state === 'undone' ? 'upload-undone' : 'list-uploaded';
  const { importId, fileName, locationId, userId, total: rows } = upload;
  await store.transact(async (tx) => {
    const server = await tx.lockServer();
    const decided = (await tx.documents('decisions')).map(({ document }) => document as Decision);
    if (decided.some((one) => one.kind === kind && one.facts['importId'] === importId)) return;
    const at = clock.now();
    const facts = { importId, fileName, locationId, userId, rows, doneAt: upload.doneAt ?? at };
    const noted = await decide(tx, signing, server, { kind, at, facts });
    await tx.putServer(noted.server);
    await tx.appendToFeeds(noted.changes, { stamp: ids.newSalt(16), at });
  });
}

/** The question about an upload that a restore has lost, or has brought back. */
export function lostUploadItem(
  facts: Decision['facts'],
  openedAt: Instant,
  code: 'upload-lost' | 'undo-lost',
): WorkItem {
  const { importId, fileName, locationId, userId, rows, doneAt } = facts as unknown as NotedUpload;
  const refs = { importId, fileName, userId, rows: String(rows), uploadedAt: String(doneAt) };
  return workItem({ kind: 'lost-upload', about: [importId, code], locationId, openedAt, code, refs });
}

/** Lists that are to be uploaded again. */
export async function lostUploads(reads: StoreReads): Promise<readonly LostUpload[]> {
  const items = (await reads.documents('workItems')).map(({ document }) => document as WorkItem);
  const open = items.filter((one) => one.kind === 'lost-upload' && one.code === 'upload-lost' && one.state === 'open');
  return open.map(({ refs, locationId }) => {
    const { importId = '', fileName = '', rows = '0', uploadedAt = '0' } = refs;
    return { importId, fileName, locationId, rows: Number(rows), uploadedAt: Number(uploadedAt) };
  });
}

/** Nobody has to look any more at what was lost: it was uploaded, or taken back, again. */
export async function settleLostUpload(
  parts: BooksParts,
  { user }: Actor,
  importId: string,
  resolution: 'uploaded-again' | 'seen',
): Promise<void> {
  const code = resolution === 'seen' ? 'undo-lost' : 'upload-lost';
  const items = (await parts.store.documents('workItems')).map(({ document }) => document as WorkItem);
  const asked = items.find(
    ({ kind, refs, ...one }) => kind === 'lost-upload' && one.code === code && refs['importId'] === importId,
  );
  if (asked?.state !== 'open') return;
  const act = { id: `${importId}-${code}`, at: parts.clock.now(), number: 0 };
  await actAsServer(parts, act, (scene) => settleItem({ ...scene, userId: user.id }, asked, resolution));
}
