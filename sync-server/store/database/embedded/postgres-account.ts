import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseRefusal } from '../database-refusal';

/** The user PostgreSQL runs as, when it is not the one this process runs as. */
export interface PostgresAccount {
  readonly uid: number;
  readonly gid: number;
}

/** `nobody` on Linux: initdb wants a user that has a name, and this one is everywhere. */
const NOBODY: PostgresAccount = { uid: 65534, gid: 65534 };

/**
 * The account for a cluster folder: null for "as ourselves". PostgreSQL refuses to run as root, so a server
 * started as root runs it as the owner of the existing folder, or as `nobody` in a new one.
 *
 * @throws DatabaseRefusal `data-folder-not-ours` when an ordinary user meets somebody else's folder.
 */
export async function accountFor(clusterFolder: string): Promise<PostgresAccount | null> {
  const ownUid = process.getuid?.();
  if (ownUid === undefined) return null; // Windows
  const owner = await stat(clusterFolder).catch(() => null);
  if (ownUid !== 0) {
    if (owner && owner.uid !== ownUid) {
      throw new DatabaseRefusal(
        'data-folder-not-ours',
        `${clusterFolder} belongs to another user. Start the server as that user, or name another data folder.`,
      );
    }
    return null;
  }
  if (process.platform !== 'linux') {
    throw new DatabaseRefusal('data-folder-not-ours', 'Start the server as an ordinary user, not as root.');
  }
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : NOBODY;
}

/**
 * The first folder on the way to `path`, which has no symlinks in it, (and `path` itself) that `account` may not pass, or the file if it may not be
 * read; null when it can be reached.
 */
export async function firstUnreachable(path: string, account: PostgresAccount): Promise<string | null> {
  const above = dirname(path);
  const blocked = above === path ? null : await firstUnreachable(above, account);
  if (blocked) return blocked;
  const found = await stat(path);
  const bits = found.uid === account.uid ? found.mode >> 6 : found.gid === account.gid ? found.mode >> 3 : found.mode;
  return bits & (found.isDirectory() ? 0o1 : 0o4) ? null : path;
}
