/** How long a file is, and whether it still has the name it was opened by. */
export interface FileSize {
  readonly bytes: number;
  readonly named: boolean;
}

/** One open file. Every method rejects with the system's error; `code` is `ENOSPC` when the disk is full. */
export interface DiskFile {
  /** Writes all of `bytes` at `position`, or rejects; part of it may then be there. */
  write(bytes: Uint8Array, position: number): Promise<void>;
  /** Up to `length` bytes; fewer at the end of the file. */
  read(position: number, length: number): Promise<Buffer>;
  /** Returns when content (and a changed length) would survive a power cut. */
  sync(): Promise<void>;
  size(): Promise<FileSize>;
  truncate(bytes: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * `read`: must exist. `write`: must exist, for reading and writing. `create`: a new empty file, readable by this user
 * alone; replaces one of that name.
 */
export type OpenMode = 'read' | 'write' | 'create';

/** The part of a file system that the journal and the small files of main stand on; a faulty one drives the tests. */
export interface Disk {
  /** Makes the folder and those above it. It may exist. */
  makeFolder(folder: string): Promise<void>;
  /** Names in a folder, sorted. */
  list(folder: string): Promise<readonly string[]>;
  open(path: string, mode: OpenMode): Promise<DiskFile>;
  /** Replaces `to` at once. */
  rename(from: string, to: string): Promise<void>;
  /** Removing what is not there is no error. */
  remove(path: string): Promise<void>;
  /** Returns when created, renamed and removed names in the folder would survive a power cut. */
  syncFolder(folder: string): Promise<void>;
  /** Bytes this user may still write on the disk of `folder`. */
  freeBytes(folder: string): Promise<number>;
}

/** True for the error of a full disk. */
export function isDiskFull(error: unknown): boolean {
  return hasCode(error) && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

/** True when the file or folder does not exist. */
export function isNotThere(error: unknown): boolean {
  return hasCode(error) && error.code === 'ENOENT';
}

function hasCode(error: unknown): error is { readonly code: unknown } {
  return typeof error === 'object' && error !== null && 'code' in error;
}
