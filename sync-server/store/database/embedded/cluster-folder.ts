import { createHash, randomBytes } from 'node:crypto';
import { chmod, chown, lstat, mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseRefusal } from '../database-refusal';
import { accountFor, firstUnreachable, type PostgresAccount } from './postgres-account';

/** A unix socket's path may have 107 bytes on Linux and 103 on macOS. */
const LONGEST_SOCKET_PATH = 103;
/** Names the socket file; nothing listens on this port. */
export const SOCKET_PORT = 5432;

/** How clients reach PostgreSQL: by a unix socket nobody else can open, or on Windows by loopback and a password. */
export type Transport = 'socket' | 'loopback';

/** Where an embedded PostgreSQL keeps everything that is its own. */
export interface ClusterFolder {
  /** The cluster's folder, without symlinks; the others lie in it, but for a socket folder whose path would be too long. */
  readonly root: string;
  readonly data: string;
  readonly logs: string;
  readonly sockets: string;
  readonly transport: Transport;
  readonly account: PostgresAccount | null;
}

/**
 * Makes the folders of a cluster inside `dataDir`, for the user that PostgreSQL will run as and for nobody else.
 *
 * @throws DatabaseRefusal when that user cannot get there.
 */
export async function prepareClusterFolder(dataDir: string, transport: Transport): Promise<ClusterFolder> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const home = await realpath(dataDir);
  const root = join(home, 'postgres');
  const account = await accountFor(root);
  const data = join(root, 'data');
  const logs = join(root, 'log');
  const sockets = socketFolder(root);
  if (account) await openTheWay(home, sockets, account);
  for (const folder of [root, logs, ...(transport === 'socket' ? [sockets] : [])]) await makePrivate(folder, account);
  return { root, data, logs, sockets, transport, account };
}

/** The superuser's password for loopback connections, made once; null where a private socket protects the database. */
export async function clusterPassword(folder: ClusterFolder): Promise<string | null> {
  if (folder.transport === 'socket') return null;
  const file = join(folder.root, 'password');
  try {
    await writeFile(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' });
    if (folder.account) await chown(file, folder.account.uid, folder.account.gid);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFile(file, 'utf8');
}

/** Lets the account pass through (not list) the data folder, which is ours; a folder above it is not ours to open. */
async function openTheWay(home: string, sockets: string, account: PostgresAccount): Promise<void> {
  const { mode, uid } = await stat(home);
  if (uid === 0 && (mode & 0o001) === 0) await chmod(home, (mode & 0o7777) | 0o001);
  const elsewhere = sockets.startsWith(home) ? home : await realpath(dirname(sockets));
  const closed = (await firstUnreachable(home, account)) ?? (await firstUnreachable(elsewhere, account));
  if (closed) {
    throw new DatabaseRefusal(
      'data-folder-unreachable',
      `PostgreSQL does not run as root, and its user cannot pass ${closed}. Name a data folder like /var/lib/pawtill.`,
    );
  }
}

function socketFolder(root: string): string {
  const own = join(root, 'socket');
  if (Buffer.byteLength(join(own, `.s.PGSQL.${SOCKET_PORT}`)) <= LONGEST_SOCKET_PATH) return own;
  return join(tmpdir(), `pawtill-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`);
}

/** Makes a folder that only PostgreSQL's user (and root) can enter; refuses one that somebody else prepared. */
async function makePrivate(folder: string, account: PostgresAccount | null): Promise<void> {
  const made = await mkdir(folder, { mode: 0o700 }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
  if (process.platform === 'win32') return;
  const ownUid = process.getuid?.() ?? 0;
  const found = await lstat(folder);
  const mine = found.uid === ownUid || found.uid === account?.uid;
  if (!made && (!found.isDirectory() || !mine)) {
    throw new DatabaseRefusal('data-folder-not-ours', `${folder} belongs to another user.`);
  }
  if (account && found.uid !== account.uid) await chown(folder, account.uid, account.gid);
  if ((found.mode & 0o777) !== 0o700) await chmod(folder, 0o700);
}
