import { Type, type Static } from 'typebox';

/*
 * A backup file, in this order:
 *   one line of JSON, the header, so that `head -1` says what the file is;
 *   gzip of, for every table of the header in turn, frames of COPY's text form: a length of four bytes
 *     (big-endian) and as many bytes; a length of 0 ends the table;
 *   32 bytes: SHA-256 of everything before them.
 * The text form of COPY is the same in every PostgreSQL version, so a backup also carries the data to a newer one.
 */

/** Goes up when an older server could not read the file. */
export const BACKUP_VERSION = 1;

export const DIGEST_BYTES = 32;
export const LONGEST_HEADER_BYTES = 1_048_576;
/** COPY hands out pieces of up to a row; PostgreSQL's own limit for one value is 1 GB. */
export const LONGEST_FRAME_BYTES = 1_073_741_824;

export const BackupTableSchema = Type.Object({
  name: Type.String(),
  columns: Type.Array(Type.String()),
  rows: Type.Integer({ minimum: 0 }),
});

export const BackupSequenceSchema = Type.Object({
  name: Type.String(),
  lastValue: Type.String({ pattern: '^-?\\d+$' }),
  isCalled: Type.Boolean(),
});

/** What the file is; no personal data. */
export const BackupHeaderSchema = Type.Object({
  format: Type.Literal('pawtill-backup'),
  version: Type.Integer({ minimum: 1 }),
  createdAt: Type.String(),
  appVersion: Type.String(),
  /** PostgreSQL's version at the time, for support. */
  postgres: Type.String(),
  /** The migrations the data had had, oldest first. */
  schema: Type.Array(Type.String()),
  tables: Type.Array(BackupTableSchema),
  sequences: Type.Array(BackupSequenceSchema),
});

export type BackupTable = Static<typeof BackupTableSchema>;
export type BackupSequence = Static<typeof BackupSequenceSchema>;
export type BackupHeader = Static<typeof BackupHeaderSchema>;

/** A backup that lies on disk, whole. */
export interface BackupSummary {
  readonly file: string;
  readonly bytes: number;
  /** SHA-256 of the content, in hex; a name for this very backup. */
  readonly digest: string;
  readonly header: BackupHeader;
}

/** Why a file cannot be restored. */
export type BackupRefusal =
  | { readonly kind: 'backup-unreadable'; readonly code: string; readonly message: string }
  | { readonly kind: 'not-a-backup'; readonly message: string }
  | { readonly kind: 'backup-damaged'; readonly message: string }
  | { readonly kind: 'backup-too-new'; readonly appVersion: string; readonly message: string };

/** How far a backup or restore is. */
export interface BackupProgress {
  readonly table: string;
  readonly rowsDone: number;
  readonly rowsTotal: number;
}

/** The settings that decide how values look as text; the same when written and when read. */
export const TEXT_SETTINGS =
  `SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres'; SET LOCAL extra_float_digits = 1; ` +
  `SET LOCAL bytea_output = 'hex'; SET LOCAL timezone = 'UTC'; SET LOCAL client_encoding = 'UTF8'`;

/** The length that goes before the bytes of a frame. */
export function frameLength(bytes: number): Buffer {
  const length = Buffer.allocUnsafe(4);
  length.writeUInt32BE(bytes);
  return length;
}

/** Rows in a piece of COPY's text form, where every row ends with the only newline it has. */
export function rowsIn(chunk: Buffer): number {
  let rows = 0;
  for (let at = chunk.indexOf(0x0a); at !== -1; at = chunk.indexOf(0x0a, at + 1)) rows += 1;
  return rows;
}
