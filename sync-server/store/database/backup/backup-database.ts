import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Pool, PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { checkedOut } from '../checked-out';
import { appliedMigrations } from '../migrate-database';
import {
  BACKUP_VERSION,
  frameLength,
  rowsIn,
  TEXT_SETTINGS,
  type BackupHeader,
  type BackupProgress,
  type BackupSummary,
  type BackupTable,
} from './backup-format';
import { dataTables, sequenceStates } from './schema-catalogue';

export interface BackupOptions {
  readonly appVersion: string;
  /** The instant the backup is said to be from; now if not said. */
  readonly createdAt?: Date;
  readonly onProgress?: (progress: BackupProgress) => void;
}

/** Fast enough to keep up with the disk, and within a few percent of the densest. */
const GZIP_LEVEL = 5;

/**
 * Writes the whole database, as it is at one instant, to `file`; sales go on meanwhile. The file appears under its name
 * only when it is complete and flushed, and replaces an older one of that name.
 */
export async function backupDatabase(pool: Pool, file: string, options: BackupOptions): Promise<BackupSummary> {
  const target = resolve(file);
  const aside = `${target}.${randomUUID()}.part`;
  await mkdir(dirname(target), { recursive: true });
  const handle = await open(aside, 'wx', 0o600);
  try {
    const written = await inSnapshot(pool, (client) => write(client, handle, options)).finally(() => handle.close());
    await rename(aside, target);
    await syncFolder(dirname(target));
    return { file: target, ...written };
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

/** One snapshot for all tables: what commits meanwhile is in the next backup, whole. */
function inSnapshot<Value>(pool: Pool, work: (client: PoolClient) => Promise<Value>): Promise<Value> {
  return checkedOut(pool, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query(TEXT_SETTINGS);
    const value = await work(client);
    await client.query('COMMIT');
    return value;
  });
}

async function write(
  client: PoolClient,
  handle: FileHandle,
  options: BackupOptions,
): Promise<Omit<BackupSummary, 'file'>> {
  const header = await headerOf(client, options);
  const hash = createHash('sha256');
  let bytes = 0;
  const append = async (chunk: Uint8Array) => {
    hash.update(chunk);
    bytes += chunk.length;
    await handle.writeFile(chunk);
  };

  await append(Buffer.from(`${JSON.stringify(header)}\n`));
  await pipeline(
    frames(client, header.tables, options.onProgress),
    createGzip({ level: GZIP_LEVEL }),
    async (compressed: AsyncIterable<Buffer>) => {
      for await (const chunk of compressed) await append(chunk);
    },
  );
  const digest = hash.digest();
  await handle.writeFile(digest);
  await handle.sync();
  return { bytes: bytes + digest.length, digest: digest.toString('hex'), header };
}

async function headerOf(client: PoolClient, { appVersion, createdAt }: BackupOptions): Promise<BackupHeader> {
  const tables: BackupTable[] = [];
  for (const { name, columns } of await dataTables(client)) {
    const counted = await client.query<{ rows: string }>(
      `SELECT count(*) AS rows FROM ${client.escapeIdentifier(name)}`,
    );
    tables.push({ name, columns, rows: Number(counted.rows[0]?.rows) });
  }
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  return {
    format: 'pawtill-backup',
    version: BACKUP_VERSION,
    createdAt: (createdAt ?? new Date()).toISOString(),
    appVersion,
    postgres: rows[0]?.server_version ?? '',
    schema: [...(await appliedMigrations(client))],
    tables,
    sequences: await sequenceStates(client),
  };
}

async function* frames(
  client: PoolClient,
  tables: readonly BackupTable[],
  onProgress: BackupOptions['onProgress'],
): AsyncGenerator<Buffer> {
  const rowsTotal = tables.reduce((sum, { rows }) => sum + rows, 0);
  let rowsDone = 0;
  for (const { name, columns } of tables) {
    const list = columns.map((column) => client.escapeIdentifier(column)).join(', ');
    // Through SELECT, because COPY of a partitioned table itself is an error.
    const copy = client.query(copyTo(`COPY (SELECT ${list} FROM ${client.escapeIdentifier(name)}) TO STDOUT`));
    for await (const chunk of copy as AsyncIterable<Buffer>) {
      yield frameLength(chunk.length);
      yield chunk;
      rowsDone += rowsIn(chunk);
      onProgress?.({ table: name, rowsDone, rowsTotal });
    }
    yield frameLength(0);
  }
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}
