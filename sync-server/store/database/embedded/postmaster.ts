import { execFile } from 'node:child_process';
import { readdir, readFile, readlink, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { SOCKET_PORT, type ClusterFolder } from './cluster-folder';

/** What PostgreSQL's main process says of itself in `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly socketFolder: string;
  readonly status: 'starting' | 'ready' | 'stopping';
}

const ORPHAN_GRACE_MS = 500;

/**
 * The main process that has `dataFolder` open, or null. The file alone proves nothing: after a crash its number may
 * belong to any other program by now, so it counts only if that process works in this very folder.
 */
export async function findPostmaster(dataFolder: string): Promise<Postmaster | null> {
  const postmaster = await readPostmaster(dataFolder);
  return postmaster && (await isOurs(postmaster.pid, dataFolder)) ? postmaster : null;
}

/** What `postmaster.pid` says, true or not. */
export async function readPostmaster(dataFolder: string): Promise<Postmaster | null> {
  return parse(await readPidFile(dataFolder));
}

/**
 * Makes the way free for a start: removes lock files whose number now belongs to another program or to a dead process
 * that nobody has collected (PostgreSQL would take either for itself and refuse), and ends backends that outlived a
 * killed main process (they hold its shared memory, and PostgreSQL refuses until they are gone).
 */
export async function clearStale({ data, sockets }: ClusterFolder): Promise<void> {
  await removeStaleLock(join(data, 'postmaster.pid'), data);
  await removeStaleLock(join(sockets, `.s.PGSQL.${SOCKET_PORT}.lock`), data);
  if ((await orphans(data)).length === 0) return;
  await delay(ORPHAN_GRACE_MS); // they notice by themselves unless they are busy
  for (const orphan of await orphans(data)) send(orphan, 'SIGKILL');
}

/** What is stale and names nobody is left to PostgreSQL, which looks and removes without a gap between. */
async function removeStaleLock(file: string, dataFolder: string): Promise<void> {
  const read = () => readFile(file, 'utf8').catch(() => '');
  const stale = await read();
  const pid = parse(stale)?.pid;
  if (pid === undefined || !isAlive(pid) || (await isOurs(pid, dataFolder))) return;
  if ((await read()) === stale) await unlink(file).catch(() => undefined);
}

/** Whether `pid` is a PostgreSQL process that works in `dataFolder`. */
async function isOurs(pid: number, dataFolder: string): Promise<boolean> {
  if (process.platform === 'linux') {
    return (await readlink(`/proc/${pid}/cwd`).catch(() => null)) === dataFolder && (await isPostgres(pid));
  }
  if (process.platform === 'win32') return isAlive(pid);
  const listed = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return listed.stdout.includes(dataFolder);
}

/** Backends whose main process is gone. A main process that has not written its file yet has no such title. */
async function orphans(dataFolder: string): Promise<readonly number[]> {
  if (process.platform !== 'linux') return [];
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || !(await isOurs(pid, dataFolder))) continue;
    const title = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (title.startsWith('postgres: ') && !(await isOurs(await parentOf(pid), dataFolder))) found.push(pid);
  }
  return found;
}

async function isPostgres(pid: number): Promise<boolean> {
  return (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).startsWith('postgres');
}

async function parentOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

/** Whether any process has this number, ours or not. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Sends a signal to a process that may be gone by now. */
export function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself.
  }
}

const readPidFile = (dataFolder: string) => readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '');

/** Lines: number, data folder, start, port, socket folder, listen address, shared memory, status. */
function parse(file: string): Postmaster | null {
  const [pid, , , port, socketFolder, , , status] = file.split('\n');
  if (!/^\d+$/.test(pid ?? '')) return null; // a backend in single-user mode has a negative one
  const word = status?.trim();
  return {
    pid: Number(pid),
    port: Number(port),
    socketFolder: socketFolder ?? '',
    status: word === 'ready' || word === 'stopping' ? word : 'starting',
  };
}
