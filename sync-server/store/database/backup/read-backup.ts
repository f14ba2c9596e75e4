import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Value } from 'typebox/value';
import { ok, refuse, type Result } from '../../../../core/kernel/result';
import {
  BACKUP_VERSION,
  BackupHeaderSchema,
  DIGEST_BYTES,
  LONGEST_FRAME_BYTES,
  LONGEST_HEADER_BYTES,
  rowsIn,
  type BackupHeader,
  type BackupRefusal,
  type BackupSummary,
} from './backup-format';

/** A backup file that was read through once and found whole; close it after use. */
export interface OpenBackup {
  readonly summary: BackupSummary;
  /** The content again, table by table in the header's order; each piece is COPY's text form. */
  tables(): AsyncGenerator<{ readonly name: string; readonly chunks: AsyncGenerator<Buffer> }>;
  close(): Promise<void>;
}

/**
 * Opens a backup and reads all of it: the digest, and the rows of every table against the header. The file stays open,
 * so what is read later is what was checked.
 */
export async function openBackup(file: string): Promise<Result<OpenBackup, BackupRefusal>> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'r');
  } catch (error) {
    return refuse(unreadable(error));
  }
  try {
    const checked = await check(file, handle);
    if (!checked.ok) await handle.close();
    return checked;
  } catch (error) {
    await handle.close();
    return refuse(unreadable(error));
  }
}

/** Says whether a file is a whole backup that this server can restore, without touching any database. */
export async function verifyBackup(file: string): Promise<Result<BackupSummary, BackupRefusal>> {
  const opened = await openBackup(file);
  if (!opened.ok) return opened;
  await opened.value.close();
  return ok(opened.value.summary);
}

async function check(file: string, handle: FileHandle): Promise<Result<OpenBackup, BackupRefusal>> {
  const { size } = await handle.stat();
  const line = await firstLine(handle);
  if (line === null) return refuse({ kind: 'not-a-backup', message: 'This file is not a Pawtill backup.' });

  const body = { start: line.length + 1, end: size - DIGEST_BYTES };
  const digest = await digestOf(handle, size - DIGEST_BYTES);
  const said = await bytesAt(handle, Math.max(0, size - DIGEST_BYTES), DIGEST_BYTES);
  if (!digest.equals(said)) return refuse(DAMAGED);

  // Only now: a damaged header is damage, not another format.
  const header = parseHeader(line);
  if (header === null) return refuse({ kind: 'not-a-backup', message: 'This file is not a Pawtill backup.' });
  if (header.version > BACKUP_VERSION) return refuse(tooNew(header.appVersion));
  if (!Value.Check(BackupHeaderSchema, header)) return refuse(DAMAGED);
  if (!(await hasAllRows(handle, body, header))) return refuse(DAMAGED);

  return ok({
    summary: { file, bytes: size, digest: digest.toString('hex'), header },
    tables: () => tablesIn(handle, body, header),
    close: () => handle.close(),
  });
}

/** The refusal of a backup that only a newer version can read. */
export function tooNew(appVersion: string): BackupRefusal {
  const message = `This backup was written by a newer version (${appVersion}). Install that version or a later one.`;
  return { kind: 'backup-too-new', appVersion, message };
}

const DAMAGED: BackupRefusal = {
  kind: 'backup-damaged',
  message: 'This backup is damaged or incomplete. Nothing was changed. Use another one.',
};

function unreadable(error: unknown): BackupRefusal {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return { kind: 'backup-unreadable', code, message: `The backup could not be read (${code}).` };
}

/** From a byte of the file up to, and without, another. */
interface Span {
  readonly start: number;
  readonly end: number;
}

const PIECE_BYTES = 262_144;

/** Reads by position, so that the file stays open and can be read again. */
async function* piecesOf(handle: FileHandle, { start, end }: Span): AsyncGenerator<Buffer> {
  for (let at = start; at < end;) {
    const piece = await bytesAt(handle, at, Math.min(PIECE_BYTES, end - at));
    if (piece.length === 0) return;
    yield piece;
    at += piece.length;
  }
}

async function firstLine(handle: FileHandle): Promise<Buffer | null> {
  const start = await bytesAt(handle, 0, LONGEST_HEADER_BYTES);
  const end = start.indexOf(0x0a);
  return end === -1 || !start.subarray(0, end).includes('"pawtill-backup"') ? null : start.subarray(0, end);
}

function parseHeader(line: Buffer): BackupHeader | null {
  try {
    const header = JSON.parse(line.toString('utf8')) as BackupHeader;
    return header.format === 'pawtill-backup' && Number.isInteger(header.version) ? header : null;
  } catch {
    return null;
  }
}

async function bytesAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

async function digestOf(handle: FileHandle, end: number): Promise<Buffer> {
  const hash = createHash('sha256');
  for await (const piece of piecesOf(handle, { start: 0, end })) hash.update(piece);
  return hash.digest();
}

async function hasAllRows(handle: FileHandle, body: Span, header: BackupHeader): Promise<boolean> {
  try {
    const expected = header.tables.values();
    for await (const { chunks } of tablesIn(handle, body, header)) {
      let rows = 0;
      for await (const chunk of chunks) rows += rowsIn(chunk);
      if (rows !== expected.next().value?.rows) return false;
    }
    return true;
  } catch {
    return false; // not gzip, or frames that do not fit
  }
}

async function* tablesIn(
  handle: FileHandle,
  body: Span,
  header: BackupHeader,
): AsyncGenerator<{ readonly name: string; readonly chunks: AsyncGenerator<Buffer> }> {
  const plain = createGunzip();
  // A failure on the way destroys `plain` with it, and whoever reads there sees it.
  const unpacking = pipeline(piecesOf(handle, body), plain).catch(() => undefined);
  const bytes = new Bytes(plain as AsyncIterable<Buffer>);
  try {
    for (const { name } of header.tables) yield { name, chunks: framesOf(bytes) };
    if (!(await bytes.isAtEnd())) throw new Error('There is more than the header says.');
  } finally {
    plain.destroy();
    await unpacking;
  }
}

async function* framesOf(bytes: Bytes): AsyncGenerator<Buffer> {
  for (;;) {
    const length = (await bytes.take(4)).readUInt32BE();
    if (length === 0) return;
    if (length > LONGEST_FRAME_BYTES) throw new Error('A frame is too long.');
    yield await bytes.take(length);
  }
}

/** Takes exact numbers of bytes out of a stream. */
class Bytes {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(stream: AsyncIterable<Buffer>) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  async take(count: number): Promise<Buffer> {
    const parts: Buffer[] = [this.#rest];
    let have = this.#rest.length;
    while (have < count) {
      const next = await this.#chunks.next();
      if (next.done) throw new Error('The file ends too early.');
      parts.push(next.value);
      have += next.value.length;
    }
    const all = parts.length === 1 ? this.#rest : Buffer.concat(parts);
    this.#rest = all.subarray(count);
    return all.subarray(0, count);
  }

  async isAtEnd(): Promise<boolean> {
    return this.#rest.length === 0 && (await this.#chunks.next()).done === true;
  }
}
